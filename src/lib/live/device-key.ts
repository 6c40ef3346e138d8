// A key this device makes on joining and never lets go of: WebCrypto, not extractable, one per seat. On
// plain http there is none; the other ways of answering stay (design decisions 13 and 16).

import { openDB, put, get, transact, createStores } from 'lib0/indexeddb.js';
import type { SeatId } from '#lib/base/id.ts';
import type { PublicJwk } from '#lib/seal/key.ts';

export type DeviceKey = { readonly jwk: PublicJwk; readonly pair: CryptoKeyPair };

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Whether a passkey can be made and asked here: no browser has them on plain http, and an old one hands over no bytes. */
export const mayPasskey = (): boolean =>
	globalThis.isSecureContext &&
	'AuthenticatorAttestationResponse' in globalThis &&
	'getAuthenticatorData' in AuthenticatorAttestationResponse.prototype;

/** The key of this seat, made when there is none yet; null where the browser can keep none. */
export async function deviceKey(seat: SeatId): Promise<DeviceKey | null> {
	if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return null;
	try {
		const db = await openDB('rondetafel/keys', (db: IDBDatabase) => createStores(db, [['keys']]));
		const [keys] = transact(db, ['keys'], 'readonly');
		const kept: unknown = keys ? await get(keys, seat) : undefined;
		const pair = isPair(kept) ? kept : await makePair(db, seat);
		db.close();
		const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
		return x && y ? { jwk: { kty: 'EC', crv: 'P-256', x, y }, pair } : null;
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
