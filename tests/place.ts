// Where a house of a test keeps what it has: a folder of its own; with HOUSE_ON=postgres also a database of its
// own on the server of TEST_DATABASE_URL.

import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { newKey } from '#server/key.ts';
import { freshDatabase } from './store/database.ts';

export type Place = { readonly env: Record<string, string>; gone(): Promise<unknown> };

export const onPostgres = process.env['HOUSE_ON'] === 'postgres';

export async function placeIn(folder: string): Promise<Place> {
	if (!onPostgres) return { env: { DATA_DIR: folder }, gone: async () => undefined };
	const { url, drop } = await freshDatabase();
	const key = join(folder, 'key.pem');
	writeFileSync(key, newKey());
	return { env: { DATA_DIR: folder, DATABASE_URL: url, SIGNING_KEY_FILE: key }, gone: drop };
}
