// Makes what `issue` and `signAnswer` never would: any text as a token, signed as it should be, so that
// only a strict reading finds the fault.

import { p256 } from '@noble/curves/nist.js';
import { base64url, fromBase64url, fromUtf8, utf8 } from '#lib/base/bytes.ts';
import { lowS, type Signer } from '#lib/seal/key.ts';

export const pack = (text: string): string => base64url(utf8(text));

export const bytesOf = (packed: string | undefined): Uint8Array =>
	fromBase64url(packed ?? '') ?? new Uint8Array();

/** A token taken apart: the packed pieces, and the texts of header and payload. */
export function apart(token: string): Record<'head' | 'body' | 'tail' | 'header' | 'payload', string> {
	const [head = '', body = '', tail = ''] = token.split('.');
	return { head, body, tail, header: fromUtf8(bytesOf(head)), payload: fromUtf8(bytesOf(body)) };
}

/** A token of exactly these two texts, whatever they say. */
export async function forge(header: string, payload: string, by: Signer): Promise<string> {
	const input = `${pack(header)}.${pack(payload)}`;
	return `${input}.${base64url(lowS(await by.sign(utf8(input))))}`;
}

/** The same token with the other good signature: s in the upper half. */
export function twin(token: string): string {
	const { head, body, tail } = apart(token);
	const { r, s } = p256.Signature.fromBytes(bytesOf(tail), 'compact');
	const high = new p256.Signature(r, p256.Point.Fn.ORDER - s).toBytes('compact');
	return `${head}.${body}.${base64url(high)}`;
}
