// An authenticator made of a few bytes, for vectors and tests: it does what it is told, also what none would.

import { sha256 } from '@noble/hashes/sha2.js';
import { base64url, utf8 } from '#lib/base/bytes.ts';
import { lowS, type Signer } from '#lib/seal/key.ts';
import { challengeOf } from '#lib/seal/body.ts';
import type { CarriedAssertion } from '#lib/seal/passkey.ts';

export type Authenticator = {
	readonly key: Signer;
	readonly origin: string;
	readonly host: string;
	readonly flags: number;
	readonly type?: string;
	readonly challenge?: string;
	readonly crossOrigin?: boolean;
	/** 7 when absent. */
	readonly counter?: number;
	/** Bytes after the counter. */
	readonly more?: readonly number[];
	/** Bytes left out at the end. */
	readonly cut?: number;
	readonly signedBy?: Signer;
};

export async function assertionBy(from: Authenticator, content: string): Promise<CarriedAssertion> {
	const { key, origin, host, flags, type = 'webauthn.get', challenge = challengeOf(content) } = from;
	const framed = from.crossOrigin === undefined ? { crossOrigin: false } : { crossOrigin: from.crossOrigin };
	const client = utf8(JSON.stringify({ type, challenge, origin, ...framed }));
	const count = new DataView(new ArrayBuffer(4));
	count.setUint32(0, from.counter ?? 7);
	const counted = new Uint8Array(count.buffer);
	const data = Uint8Array.of(...sha256(utf8(host)), flags, ...counted, ...(from.more ?? []));
	const given = data.subarray(0, data.length - (from.cut ?? 0));
	const signature = await (from.signedBy ?? key).sign(Uint8Array.of(...given, ...sha256(client)));
	return {
		key: key.key,
		authenticatorData: base64url(given),
		clientDataJSON: base64url(client),
		signature: base64url(lowS(signature))
	};
}
