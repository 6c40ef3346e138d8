// The house's signing key: made on the first embedded start, kept in its own file beside the database
// and never in it; afterwards required. A lost key is said, never silently made anew.

import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '#server/config.ts';
import { writeOnDisk } from '#server/disk.ts';
import type { HouseKey } from '#lib/seal/house-keys.ts';
import { parsePublicJwk, type Signer } from '#lib/seal/key.ts';

/** ES256 over P-256, RFC 7518 §3.4. Throws a ConfigError for another kind of key. */
export function signerFrom(pem: string): Signer {
	let key: KeyObject;
	try {
		key = createPrivateKey(pem);
	} catch {
		throw new ConfigError('The signing key is not a PKCS #8 PEM: make one with `npm run staff -- key`.');
	}
	const jwk = parsePublicJwk(createPublicKey(key).export({ format: 'jwk' }));
	if (!jwk) throw new ConfigError('The signing key is not an EC key on P-256.');
	return {
		key: jwk,
		sign: async (bytes) => new Uint8Array(sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }))
	};
}

/** A new key as PKCS #8 PEM. */
export function newKey(): string {
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The keys of a house in the order in which it came to have them, and what one signed of the next. */
export function historyOf(
	rows: readonly { readonly jwk: unknown; readonly at: Date; readonly handed: string | null }[]
): readonly HouseKey[] {
	const since = ({ at }: { readonly at: Date }) => Math.floor(at.getTime() / 1000);
	return rows.flatMap((row, at) => {
		const jwk = parsePublicJwk(row.jwk);
		const next = rows[at + 1];
		return jwk ? { jwk, from: since(row), until: next ? since(next) : null, handed: row.handed } : [];
	});
}

export const keyFile = (dataDir: string) => join(dataDir, 'house.key');

/**
 * The key of an embedded house. `first`: nothing was ever signed here, so a key may be made.
 * Throws a ConfigError when the key is gone while the database has a history.
 */
export function embeddedKey(dataDir: string, first: boolean): string {
	const path = keyFile(dataDir);
	if (existsSync(path)) return readFileSync(path, 'utf8');
	if (!first)
		throw new ConfigError(
			`${path} is gone, and this house has signed with it: put it back from your backup. No other key will do.`
		);
	const pem = newKey();
	writeOnDisk(path, pem);
	return pem;
}
