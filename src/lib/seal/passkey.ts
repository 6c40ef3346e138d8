// A passkey's yes, checked from its bytes alone (WebAuthn Level 3 §7.2): type, challenge, origin, the house it
// was made for, that somebody was there and was verified, and the signature. FORMAT.md §8.

import { sha256 } from '@noble/hashes/sha2.js';
import { p256 } from '@noble/curves/nist.js';
import { base64url, fromBase64url, fromUtf8, utf8 } from '#lib/base/bytes.ts';
import type { Json } from '#lib/base/canonical.ts';
import type { Digest } from '#lib/base/digest.ts';
import { hasHighS, lowS, parsePublicJwk, verifyEs256, type PublicJwk } from '#lib/seal/key.ts';
import { hasExactly, type Fields } from '#lib/seal/text.ts';

/** What a statement carries: all four as base64url but the key. */
export type CarriedAssertion = {
	readonly key: PublicJwk;
	/** As the authenticator gave it. */
	readonly authenticatorData: string;
	/** As the browser gave it. */
	readonly clientDataJSON: string;
	/** r then s, 64 bytes, s in the lower half: see `fromDer`. */
	readonly signature: string;
};

/** A checked one, with what the house must still hold against what it knows. */
export type Assertion = CarriedAssertion & {
	/** Where it was made, as the browser says. For whom it counts: `inWhoseHand`. */
	readonly origin: string;
	/** How often the authenticator signed; 0 when it does not count. A house refuses one that goes back. */
	readonly counter: number;
};

/** The most bytes of authenticatorData and of clientDataJSON. */
export const mostBytes = 4096;

/** WebAuthn §6.1: somebody was present; was verified; a credential and extensions follow. */
export const flag = { present: 0x01, verified: 0x04, credential: 0x40, extensions: 0x80 } as const;

/**
 * The assertion in a value, or null when any check fails. `challenge` is the digest it must have answered. The house it
 * was made for is the host of its origin, to the letter.
 */
export function readAssertion(value: Json | undefined, challenge: Digest): Assertion | null {
	if (!hasExactly(value, ['authenticatorData', 'clientDataJSON', 'key', 'signature'])) return null;
	const key = parsePublicJwk(value['key']);
	const data = bytesIn(value['authenticatorData']);
	const client = bytesIn(value['clientDataJSON']);
	const signature = bytesIn(value['signature']);
	if (key === null || data === null || client === null || signature?.length !== 64) return null;
	const origin = originOf(client, challenge);
	const host = origin === null ? null : hostOf(origin);
	if (origin === null || host === null || !isMadeFor(data, host)) return null;
	if (!verifyEs256(key, Uint8Array.of(...data, ...sha256(client)), signature) || hasHighS(signature))
		return null;
	return {
		key,
		authenticatorData: base64url(data),
		clientDataJSON: base64url(client),
		signature: base64url(signature),
		origin,
		counter: new DataView(data.buffer, data.byteOffset).getUint32(33)
	};
}

/** The 64 bytes of a signature in DER, as authenticators give it, s in the lower half; null for no signature. */
export function fromDer(der: Uint8Array): Uint8Array | null {
	try {
		return lowS(p256.Signature.fromBytes(der, 'der').toBytes('compact'));
	} catch {
		return null;
	}
}

/** WebAuthn §7.2 steps 10 to 14: the origin, once type and challenge are what they must be. */
function originOf(client: Uint8Array, challenge: Digest): string | null {
	const said = clientIn(client);
	if (said?.type !== 'webauthn.get' || said.challenge !== challenge) return null;
	// Framed by another page is not where this house asks for a yes.
	return said.framed ? null : said.origin;
}

/** What a browser says of the page that asked (WebAuthn §5.8.1); null for no such object. */
export function clientIn(bytes: Uint8Array): {
	readonly type: Json | undefined;
	readonly challenge: Json | undefined;
	readonly origin: string;
	/** By another page around it. */
	readonly framed: boolean;
} | null {
	const { type, challenge, origin, crossOrigin } = objectIn(bytes) ?? {};
	if (typeof origin !== 'string') return null;
	return { type, challenge, origin, framed: crossOrigin !== undefined && crossOrigin !== false };
}

function objectIn(bytes: Uint8Array): Fields | null {
	try {
		const value = JSON.parse(fromUtf8(bytes)) as Json;
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
	} catch {
		return null;
	}
}

/** The host of an origin that has a scheme, a host, perhaps a port, and nothing more. */
export function hostOf(origin: string): string | null {
	return /^https?:\/\/([a-z0-9.-]+)(:\d{1,5})?$/.exec(origin)?.[1] ?? null;
}

/** WebAuthn §7.2 steps 15 to 17, on bytes of the length their flags say. */
function isMadeFor(data: Uint8Array, host: string): boolean {
	const flags = data[32] ?? 0;
	const asked = flag.present | flag.verified;
	if (data.length < 37 || (flags & asked) !== asked) return false;
	const more = (flags & (flag.credential | flag.extensions)) !== 0;
	if (!more && data.length > 37) return false;
	return base64url(data.subarray(0, 32)) === base64url(sha256(utf8(host)));
}

function bytesIn(value: Json | undefined): Uint8Array | null {
	const bytes = typeof value === 'string' ? fromBase64url(value) : null;
	return bytes !== null && bytes.length <= mostBytes ? bytes : null;
}
