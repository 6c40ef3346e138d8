// An answer: one person's signed statement over one version's digest, itself an SD-JWT whose words and
// target are hidden, and always there. Who may sign for whom is decided elsewhere. FORMAT.md §7.

import { base64url, utf8 } from '#lib/base/bytes.ts';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { checkListed, disclose, readDisclosure, type DisclosureRefusal } from '#lib/seal/disclosure.ts';
import { isHouseKey } from '#lib/seal/hand.ts';
import { parsePublicJwk, thumbprint, type PublicJwk, type Random, type Signer } from '#lib/seal/key.ts';
import { readSaid, saidNames, type Said } from '#lib/seal/said.ts';
import { hasExactly, isBytes, isDigestText, isList, unpack, type Fields } from '#lib/seal/text.ts';
import {
	checkSignature,
	closeToken,
	parseToken,
	signingInput,
	type SignatureRefusal,
	type TokenRefusal
} from '#lib/seal/token.ts';

const answerTyp = 'rondetafel-answer+sd-jwt';

/** Letters of a token and its disclosures together. */
const answerLetters = 64_000;

/** What a signature adds to a signing input: a dot, and 64 bytes in base64url. */
const signatureLetters = 1 + 86;

/** What a person says: the open fields, and the two that are hidden. */
export type AnswerFields = Said & {
	/** Reserve, reason or remark, as the person put it; empty when there is none. */
	readonly words: string;
	/** What the words speak of, by a name that means something inside the version; null for the whole. */
	readonly target: string | null;
};

/** A signing input and what belongs to it. `input` is ASCII: its bytes are what the key signs. */
export type Statement = {
	readonly input: string;
	readonly key: PublicJwk;
	/** Words, then target. */
	readonly disclosures: readonly [string, string];
};

export type SignedAnswer = {
	readonly token: string;
	/** SHA-256 of the token's ASCII letters. */
	readonly digest: Digest;
	/** Words, then target. Leave one out, and the answer still stands without it. */
	readonly disclosures: readonly [string, string];
};

/** A checked answer. */
export type Answer = Said & {
	readonly digest: Digest;
	/** The key that signed it. Whose it is, the version says: see `signedBy`. */
	readonly key: PublicJwk;
	/** 128 bits that make each answer one of its kind. */
	readonly nonce: string;
	/** Null when withheld or erased; a text, perhaps empty, when disclosed. */
	readonly words: { readonly text: string } | null;
	/** Null when withheld or erased. `of` null: the whole version. */
	readonly target: { readonly of: string | null } | null;
};

export type AnswerRefusal =
	| TokenRefusal
	| SignatureRefusal
	| DisclosureRefusal
	/** Over 64,000 letters. */
	| 'answer-too-large'
	/** The key in the header is no public key of P-256. */
	| 'key-form'
	/** A field too many or too few, or one of another shape. */
	| 'answer-form';

/**
 * What there is to sign, for whichever key: WebCrypto's on a phone, or the house's.
 * Random bytes are used for the nonce, the salt of the words, the salt of the target.
 * Throws on fields or a key of another shape and on an answer over 64,000 letters.
 */
export function statement(fields: AnswerFields, random: Random, key: PublicJwk): Statement {
	const { words: text, target, ...open } = fields;
	const said = readSaid(open);
	if (said === null || parsePublicJwk(key) === null) throw new TypeError('an answer no checker would read');
	const nonce = base64url(random(16));
	const words = disclose(['words', text], random);
	const about = disclose(['target', target], random);
	const _sd = [words.digest, about.digest].sort();
	const payload: Fields = { ...said, nonce, _sd, _sd_alg: 'sha-256' };
	const input = signingInput({ alg: 'ES256', jwk: key, typ: answerTyp }, payload);
	const disclosures = [words.words, about.words] as const;
	if (input.length + signatureLetters + disclosures.join('').length > answerLetters)
		throw new RangeError('an answer larger than a checker reads');
	return { input, key, disclosures };
}

/** The answer of a statement and its 64 bytes of signature. Throws when they do not belong together. */
export function closeStatement(made: Statement, signature: Uint8Array): SignedAnswer {
	const token = closeToken(made.input, signature, made.key);
	return { token, digest: digestOfText(token), disclosures: made.disclosures };
}

/** `statement`, signed and closed. */
export async function signAnswer(
	fields: AnswerFields,
	random: Random,
	signer: Signer
): Promise<SignedAnswer> {
	const made = statement(fields, random, signer.key);
	return closeStatement(made, await signer.sign(utf8(made.input)));
}

/**
 * Checks an answer against itself: its form, its signature by the key it carries, its disclosures (none,
 * one or both). Whether that key was this person's to use is for `signedBy`. Never throws.
 */
export function readAnswer(token: string, disclosures: readonly string[]): Answer | No<AnswerRefusal> {
	if (token.length + disclosures.join('').length > answerLetters) return no('answer-too-large');
	const parsed = parseToken(token, answerTyp, 'jwk');
	if (isNo(parsed)) return parsed;
	const key = parsePublicJwk(parsed.header['jwk']);
	if (key === null) return no('key-form');
	const wrong = checkSignature(parsed, key);
	if (wrong !== null) return wrong;
	const payload = unpack(parsed.payload);
	if (payload === null) return no('text-form');
	if (!hasExactly(payload, [...saidNames, '_sd', '_sd_alg', 'nonce'])) return no('answer-form');
	const said = readSaid(payload);
	const { nonce, _sd, _sd_alg } = payload;
	if (said === null || !isBytes(nonce, 16) || _sd_alg !== 'sha-256') return no('answer-form');
	const [first, second, ...more] = isList(_sd) ? _sd : [];
	if (!isDigestText(first) || !isDigestText(second) || more.length > 0 || first >= second)
		return no('answer-form');
	const stray = checkListed(new Set([first, second]), disclosures);
	if (stray !== null) return stray;
	const hidden = readHidden(disclosures);
	return isNo(hidden) ? hidden : { ...said, digest: digestOfText(token), key, nonce, ...hidden };
}

/**
 * In whose hand: `device` when the person's own device, as the version names it, answered by itself;
 * `house` when a house key wrote down what was given another way; null when neither, and it counts nowhere.
 */
export function signedBy(
	answer: Answer,
	device: string | null,
	house: readonly PublicJwk[]
): 'device' | 'house' | null {
	const houses = isHouseKey(answer.key, house);
	if (answer.how === 'device') return !houses && thumbprint(answer.key) === device ? 'device' : null;
	return houses ? 'house' : null;
}

function readHidden(
	disclosures: readonly string[]
): Pick<Answer, 'words' | 'target'> | No<'text-form' | 'disclosure-form'> {
	let hidden: Pick<Answer, 'words' | 'target'> = { words: null, target: null };
	for (const each of disclosures) {
		const rest = readDisclosure(each, 2);
		if (isNo(rest)) return rest;
		const [name, value] = rest;
		if (name === 'words' && hidden.words === null && typeof value === 'string')
			hidden = { ...hidden, words: { text: value } };
		else if (name === 'target' && hidden.target === null && (typeof value === 'string' || value === null))
			hidden = { ...hidden, target: { of: value } };
		else return no('disclosure-form');
	}
	return hidden;
}
