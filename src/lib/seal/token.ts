// The signed half of a version and of an answer: a JWS in compact form (RFC 7515 §7.1), ES256 only.
// It knows headers and signatures; what the payload means is said where it is read. FORMAT.md §3.

import { base64url, fromBase64url, utf8 } from '#lib/base/bytes.ts';
import { no, type No } from '#lib/base/no.ts';
import { hasHighS, lowS, verifyEs256, type PublicJwk, type Signer } from '#lib/seal/key.ts';
import { hasExactly, pack, unpack, type Fields } from '#lib/seal/text.ts';

/** Why a token cannot be read, before any key is asked. */
export type TokenRefusal =
	/** Not three texts of base64url with two dots, or a signature of other than 64 bytes. */
	| 'token-form'
	/** A header, payload or disclosure that is not the one canonical text of its value. */
	| 'text-form'
	/** Another algorithm than ES256; `none` above all. */
	| 'header-alg'
	/** Not the kind of token that belongs here: an answer where a version is read, or a stranger's. */
	| 'header-typ'
	/** A header member too many or too few, or one of another shape. */
	| 'header-form';

export type SignatureRefusal =
	/** These words are not what that key signed. */
	| 'signature-wrong'
	/** The twin of a good signature (s in the upper half): it would give one token two digests. */
	| 'signature-high-s';

export type Token = {
	readonly header: Fields;
	/** The payload, still packed: unpack it after the signature is found good. */
	readonly payload: string;
	readonly signed: Uint8Array;
	readonly signature: Uint8Array;
};

/** Signs. Throws when the signer's signature is not by the key it names. */
export async function makeToken(header: Fields, payload: Fields, signer: Signer): Promise<string> {
	const input = signingInput(header, payload);
	return closeToken(input, await signer.sign(utf8(input)), signer.key);
}

/** RFC 7515 §5.1: the text whose ASCII bytes are signed. */
export function signingInput(header: Fields, payload: Fields): string {
	return `${pack(header)}.${pack(payload)}`;
}

/** The token of a signing input and its signature of 64 bytes. Throws when they do not belong together. */
export function closeToken(input: string, signature: Uint8Array, key: PublicJwk): string {
	if (!verifyEs256(key, utf8(input), signature)) throw new Error('the signature is not by the key it names');
	return `${input}.${base64url(lowS(signature))}`;
}

/** Reads a token of one kind: its `typ`, and the member its header has beside `alg` and `typ`. */
export function parseToken(token: string, typ: string, also: 'kid' | 'jwk'): Token | No<TokenRefusal> {
	const [head, payload, tail, ...more] = token.split('.');
	if (!head || !payload || !tail || more.length > 0) return no('token-form');
	if (fromBase64url(head) === null || fromBase64url(payload) === null) return no('token-form');
	const signature = fromBase64url(tail);
	if (signature?.length !== 64) return no('token-form');
	const header = unpack(head);
	if (header === null) return no('text-form');
	if (typeof header !== 'object' || !('alg' in header) || header.alg !== 'ES256') return no('header-alg');
	if (!('typ' in header) || header.typ !== typ) return no('header-typ');
	if (!hasExactly(header, ['alg', also, 'typ'])) return no('header-form');
	return { header, payload, signed: utf8(`${head}.${payload}`), signature };
}

/** Why this key did not sign this token, or null when it did. */
export function checkSignature(token: Token, key: PublicJwk): No<SignatureRefusal> | null {
	if (!verifyEs256(key, token.signed, token.signature)) return no('signature-wrong');
	return hasHighS(token.signature) ? no('signature-high-s') : null;
}

/** What kind of token a text says it is, unchecked; null when its header cannot be read. */
export function typOf(token: string): string | null {
	const header = unpack(token.slice(0, Math.max(0, token.indexOf('.'))));
	if (typeof header !== 'object' || header === null || !('typ' in header)) return null;
	return typeof header.typ === 'string' ? header.typ : null;
}
