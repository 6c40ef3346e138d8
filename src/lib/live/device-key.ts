// A key this device makes on joining and never lets go of: WebCrypto, not extractable, one per seat. On
// plain http there is none; the other ways of answering stay (design decisions 13 and 16).

import { openDB, put, get, transact, createStores } from 'lib0/indexeddb.js';
import { utf8 } from '#lib/base/bytes.ts';
import type { SeatId } from '#lib/base/id.ts';
import { closeStatement, statement, type AnswerFields, type SignedAnswer } from '#lib/seal/answer.ts';
import { parsePublicJwk, type PublicJwk } from '#lib/seal/key.ts';

export type DeviceKey = { readonly jwk: PublicJwk; readonly pair: CryptoKeyPair };

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** The key of this seat, made when there is none yet; null where the browser can keep none. */
export async function deviceKey(seat: SeatId): Promise<DeviceKey | null> {
	if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return null;
	try {
		const db = await openDB('rondetafel/keys', (db: IDBDatabase) => createStores(db, [['keys']]));
		const [keys] = transact(db, ['keys'], 'readonly');
		const kept: unknown = keys ? await get(keys, seat) : undefined;
		const pair = isPair(kept) ? kept : await makePair(db, seat);
		db.close();
		const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
		const jwk = parsePublicJwk({ kty, crv, x, y });
		return jwk && { jwk, pair };
	} catch {
		return null;
	}
}

async function makePair(db: IDBDatabase, seat: SeatId): Promise<CryptoKeyPair> {
	const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
	const [keys] = transact(db, ['keys']);
	if (keys) await put(keys, pair as unknown as ArrayBuffer, seat);
	return pair;
}

function isPair(kept: unknown): kept is CryptoKeyPair {
	return typeof kept === 'object' && kept !== null && 'privateKey' in kept && 'publicKey' in kept;
}

export const randomBytes = (count: number): Uint8Array<ArrayBuffer> =>
	crypto.getRandomValues(new Uint8Array(count));

/** One's answer, signed here. */
export async function signHere(key: DeviceKey, fields: AnswerFields): Promise<SignedAnswer> {
	const made = statement(fields, randomBytes, key.jwk);
	const hash = { name: 'ECDSA', hash: 'SHA-256' };
	return closeStatement(
		made,
		new Uint8Array(await crypto.subtle.sign(hash, key.pair.privateKey, utf8(made.input)))
	);
}
