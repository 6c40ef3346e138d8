// How a statement was given, and in whose hand it is: the person's own key, their passkey, or the house that
// wrote down what it saw or heard. Nobody's key speaks for another. FORMAT.md §8.

import type { Json } from '#lib/base/canonical.ts';
import { isId, type PersonId } from '#lib/base/id.ts';
import type { KeyKind } from '#lib/seal/act.ts';
import { thumbprint, type PublicJwk } from '#lib/seal/key.ts';
import type { Assertion } from '#lib/seal/passkey.ts';
import { hasExactly, type Fields } from '#lib/seal/text.ts';

/**
 * On the own device or with a passkey nobody else bears witness. A passed tablet and a spoken word need somebody
 * who saw or heard it; paper and what the house wrote down may have one. Never the person itself.
 */
export type Hand =
	| { readonly how: 'device' | 'passkey'; readonly witness: null }
	| { readonly how: 'tablet' | 'spoken'; readonly witness: PersonId }
	| { readonly how: 'paper' | 'house'; readonly witness: PersonId | null };

/** Read out to the person in this language (BCP 47), by whom. */
export type Aloud = { readonly language: string; readonly by: PersonId };

export function readHand({ how, witness, person }: Fields): Hand | null {
	if (how === 'device' || how === 'passkey') return witness === null ? { how, witness } : null;
	if (witness !== null && (!isId(witness) || witness === person)) return null;
	if (how === 'paper' || how === 'house') return { how, witness };
	return (how === 'tablet' || how === 'spoken') && witness !== null ? { how, witness } : null;
}

/** What stands in `aloud`, or undefined when it has another shape. */
export function readAloud(value: Json | undefined): Aloud | null | undefined {
	if (value === null) return null;
	if (!hasExactly(value, ['by', 'language'])) return undefined;
	const { by, language } = value;
	if (typeof language !== 'string' || !/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/.test(language))
		return undefined;
	return isId(by) ? { language, by } : undefined;
}

/** Whose keys there are, when one asks in whose hand a statement is. */
export type Hands = {
	/** Thumbprint of the key that the version names for this person's own device, or null. */
	readonly named: string | null;
	/** Keys of this person that joined later, by witnessed statements. */
	readonly joined: readonly { readonly of: KeyKind; readonly thumbprint: string }[];
	readonly house: readonly PublicJwk[];
	/** Where passkeys of this house live: its `iss`, as `https://rondetafel.example`. */
	readonly origin: string;
};

export type Given = Hand & {
	readonly act: string;
	/** The key that signed. */
	readonly key: PublicJwk;
	readonly assertion: Assertion | null;
};

/**
 * `device`: by the person's own device, named in the version or joined later. `passkey`: by a joined passkey, at this
 * house, which signed around it. `house`: its record of what was given another way; a key that joins and an erasure
 * are never anything else. Null: in nobody's hand, and it counts nowhere.
 */
export function inWhoseHand(given: Given, hands: Hands): 'device' | 'passkey' | 'house' | null {
	const print = thumbprint(given.key);
	const joined = (of: KeyKind, key: string) =>
		hands.joined.some((one) => one.of === of && one.thumbprint === key);
	const houses = isHouseKey(given.key, hands.house);
	if (given.how === 'device')
		return !houses && (print === hands.named || joined('device', print)) ? 'device' : null;
	if (!houses) return null;
	if (given.how !== 'passkey') return 'house';
	const { assertion } = given;
	if (assertion === null || assertion.origin !== hands.origin) return null;
	if (isHouseKey(assertion.key, hands.house)) return null;
	return joined('passkey', thumbprint(assertion.key)) ? 'passkey' : null;
}

/** A house never speaks as a device or a passkey, whatever a version or a witness names (FORMAT.md §7). */
export function isHouseKey(key: PublicJwk, house: readonly PublicJwk[]): boolean {
	const print = thumbprint(key);
	return house.some((one) => thumbprint(one) === print);
}
