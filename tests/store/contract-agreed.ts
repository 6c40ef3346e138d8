// What was agreed: facts, versions and answers are added to and never changed; practice tables go whole.

import { eq, getTableName, is, sql } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, it } from 'vitest';
import { appendFacts, LostRace, readFacts, readStreams } from '#server/store/facts.ts';
import { sweepPractice } from '#server/store/practice.ts';
import * as agreed from '#server/store/agreed.ts';
import * as beside from '#server/store/beside.ts';
import * as schema from '#server/store/schema.ts';
import type { Give } from './contract.ts';
import { aTraject, newId } from './rows.ts';

const tables = [...Object.values(schema), ...Object.values(agreed), ...Object.values(beside)].filter((one) =>
	is(one, PgTable)
);

export function agreedContract(give: Give): void {
	const run = (statement: string) => give().write((tx) => tx.execute(sql.raw(statement)));

	it('is numbered on, stream by stream', async () => {
		const [one, two] = [`${newId()}/circle`, `${newId()}/circle`];
		const at = Date.parse('2026-10-06T14:00:00Z');
		const streams = [
			{ stream: two, after: 0, facts: ['x'] },
			{ stream: one, after: 0, at, facts: [{ is: 'opened' }, { is: 'closed' }] }
		];
		await give().write((tx) => appendFacts(tx, streams, 'noor'));
		await give().write((tx) => appendFacts(tx, [{ stream: one, after: 2, facts: ['z'] }], null));
		expect(await give().read((db) => readFacts(db, one, 1))).toEqual([
			{ seq: 2, at: new Date(at), by: 'noor', body: { is: 'closed' } },
			{ seq: 3, at: expect.any(Date), by: null, body: 'z' }
		]);
		const all = await give().read((db) => readStreams(db, [one, two, 'none']));
		expect([all.get(one)?.length, all.get(two)?.length, all.get('none')]).toEqual([3, 1, []]);
	});

	it('is decided once: of those who saw the same, one is first', async () => {
		const stream = `${newId()}/circle`;
		const racers = ['a', 'b', 'c'].map((body) =>
			give().write((tx) => appendFacts(tx, [{ stream, after: 0, facts: [body, body] }], null))
		);
		const done = await Promise.allSettled(racers);
		const lost = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
		expect(lost).toEqual([expect.any(LostRace), expect.any(LostRace)]);
		const kept = await give().read((db) => readFacts(db, stream));
		expect(kept.map((one) => one.seq)).toEqual([1, 2]);
		expect(kept[0]?.body).toBe(kept[1]?.body);
	});

	it('is never changed, removed or emptied', async () => {
		const { circle, traject, version, answer } = await aTraject(give());
		const where: Record<string, string> = {
			fact: `stream = '${circle}/circle'`,
			version: `id = '${version}'`,
			answer: `digest = '${answer}'`,
			disclosure: `version = '${version}'`,
			statement: `version = '${version}'`,
			link: `traject = '${traject}'`,
			opening: `traject = '${traject}'`,
			annex: `traject = '${traject}'`,
			account: `traject = '${traject}'`
		};
		const changed: Record<string, string> = {
			account: 'statement',
			disclosure: 'audience',
			fact: 'by',
			link: 'prev',
			opening: 'how'
		};
		for (const [table, row] of Object.entries(where)) {
			const column = changed[table] ?? 'token';
			await expect(run(`update ${table} set ${column} = 'other' where ${row}`)).rejects.toThrow();
			await expect(run(`delete from ${table} where ${row}`)).rejects.toThrow();
			await expect(run(`truncate ${table} cascade`)).rejects.toThrow();
			const rows = await run(`select * from ${table} where ${row}`);
			expect(rows).toHaveLength(1);
		}
		await expect(run('truncate traject cascade')).rejects.toThrow();
	});

	it('loses the words of a disclosure only for good', async () => {
		const { version } = await aTraject(give());
		const set = (words: string | null) =>
			give().write((tx) =>
				tx.update(schema.disclosure).set({ words }).where(eq(schema.disclosure.version, version))
			);
		await expect(set('others')).rejects.toThrow();
		await set(null);
		await expect(set('back')).rejects.toThrow();
		const of = eq(schema.disclosure.version, version);
		const [row] = await give().read((db) => db.select().from(schema.disclosure).where(of));
		expect(row).toEqual({ version, digest: 'd', audience: 'core', words: null });
	});

	it('loses the words of an answer, a statement and an annex only for good', async () => {
		const { version } = await aTraject(give());
		for (const table of ['answer', 'statement', 'annex']) {
			const set = (words: string) => run(`update ${table} set ${words} where version = '${version}'`);
			await expect(set(`disclosures = '["WyJz", "others"]'`)).rejects.toThrow();
			await expect(set(`disclosures = '[]', token = 'other'`)).rejects.toThrow();
			await set(`disclosures = '[]'`);
			await expect(set(`disclosures = '["WyJz"]'`)).rejects.toThrow();
		}
	});

	it('does not become practice afterwards', async () => {
		const { traject } = await aTraject(give());
		await expect(run(`update traject set practice_until = now() where id = '${traject}'`)).rejects.toThrow();
		const practice = await aTraject(give(), new Date('2027-01-01'));
		await run(`update traject set practice_until = '2027-02-01' where id = '${practice.traject}'`);
	});

	it('goes whole when it was practice and its time is over, and only then', async () => {
		const ended = new Date('2026-01-01T12:00:00Z');
		const before = await counts();
		const [real, going] = [await aTraject(give()), await aTraject(give(), new Date('2026-01-01T12:00:01Z'))];
		const kept = await counts();
		const over = [await aTraject(give(), ended), await aTraject(give(), ended)];
		expect(await sweepPractice(give(), new Date('2026-01-01T12:00:00.500Z'))).toBe(2);
		expect(await counts()).toEqual(kept);
		for (const { traject } of over) expect(await there(traject)).toBe(0);
		for (const { traject } of [real, going]) expect(await there(traject)).toBe(1);
		const grew = [...kept].filter(([name, count]) => count > (before.get(name) ?? 0)).map(([name]) => name);
		expect(grew.sort()).toEqual(hangingOnTraject());
	});

	const there = (id: string) => give().read((db) => db.$count(schema.traject, eq(schema.traject.id, id)));

	async function counts(): Promise<Map<string, number>> {
		const found = new Map<string, number>();
		for (const table of tables) found.set(getTableName(table), await give().read((db) => db.$count(table)));
		return found;
	}

	it('has the columns that schema.ts says', async () => {
		const rows = await give().write((tx) =>
			tx.execute<{ at: string; type: string; nullable: string }>(sql`
				select table_name || '.' || column_name as at, is_nullable as nullable,
					format_type(a.atttypid, a.atttypmod) as type
				from information_schema.columns c
				join pg_attribute a on a.attrelid = (quote_ident(table_name))::regclass and a.attname = column_name
				where table_schema = 'public'`)
		);
		const inDatabase = rows.map(({ at, type, nullable }) => `${at} ${long(type)} ${nullable}`).sort();
		const inSchema = tables.flatMap((table) =>
			getTableConfig(table).columns.map(
				(one) => `${getTableName(table)}.${one.name} ${long(one.getSQLType())} ${one.notNull ? 'NO' : 'YES'}`
			)
		);
		expect(inDatabase).toEqual(inSchema.sort());
	});
}

const long = (type: string) => type.replace(' (', '(');

/** Every table that names a traject, or names one that does; and the facts, which do so by their name. */
function hangingOnTraject(): string[] {
	const found = new Set(['traject', 'fact']);
	for (let size = 0; size !== found.size;) {
		size = found.size;
		for (const table of tables) {
			const names = getTableConfig(table).foreignKeys.map((key) =>
				getTableName(key.reference().foreignTable)
			);
			if (names.some((name) => found.has(name) && name !== 'fact')) found.add(getTableName(table));
		}
	}
	return [...found].sort();
}
