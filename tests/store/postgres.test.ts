// PostgreSQL: the contract, and what only it can do: many at once, a wire that falls silent, roles. On a fresh
// database of the server at TEST_DATABASE_URL, or else of the one on this machine.

import { eq, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, describe as always, expect, it as each } from 'vitest';
import { appendFacts } from '#server/store/facts.ts';
import { migrate } from '#server/store/migrate.ts';
import { openPostgres, type PostgresOptions, type PostgresPlace } from '#server/store/postgres.ts';
import { sweepPractice } from '#server/store/practice.ts';
import { organisation, traject } from '#server/store/schema.ts';
import type { Store, Writer } from '#server/store/store.ts';
import { storeContract } from './contract.ts';
import { asAdmin, freshDatabase, hasServer, type FreshDatabase } from './database.ts';
import { proxyTo } from './proxy.ts';
import { aTraject, newId } from './rows.ts';

const here = await hasServer();
const describe = always.runIf(here);
const it = each.runIf(here);

const opened: Store[] = [];
const made: FreshDatabase[] = [];
afterAll(async () => {
	await Promise.all(opened.map((store) => store.close()));
	for (const { drop } of made) await drop();
});

async function database(): Promise<FreshDatabase> {
	const fresh = await freshDatabase();
	made.push(fresh);
	return fresh;
}

async function open(place?: PostgresPlace, options?: PostgresOptions): Promise<Store> {
	const store = await openPostgres(place ?? { url: (await database()).url }, options);
	opened.push(store);
	return store;
}

if (here) storeContract('PostgreSQL', open);
else
	always.skip('the PostgreSQL store', () =>
		it('needs a PostgreSQL: start one, or set TEST_DATABASE_URL', () => undefined)
	);

describe('many at once', () => {
	it('migrate an empty database once', async () => {
		const { url } = await database();
		const starters = Array.from({ length: 5 }, () => postgres(url, { max: 1, onnotice: () => undefined }));
		const ran = await Promise.all(starters.map((one) => migrate(one, 'shared')));
		await Promise.all(starters.map((one) => one.end()));
		expect(ran.sort()).toEqual([0, 0, 0, 0, ran[4]]);
		expect(ran[4]).toBeGreaterThan(0);
		const stores = await Promise.all([open({ url }), open({ url }), open({ url })]);
		expect(await Promise.all(stores.map((one) => one.ready()))).toEqual([true, true, true]);
	});

	it('read one instant while another writes', async () => {
		const store = await open();
		const { promise: half, resolve: reached } = Promise.withResolvers<void>();
		const { promise: written, resolve: goOn } = Promise.withResolvers<void>();
		const counts = store.read(async (db) => {
			const before = await db.$count(organisation);
			reached();
			await written;
			return [before, await db.$count(organisation)];
		});
		await half;
		await store.write((tx) => tx.insert(organisation).values({ id: newId(), name: 'huis' }));
		goOn();
		expect(await counts).toEqual([0, 0]);
	});

	it('are each done, also when two waited for each other', { timeout: 20_000 }, async () => {
		const store = await open();
		await store.write((tx) => tx.insert(organisation).values(['a', 'b'].map((id) => ({ id, name: '' }))));
		const add = (tx: Writer, id: string) =>
			tx
				.update(organisation)
				.set({ name: sql`${organisation.name} || 'x'` })
				.where(eq(organisation.id, id));
		const meet = { a: Promise.withResolvers<void>(), b: Promise.withResolvers<void>() };
		const both = async (first: 'a' | 'b', second: 'a' | 'b') =>
			store.write(async (tx) => {
				await add(tx, first);
				meet[first].resolve();
				await meet[second].promise;
				await add(tx, second);
			});
		await Promise.all([both('a', 'b'), both('b', 'a')]);
		const rows = await store.read((db) => db.select({ name: organisation.name }).from(organisation));
		expect(rows.map((row) => row.name)).toEqual(['xx', 'xx']);
	});
});

it(
	'a wire that falls silent is given up, and the store heals when it speaks again',
	{ timeout: 20_000 },
	async () => {
		const { url } = await database();
		const proxy = await proxyTo(url);
		const store = await open({ url: proxy.url }, { patience: 400 });
		const name = 'huis';
		await store.write((tx) => tx.insert(organisation).values({ id: 'before', name }));
		proxy.silent = true;
		const during = store.write((tx) => tx.insert(organisation).values({ id: 'during', name }));
		await expect(during).rejects.toThrow('no answer for 0.4 seconds');
		proxy.silent = false;
		await store.write((tx) => tx.insert(organisation).values({ id: 'after', name }));
		const rows = await store.read((db) => db.select({ id: organisation.id }).from(organisation));
		expect(rows.map((row) => row.id).sort()).toEqual(['after', 'before']);
	}
);

it('a work that takes long but moves is not given up', async () => {
	const patience = 400;
	const store = await open(undefined, { patience });
	const begun = performance.now();
	const nap = sql`select pg_sleep(0.05)`;
	const work = store.write(async (tx) => {
		while (performance.now() - begun < 3 * patience) await tx.execute(nap);
		return 'done';
	});
	expect(await work).toBe('done');
});

describe('a database', () => {
	it('of a newer build is refused, and left as it was', async () => {
		const { url } = await database();
		const store = await open({ url });
		const row = sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', 9e15)`;
		await store.write((tx) => tx.execute(row));
		await expect(openPostgres({ url })).rejects.toThrow(/newer Rondetafel .* Nothing was changed/);
	});

	it('that does not answer is said in one sentence, without the password', async () => {
		const gone = openPostgres({ url: 'postgres://noor:secret@127.0.0.1:1/huis' });
		await expect(gone).rejects.toThrow(
			'PostgreSQL at 127.0.0.1:1/huis does not let us in (ECONNREFUSED): is it running, and is DATABASE_URL right?'
		);
	});
});

describe('with an owner of its own', () => {
	async function roles() {
		const { name, url } = await database();
		const [owner, app] = [`${name}_owner`, `${name}_app`];
		await asAdmin(async (admin) => {
			for (const role of [owner, app]) await admin`create role ${admin(role)} login`;
			await admin`alter database ${admin(name)} owner to ${admin(owner)}`;
		});
		made.push({ name, url, drop: () => asAdmin((admin) => admin`drop role ${admin(owner)}, ${admin(app)}`) });
		const as = (role: string) => Object.assign(new URL(url), { username: role }).href;
		return { url: as(app), ownerUrl: as(owner) };
	}

	it('the program adds what was agreed, and cannot change it or any table', async () => {
		const store = await open(await roles());
		const { circle, version } = await aTraject(store);
		const stream = `${circle}/circle`;
		await store.write((tx) => appendFacts(tx, [{ stream, after: 1, facts: [{ is: 'closed' }] }], null));
		for (const refused of [
			'update fact set by = null',
			'delete from version',
			'truncate answer',
			"update disclosure set audience = 'inner'",
			'delete from disclosure',
			'drop table line',
			'create table mine (id int)',
			'alter table fact disable trigger all',
			'set session_replication_role = replica'
		])
			await expect(
				store.write((tx) => tx.execute(sql.raw(refused))),
				refused
			).rejects.toThrow(/permission denied|must be owner/);
		await store.write((tx) => tx.execute(sql`update disclosure set words = null where version = ${version}`));
	});

	it('the program sweeps practice tables all the same', async () => {
		const store = await open(await roles());
		await aTraject(store, new Date('2026-01-01'));
		const { traject: real } = await aTraject(store);
		expect(await sweepPractice(store, new Date('2026-02-01'))).toBe(1);
		expect(await store.read((db) => db.select({ id: traject.id }).from(traject))).toEqual([{ id: real }]);
	});

	it('the program may not be that owner', async () => {
		const { ownerUrl } = await roles();
		await expect(openPostgres({ url: ownerUrl, ownerUrl })).rejects.toThrow(/another role/);
	});
});
