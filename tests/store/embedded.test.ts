// The embedded database: the contract, and one data directory through its first start and its later ones.

import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded, type EmbeddedOptions } from '#server/store/embedded.ts';
import { organisation, sheetUpdate } from '#server/store/schema.ts';
import type { Store } from '#server/store/store.ts';
import { StoreFailed } from '#server/store/trouble.ts';
import { storeContract } from './contract.ts';
import { freshDirectory, made } from './places.ts';
import { aTraject } from './rows.ts';

let template: string;
beforeAll(async () => void (template = await made()), 60_000);

const fatal = (error: StoreFailed) => {
	throw error;
};
const open = (dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<Store> =>
	openEmbedded({ dataDir }, { fatal, ...options });

storeContract('embedded', () => open(freshDirectory(), { template }));

describe('a data directory', () => {
	let dataDir: string;
	let store: Store;
	beforeAll(() => void (dataDir = join(freshDirectory(), 'deeper', 'data')));

	it('is not made on a disk that is nearly full', async () => {
		const free = () => 199_999_999;
		await expect(open(dataDir, { free })).rejects.toThrow(/Only 199 MB are free .* 200 MB/);
		expect(readdirSync(dataDir)).toEqual([]);
	});

	it('is made whole, and for us alone', { timeout: 30_000 }, async () => {
		store = await open(dataDir);
		await store.write((tx) => tx.insert(organisation).values({ id: 'o', name: 'NAFT' }));
		expect(readdirSync(dataDir).sort()).toEqual(['db', 'lock']);
		await store.close();
		expect(readdirSync(dataDir)).toEqual(['db']);
		for (const path of [dataDir, join(dataDir, 'db')]) expect(statSync(path).mode & 0o777).toBe(0o700);
	});

	it('is opened with what was in it, and loses what a crashed first start left', async () => {
		mkdirSync(join(dataDir, 'db.new-crashed', 'base'), { recursive: true });
		writeFileSync(join(dataDir, 'db.new-crashed', 'PG_VERSION'), '');
		chmodSync(join(dataDir, 'db'), 0o755);
		store = await open(dataDir);
		expect(await store.read((db) => db.$count(organisation))).toBe(1);
		expect(readdirSync(dataDir).sort()).toEqual(['db', 'lock']);
		expect(statSync(join(dataDir, 'db')).mode & 0o777).toBe(0o700);
	}, 20_000);

	it('is tidied up by itself when much was written', async () => {
		const checkpoint = sql`select redo_lsn::text as at from pg_control_checkpoint()`;
		const redo = async () => (await store.write((tx) => tx.execute(checkpoint)))[0]?.at;
		const before = await redo();
		const bytes = new Uint8Array(randomBytes(3_000_000));
		const { sheet } = await aTraject(store);
		for (let seq = 2; seq < 5; seq++)
			await store.write((tx) => tx.insert(sheetUpdate).values({ sheet, seq, bytes }));
		await expect.poll(redo, { timeout: 15_000 }).not.toBe(before);
	}, 20_000);

	it('of a newer build is refused, and left as it was', async () => {
		const newer = sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('tomorrow', 9e15)`;
		await store.write((tx) => tx.execute(newer));
		await store.close();
		await expect(open(dataDir)).rejects.toThrow(/newer Rondetafel .* Nothing was changed/);
		expect(readdirSync(dataDir)).toEqual(['db']);
	}, 20_000);
});
