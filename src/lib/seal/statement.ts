// A statement: what a person says of a version, as a signed record of its own. Answers, consents, a key that
// joins, an own account, an erasure: one form, hidden words in each. FORMAT.md §8.

import { base64url, utf8 } from '#lib/base/bytes.ts';
import type { Json } from '#lib/base/canonical.ts';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { hiddenOf, isHidden, openOf, withShown, type Read, type Whole } from '#lib/seal/act.ts';
import { readBody, readOpen, readShown, statementTyp, type About, type BodyRefusal } from '#lib/seal/body.ts';
import { disclose, type DisclosureRefusal } from '#lib/seal/disclosure.ts';
import type { Hand } from '#lib/seal/hand.ts';
import { parsePublicJwk, type PublicJwk, type Random, type Signer } from '#lib/seal/key.ts';
import type { Assertion, CarriedAssertion } from '#lib/seal/passkey.ts';
import { isList, pack, unpack, type Fields } from '#lib/seal/text.ts';
import {
	checkSignature,
	closeToken,
	parseToken,
	signingInput,
	type SignatureRefusal,
	type TokenRefusal
} from '#lib/seal/token.ts';

/** Letters of a token and its disclosures together. */
export const statementLetters = 64_000;

/** What a signature adds to a signing input: a dot, and 64 bytes in base64url. */
const signatureLetters = 1 + 86;

/** All there is to state. */
export type StatementFields = About & Hand & Whole;

/** What a passkey answers and a house signs: the payload without an assertion, packed; and what it hides. */
export type Content = { readonly content: string; readonly disclosures: readonly string[] };

/** A signing input and what belongs to it. `input` is ASCII: its bytes are what the key signs. */
export type Unsigned = {
	readonly input: string;
	readonly key: PublicJwk;
	/** Those of the act's hidden members, in the order of FORMAT.md §8. */
	readonly disclosures: readonly string[];
};

export type SignedStatement = {
	readonly token: string;
	/** SHA-256 of the token's ASCII letters. */
	readonly digest: Digest;
	/** As in `Unsigned`. Leave some out, and the statement still stands without them. */
	readonly disclosures: readonly string[];
};

/** What was said, whoever signed it. */
export type Saying = About &
	Hand &
	Read & {
		/** 128 bits that make each statement one of its kind. */
		readonly nonce: string;
		/** With `how` passkey, and never else. */
		readonly assertion: Assertion | null;
	};

/** A checked statement. Whose hand it is in, the version and `inWhoseHand` say. */
export type Statement = Saying & {
	readonly digest: Digest;
	/** The key that signed it. */
	readonly key: PublicJwk;
};

export type StatementRefusal =
	| TokenRefusal
	| SignatureRefusal
	| DisclosureRefusal
	| BodyRefusal
	/** Over 64,000 letters with its disclosures. */
	| 'statement-too-large'
	/** The key in the header is no public key of P-256. */
	| 'key-form';

/**
 * What a statement says, with fresh salts, for a passkey to answer (`challengeOf`) or a key to sign (`toSign`). Random
 * bytes are used for the nonce, then a salt for each hidden member. Throws a TypeError on fields of another shape.
 */
export function contentOf(fields: StatementFields, random: Random): Content {
	const { version, traject, person, at, how, witness, aloud, act } = fields;
	const all: Fields = { ...fields };
	const own = Object.fromEntries(openOf(act).map((name) => [name, all[name] ?? null]));
	const nonce = base64url(random(16));
	const hidden = hiddenOf(act).map((name) => {
		if (!isHidden(name, all[name])) throw new TypeError(`no checker would read this: ${name}`);
		return disclose([name, all[name] ?? null], random);
	});
	const _sd = hidden.map(({ digest }) => digest).sort();
	const open = { version, traject, person, act, ...own, at, how, witness, aloud, nonce };
	const payload: Fields = { ...open, assertion: null, _sd, _sd_alg: 'sha-256' };
	if (readOpen(payload) === null) throw new TypeError('a statement no checker would read');
	return { content: pack(payload), disclosures: hidden.map(({ words }) => words) };
}

/**
 * What there is to sign, for whichever key; with a passkey's assertion the house's. Throws on content, key or assertion
 * that no checker would read and on more than 64,000 letters: ask `readContent` first when it came from outside.
 */
export function toSign(
	{ content, disclosures }: Content,
	assertion: CarriedAssertion | null,
	key: PublicJwk
): Unsigned {
	const payload = withAssertion(content, assertion);
	if (payload === null || isNo(readBody(payload))) throw new TypeError('a statement no checker would read');
	if (parsePublicJwk(key) === null) throw new TypeError('a key no checker would read');
	const input = signingInput({ alg: 'ES256', jwk: key, typ: statementTyp }, payload);
	if (input.length + signatureLetters + disclosures.join('').length > statementLetters)
		throw new RangeError('a statement larger than a checker reads');
	return { input, key, disclosures };
}

/** `contentOf`, ready to be signed by a device or by the house. */
export function statement(fields: StatementFields, random: Random, key: PublicJwk): Unsigned {
	return toSign(contentOf(fields, random), null, key);
}

/** The statement and its 64 bytes of signature as one. Throws when they do not belong together. */
export function closeStatement(made: Unsigned, signature: Uint8Array): SignedStatement {
	const token = closeToken(made.input, signature, made.key);
	return { token, digest: digestOfText(token), disclosures: made.disclosures };
}

/** `statement`, signed and closed. */
export async function signStatement(
	fields: StatementFields,
	random: Random,
	signer: Signer
): Promise<SignedStatement> {
	return signUnsigned(statement(fields, random, signer.key), signer);
}

/** What was to be signed, signed by the key it names. */
export async function signUnsigned(made: Unsigned, signer: Signer): Promise<SignedStatement> {
	return closeStatement(made, await signer.sign(utf8(made.input)));
}

/**
 * Checks a statement against itself: its form, its signature by the key it carries, its assertion if it has one, its
 * disclosures (any of them). Whether that key was this person's to use is for `inWhoseHand`. Never throws.
 */
export function readStatement(
	token: string,
	disclosures: readonly string[]
): Statement | No<StatementRefusal> {
	if (token.length + disclosures.join('').length > statementLetters) return no('statement-too-large');
	const parsed = parseToken(token, statementTyp, 'jwk');
	if (isNo(parsed)) return parsed;
	const key = parsePublicJwk(parsed.header['jwk']);
	if (key === null) return no('key-form');
	const wrong = checkSignature(parsed, key);
	if (wrong !== null) return wrong;
	const payload = unpack(parsed.payload);
	if (payload === null) return no('text-form');
	const said = readSaying(payload, disclosures);
	return isNo(said) ? said : { ...said, digest: digestOfText(token), key };
}

/**
 * What a page sends before the house signs, held to all that `readStatement` holds it to: nothing is signed that a
 * checker would refuse.
 */
export function readContent(
	{ content, disclosures }: Content,
	assertion: CarriedAssertion | null
): Saying | No<StatementRefusal> {
	if (content.length + disclosures.join('').length > statementLetters) return no('statement-too-large');
	const payload = withAssertion(content, assertion);
	return payload === null ? no('text-form') : readSaying(payload, disclosures);
}

function readSaying(payload: Json, disclosures: readonly string[]): Saying | No<StatementRefusal> {
	const body = readBody(payload);
	if (isNo(body)) return body;
	const shown = readShown(body, disclosures);
	if (isNo(shown)) return shown;
	// The act once more, with what was shown of it: the same members, and `hidden`.
	return { ...body.open, ...withShown(body.open, shown), assertion: body.assertion } as Saying;
}

/** The payload of a content, with its assertion put in; null when the content is none. */
function withAssertion(content: string, assertion: CarriedAssertion | null): Fields | null {
	const payload = unpack(content);
	if (typeof payload !== 'object' || payload === null || isList(payload) || payload['assertion'] !== null)
		return null;
	if (assertion === null) return payload;
	const { key, authenticatorData, clientDataJSON, signature } = assertion;
	return { ...payload, assertion: { key, authenticatorData, clientDataJSON, signature } };
}
