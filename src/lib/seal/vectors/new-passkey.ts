// A passkey being made, of a few bytes, for tests: what an authenticator and a browser would hand over, also what none would.

import { sha256 } from '@noble/hashes/sha2.js';
import { base64url, fromBase64url, utf8 } from '#lib/base/bytes.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import type { MadePasskey } from '#lib/seal/new-passkey.ts';

export type Making = {
	readonly key: PublicJwk;
	readonly challenge: string;
	readonly origin: string;
	readonly id?: Uint8Array;
	/** The house it is made for; the host of `origin` when absent. */
	readonly host?: string;
	readonly type?: string;
	readonly crossOrigin?: boolean;
	/** Present, verified and a credential, when absent. */
	readonly flags?: number;
	readonly counter?: number;
	/** In place of the key in COSE. */
	readonly cose?: Uint8Array;
	/** What stands behind the key. */
	readonly more?: readonly number[];
	/** The length of the id as it is told. */
	readonly idLength?: number;
};

/** RFC 9052 §7, in the order CTAP2 asks: {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
export function coseOf({ x, y }: PublicJwk, alg = 0x26): Uint8Array {
	const [xs, ys] = [fromBase64url(x) ?? [], fromBase64url(y) ?? []];
	return Uint8Array.of(0xa5, 1, 2, 3, alg, 0x20, 1, 0x21, 0x58, 32, ...xs, 0x22, 0x58, 32, ...ys);
}

export function made(making: Making): MadePasskey {
	const { key, challenge, origin, type = 'webauthn.create', crossOrigin = false } = making;
	const { flags = 0x45, counter = 0, id = sha256(utf8(key.x)), cose = coseOf(key), more = [] } = making;
	const { host = new URL(origin).hostname, idLength = id.length } = making;
	const told = new DataView(new ArrayBuffer(6));
	told.setUint32(0, counter);
	told.setUint16(4, idLength);
	const [counted, length] = [new Uint8Array(told.buffer, 0, 4), new Uint8Array(told.buffer, 4, 2)];
	const model = new Uint8Array(16);
	const data = [...sha256(utf8(host)), flags, ...counted, ...model, ...length, ...id, ...cose, ...more];
	return {
		clientDataJSON: base64url(utf8(JSON.stringify({ type, challenge, origin, crossOrigin }))),
		authenticatorData: base64url(Uint8Array.from(data))
	};
}
