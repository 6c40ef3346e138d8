// The payload of a statement, and what is shown of what it hides: every shape held to FORMAT.md §8. Who signed
// it is not asked here.

import type { Json } from '#lib/base/canonical.ts';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import { isId, type PersonId, type TrajectId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { hiddenOf, isActName, isHidden, openOf, readAct, type Act } from '#lib/seal/act.ts';
import { checkListed, readDisclosure, type DisclosureRefusal } from '#lib/seal/disclosure.ts';
import { readAloud, readHand, type Aloud, type Hand } from '#lib/seal/hand.ts';
import { readAssertion, type Assertion } from '#lib/seal/passkey.ts';
import { hasExactly, isBytes, isDigestText, isList, isSeconds, pack, type Fields } from '#lib/seal/text.ts';

export const statementTyp = 'rondetafel-statement+sd-jwt';

/** What every statement says in the open, beside its act and the hand that gave it. */
export type About = {
	/** The digest of the token it speaks of, a version's or an annex's: it counts for no other. */
	readonly version: Digest;
	readonly traject: TrajectId;
	/** Whose act it is. */
	readonly person: PersonId;
	/** When, in whole seconds since 1970 UTC, by the clock of whoever signed. It orders nothing. */
	readonly at: number;
	/** Read out to this person, in which language and by whom; null when it was not. */
	readonly aloud: Aloud | null;
};

/** The open members of a statement but its assertion. */
export type Open = About &
	Hand &
	Act & {
		/** 128 bits that make each statement one of its kind. */
		readonly nonce: string;
	};

export type Body = {
	readonly open: Open;
	/** With `how` passkey, and never else. */
	readonly assertion: Assertion | null;
	/** The digests of what it hides. */
	readonly listed: readonly string[];
};

export type BodyRefusal =
	/** A field too many or too few, or one of another shape. */
	| 'statement-form'
	/** A passkey's assertion that is missing, stands where none belongs, or fails a check. */
	| 'assertion-wrong';

/** What a passkey is asked to answer: the digest of the kind of token, a dot, and the content. */
export function challengeOf(content: string): Digest {
	return digestOfText(`${statementTyp}.${content}`);
}

const names = [
	'_sd',
	'_sd_alg',
	'act',
	'aloud',
	'assertion',
	'at',
	'how',
	'nonce',
	'person',
	'traject',
	'version',
	'witness'
];

/** The open members of a payload but its assertion, or null when one is of another shape. */
export function readOpen(payload: Fields): Open | null {
	const { version, traject, person, at, nonce, act: name, _sd_alg } = payload;
	if (!isActName(name) || !hasExactly(payload, [...names, ...openOf(name)])) return null;
	const act = readAct(payload);
	const hand = readHand(payload);
	const aloud = readAloud(payload['aloud']);
	if (act === null || hand === null || aloud === undefined || _sd_alg !== 'sha-256') return null;
	if (!isDigestText(version) || !isId(traject) || !isId(person) || !isSeconds(at) || !isBytes(nonce, 16))
		return null;
	if (aloud?.by === person) return null;
	// A key that joins is somebody's word for somebody else; an erasure is the house's deed.
	if (name === 'key' && (hand.how !== 'house' || hand.witness === null)) return null;
	if (name === 'erased' && hand.how !== 'house') return null;
	return { version, traject, person, at, aloud, nonce, ...hand, ...act };
}

/** A payload, held to its form. */
export function readBody(payload: Json): Body | No<BodyRefusal> {
	if (typeof payload !== 'object' || payload === null || isList(payload)) return no('statement-form');
	const fields = payload as Fields;
	const open = readOpen(fields);
	const listed = open === null ? null : listedIn(fields['_sd'], hiddenOf(open.act).length);
	if (open === null || listed === null) return no('statement-form');
	const carried = fields['assertion'];
	if (open.how !== 'passkey')
		return carried === null ? { open, assertion: null, listed } : no('assertion-wrong');
	const assertion = readAssertion(carried, challengeOf(pack({ ...fields, assertion: null })));
	return assertion === null ? no('assertion-wrong') : { open, assertion, listed };
}

/** So many digests as the act hides, in the order of their letters, none twice. */
function listedIn(list: Json | undefined, count: number): readonly string[] | null {
	if (!isList(list) || list.length !== count) return null;
	const digests = list.filter(isDigestText);
	return digests.length === count && digests.every((each, at) => at === 0 || (digests[at - 1] ?? '') < each)
		? digests
		: null;
}

/** What these disclosures show of what a body hides, by name. */
export function readShown(
	{ listed, open }: Body,
	disclosures: readonly string[]
): ReadonlyMap<string, Json> | No<DisclosureRefusal | 'text-form'> {
	const stray = checkListed(new Set(listed), disclosures);
	if (stray !== null) return stray;
	const shown = new Map<string, Json>();
	for (const each of disclosures) {
		const rest = readDisclosure(each, 2);
		if (isNo(rest)) return rest;
		const [name, value] = rest;
		if (typeof name !== 'string' || value === undefined || shown.has(name)) return no('disclosure-form');
		if (!hiddenOf(open.act).includes(name) || !isHidden(name, value)) return no('disclosure-form');
		shown.set(name, value);
	}
	return shown;
}
