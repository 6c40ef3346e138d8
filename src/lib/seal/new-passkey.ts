// A passkey as it is made (WebAuthn Level 3 §7.1), read from its bytes alone: asked for here, for this house, with
// somebody there who was verified, and of the one kind this format knows. No attestation is asked, and none is sent:
// which make of device somebody has is nothing to a house. FORMAT.md §8.

import { sha256 } from '@noble/hashes/sha2.js';
import { base64url, fromBase64url, utf8 } from '#lib/base/bytes.ts';
import { no, type No } from '#lib/base/no.ts';
import { parsePublicJwk, type PublicJwk } from '#lib/seal/key.ts';
import { clientIn, flag, hostOf, mostBytes } from '#lib/seal/passkey.ts';

/** What the browser hands over of one that was just made, both as base64url. */
export type MadePasskey = { readonly clientDataJSON: string; readonly authenticatorData: string };

export type NewPasskey = {
	/** The credential's id, base64url. */
	readonly id: string;
	readonly key: PublicJwk;
	/** How often its authenticator signed; 0 when it does not count. */
	readonly counter: number;
};

export type NewPasskeyRefusal =
	/** No bytes of a passkey, or more than any has. */
	| 'passkey-form'
	/** Made for something else than what was asked here. */
	| 'passkey-not-asked'
	/** Made at another address than this house's. */
	| 'passkey-elsewhere'
	/** Nobody was there, or the device did not ask for a finger, a face or a PIN. */
	| 'passkey-unverified'
	/** Another kind of key than ES256 on P-256. */
	| 'passkey-kind';

/** WebAuthn §6.5.1: where the credential's id begins, behind 37 bytes that all have and 16 of a model. */
const idAt = 55;
/** WebAuthn §4: the longest id there is. */
const longestId = 1023;

/**
 * RFC 9052 §7 in the one order CTAP2 allows, with exactly what WebAuthn §6.5.1.1 lets stand in it: kty 2 (EC2), alg -7
 * (ES256), crv 1 (P-256), x and y of 32 bytes. So a key of this kind is these bytes and no others; no CBOR is read.
 */
const beforeX = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
const beforeY = [0x22, 0x58, 0x20];
const keyLength = beforeX.length + 32 + beforeY.length + 32;

/** `challenge`: as it was asked, base64url. `origin`: this house's. Never throws. */
export function readNewPasskey(
	made: MadePasskey,
	challenge: string,
	origin: string
): NewPasskey | No<NewPasskeyRefusal> {
	const client = bytesIn(made.clientDataJSON);
	const data = bytesIn(made.authenticatorData);
	if (client === null || data === null) return no('passkey-form');
	const said = clientIn(client);
	if (said?.type !== 'webauthn.create' || said.challenge !== challenge) return no('passkey-not-asked');
	const host = hostOf(origin);
	if (said.framed || said.origin !== origin || host === null) return no('passkey-elsewhere');
	if (base64url(data.subarray(0, 32)) !== base64url(sha256(utf8(host)))) return no('passkey-elsewhere');
	const flags = data[32] ?? 0;
	const asked = flag.present | flag.verified;
	if ((flags & asked) !== asked) return no('passkey-unverified');
	if ((flags & flag.credential) === 0 || data.length < idAt) return no('passkey-form');
	const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	const length = view.getUint16(idAt - 2);
	const id = data.subarray(idAt, idAt + length);
	if (length === 0 || length > longestId || id.length < length) return no('passkey-form');
	const rest = data.subarray(idAt + length);
	const key = keyIn(rest);
	if (key === null) return no('passkey-kind');
	const more = rest.length > keyLength;
	if (more !== ((flags & flag.extensions) !== 0)) return no('passkey-form');
	return { id: base64url(id), key, counter: view.getUint32(33) };
}

/** The key these bytes begin with, or null when it is of another kind or no point of the curve. */
function keyIn(bytes: Uint8Array): PublicJwk | null {
	const yAt = beforeX.length + 32;
	const stands = (at: number, want: readonly number[]) => want.every((byte, i) => bytes[at + i] === byte);
	if (bytes.length < keyLength || !stands(0, beforeX) || !stands(yAt, beforeY)) return null;
	const x = base64url(bytes.subarray(beforeX.length, yAt));
	const y = base64url(bytes.subarray(yAt + beforeY.length, keyLength));
	return parsePublicJwk({ kty: 'EC', crv: 'P-256', x, y });
}

function bytesIn(text: string): Uint8Array | null {
	const bytes = fromBase64url(text);
	return bytes !== null && bytes.length > 0 && bytes.length <= mostBytes ? bytes : null;
}
