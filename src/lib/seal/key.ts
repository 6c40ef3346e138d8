// Keys and signatures: ES256 (RFC 7518 §3.4), read and checked without crypto.subtle, which a plain
// http page does not have. Holds no secret: signing is handed in as a `Signer`. FORMAT.md §2.

import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64url, fromBase64url } from '#lib/base/bytes.ts';
import { digestOfJson, type Digest } from '#lib/base/digest.ts';

/** A public key of P-256 (RFC 7518 §6.2.1): x and y are 32 bytes each, 43 letters of base64url. */
export type PublicJwk = {
	readonly kty: 'EC';
	readonly crv: 'P-256';
	readonly x: string;
	readonly y: string;
};

/** Who can sign: `sign` gives 64 bytes, r then s, over the SHA-256 of the bytes (RFC 7518 §3.4). */
export type Signer = {
	readonly key: PublicJwk;
	sign(bytes: Uint8Array): Promise<Uint8Array>;
};

/** So many bytes as are asked for, that nobody can guess. */
export type Random = (count: number) => Uint8Array;

/**
 * The key in a value, or null. Exactly kty, crv, x and y, each coordinate in its one text, and a point
 * on the curve. WebCrypto exports `ext` and `key_ops` too: hand in the four.
 */
export function parsePublicJwk(value: unknown): PublicJwk | null {
	if (typeof value !== 'object' || value === null) return null;
	if (Object.keys(value).sort().join() !== 'crv,kty,x,y') return null;
	const { kty, crv, x, y } = value as Record<string, unknown>;
	if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') return null;
	const key: PublicJwk = { kty, crv, x, y };
	const point = pointOf(key);
	return point !== null && onCurve(point) ? key : null;
}

/** RFC 7638 §3: the digest of the four members in their order, which is also their canonical text. */
export function thumbprint(key: PublicJwk): Digest {
	return digestOfJson({ crv: key.crv, kty: key.kty, x: key.x, y: key.y });
}

/**
 * Whether these 64 bytes are this key's signature over these bytes. Both forms of s are good here, as
 * WebCrypto makes either; a token of ours carries the low one (`lowS`).
 */
export function verifyEs256(key: PublicJwk, bytes: Uint8Array, signature: Uint8Array): boolean {
	const point = pointOf(key);
	if (point === null || signature.length !== 64) return false;
	const proof = base64url(sha256(Uint8Array.of(...point, ...signature, ...sha256(bytes))));
	if (good.has(proof)) return true;
	if (!p256.verify(signature, bytes, point, { lowS: false, prehash: true, format: 'compact' })) return false;
	if (good.size >= mostRemembered) good.clear();
	good.add(proof);
	return true;
}

/**
 * Digests of key, signature and bytes that were found good: for ever, so it is looked at once. Every copy and paper of a
 * version holds the same answers again, and each takes milliseconds.
 */
const good = new Set<string>();
const mostRemembered = 4096;

/** Whether s lies in the upper half. Throws on 64 bytes that are no signature at all. */
export function hasHighS(signature: Uint8Array): boolean {
	return p256.Signature.fromBytes(signature, 'compact').hasHighS();
}

/**
 * The same signature with s in the lower half. Of (r, s) anybody can make (r, n - s), which is as good:
 * with only the low one allowed, nobody but the signer can give a token a second digest.
 */
export function lowS(signature: Uint8Array): Uint8Array {
	const { r, s } = p256.Signature.fromBytes(signature, 'compact');
	return hasHighS(signature) ? new p256.Signature(r, p256.Point.Fn.ORDER - s).toBytes('compact') : signature;
}

/** SEC 1 §2.3.3: 0x04, x, y. */
function pointOf(key: PublicJwk): Uint8Array | null {
	const x = fromBase64url(key.x);
	const y = fromBase64url(key.y);
	if (x?.length !== 32 || y?.length !== 32) return null;
	return Uint8Array.of(4, ...x, ...y);
}

function onCurve(point: Uint8Array): boolean {
	return p256.utils.isValidPublicKey(point, false);
}
