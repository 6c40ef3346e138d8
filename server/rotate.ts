// The next key of a house, handed on by the one before it: whoever trusts the old one trusts the new, and what the old
// one signed still verifies. seal/FORMAT.md §10.

import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { asc } from 'drizzle-orm';
import { handOver } from '#lib/seal/house-keys.ts';
import { thumbprint } from '#lib/seal/key.ts';
import { ConfigError, type Config } from '#server/config.ts';
import { writeOnDisk } from '#server/disk.ts';
import { embeddedKey, keyFile, newKey, signerFrom } from '#server/key.ts';
import { issuerKey } from '#server/store/schema.ts';
import type { Reader, Store } from '#server/store/store.ts';

/** Where the next key waits until the database knows it. */
const waiting = (dataDir: string) => `${keyFile(dataDir)}.next`;

export const readKeys = (db: Reader) => db.select().from(issuerKey).orderBy(asc(issuerKey.at));

/**
 * Makes the next key, or takes `given`, and notes what the present one signed of it: `now` in milliseconds. Tells its
 * thumbprint. On the embedded database it is in its file by then; elsewhere the house is started with it.
 */
export async function rotateKey(
	store: Store,
	config: Config,
	given: string | null,
	now: number
): Promise<string> {
	const rows = await store.read(readKeys);
	const newest = rows.at(-1);
	if (!newest) throw new ConfigError('This house has signed nothing yet: start it once, and it has its key.');
	const before = signerFrom(config.signingKey ?? embeddedKey(config.dataDir, false));
	if (thumbprint(before.key) !== newest.kid)
		throw new ConfigError(`This house signs with key ${newest.kid}; the key at hand is another.`);
	if (config.signingKey && !given)
		throw new ConfigError(
			'Name the file of the next key: npm run staff -- rotate-key FILE. `npm run staff -- key` makes one.'
		);
	const pem = given ?? newKey();
	const next = signerFrom(pem);
	const kid = thumbprint(next.key);
	if (rows.some((row) => row.kid === kid))
		throw new ConfigError('This house has had that key: make a new one with `npm run staff -- key`.');
	// In whole seconds, and after the one before.
	const at = Math.max(Math.floor(now / 1000), Math.floor(newest.at.getTime() / 1000) + 1);
	const handed = await handOver(next.key, at, before);
	if (!config.signingKey) {
		rmSync(waiting(config.dataDir), { force: true });
		writeOnDisk(waiting(config.dataDir), pem);
	}
	await store.write((tx) =>
		tx.insert(issuerKey).values({ kid, jwk: next.key, at: new Date(at * 1000), handed })
	);
	if (!config.signingKey) settleKey(config.dataDir, kid);
	return kid;
}

/** After a crash on the way: the next key takes its place when the database knows it, and is let go when not. */
export function settleKey(dataDir: string, newest: string | null): void {
	const next = waiting(dataDir);
	if (!existsSync(next)) return;
	const known = thumbprint(signerFrom(readFileSync(next, 'utf8')).key) === newest;
	if (known) renameSync(next, keyFile(dataDir));
	else rmSync(next);
}
