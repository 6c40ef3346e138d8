// Salted disclosures (RFC 9901 §4.2): what is hidden is a digest in the token; who may read it also
// gets the words whose digest that is. Without words and salt, nobody can tell what it was. FORMAT.md §4.

import { base64url } from '#lib/base/bytes.ts';
import type { Json } from '#lib/base/canonical.ts';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import { no, type No } from '#lib/base/no.ts';
import type { Random } from '#lib/seal/key.ts';
import { isBytes, isList, pack, unpack } from '#lib/seal/text.ts';

/** Bytes of salt: RFC 9901 §9.3 asks for 128 bits. */
const saltSize = 16;

export type DisclosureRefusal =
	/** Not a salt of 128 bits followed by what is disclosed in this place. */
	| 'disclosure-form'
	/** Its digest is not in the token: it is of another version, or made up. */
	| 'disclosure-unknown'
	/** The same disclosure a second time. */
	| 'disclosure-twice';

export type Disclosure = {
	/** The digest of `words` as they stand (RFC 9901 §4.2.3); this is what the token lists. */
	readonly digest: Digest;
	/** base64url of the canonical `[salt, …rest]`. Destroy this and the salt to erase. */
	readonly words: string;
};

/** An array element (`rest` is the value) or an object member (`rest` is name and value). */
export function disclose(rest: readonly Json[], random: Random): Disclosure {
	const words = pack([base64url(random(saltSize)), ...rest]);
	return { digest: digestOfText(words), words };
}

/** A digest that hides nothing (RFC 9901 §4.2.5). Nobody can tell it from one that does. */
export function decoy(random: Random): Digest {
	return digestOfText(base64url(random(32)));
}

/** What follows the salt. `size` is 1 for an array element, 2 for an object member. */
export function readDisclosure(
	words: string,
	size: 1 | 2
): readonly Json[] | No<'text-form' | 'disclosure-form'> {
	const value = unpack(words);
	if (value === null) return no('text-form');
	if (!isList(value) || value.length !== size + 1 || !isBytes(value[0], saltSize))
		return no('disclosure-form');
	return value.slice(1);
}

/** Whether each disclosure is listed, and stands there once; null when all is well. */
export function checkListed(
	listed: ReadonlySet<string>,
	disclosures: readonly string[]
): No<'disclosure-unknown' | 'disclosure-twice'> | null {
	const seen = new Set<string>();
	for (const words of disclosures) {
		if (seen.has(words)) return no('disclosure-twice');
		seen.add(words);
		if (!listed.has(digestOfText(words))) return no('disclosure-unknown');
	}
	return null;
}
