// What was agreed, tampered with by who owns the database: every row that was edited, deleted, swapped or cut off is
// named, and only that traject stops.

import { sql, type SQL } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CircleId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { checkTraject } from '#server/chain/check.ts';
import type { Fault } from '#server/chain/fault.ts';
import { newId } from '#server/door/secret.ts';
import type { Writer } from '#server/store/store.ts';
import { copyFor } from '#server/table/copies.ts';
import { moveFor } from '#server/table/moves.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, aHouse, aTraject, named } from './door-house.ts';

const house = aHouse();
let at: Preparing;
let other: Preparing;
let circle: CircleId;
let [first, second]: VersionId[] = [];

beforeAll(async () => {
	const joris = await aCoach(house());
	[at, other] = [await aTraject(house(), joris), await aTraject(house(), joris)];
	const wim = named(at, 'Wim');
	const promised = { owner: wim, asker: null, text: 'Ik haal hem op.', audience: 'core' } as const;
	first = await hold(at, await aCircle(at), [promised]);
	circle = await aCircle(at);
	second = await hold(at, circle, [promised]);
	await hold(other, await aCircle(other), [{ ...promised, owner: named(other, 'Wim') }]);
	for (const name of ['Wim', 'Ilse']) expect(await answer(at, circle, second, name)).toBeNull();
}, 60_000);

/** Somebody says yes; the refusal, or null. */
function answer(to: Preparing, at: CircleId, version: VersionId | undefined, name: string) {
	const person = named(to, name);
	const words = { answer: 'yes', words: '', until: null, how: 'spoken', witness: null } as const;
	const move = { do: 'answer', version: version ?? newId<'version'>(), person, ...words } as const;
	return moveFor(to.house.moveTools, at, { person, seat: null }, newId(), move);
}

/** The faults as they are after this, which is then undone. */
async function after(...tampering: SQL[]): Promise<string[]> {
	let found: readonly Fault[] = [];
	const undone = new Error('undone');
	const attempt = house().store.write(async (tx) => {
		await tamper(tx, ...tampering);
		found = await checkTraject(tx, at.traject, house().keys());
		throw undone;
	});
	await expect(attempt).rejects.toBe(undone);
	expect(found.every(({ traject }) => traject === at.traject)).toBe(true);
	return found.map(({ table, row, code }) => `${table} ${row} ${code}`);
}

/** As the owner of the tables can: no trigger and no foreign key is asked. */
async function tamper(tx: Writer, ...tampering: SQL[]): Promise<void> {
	await tx.execute(sql`set local session_replication_role = replica`);
	for (const one of tampering) await tx.execute(one);
}

const rows = <Row extends Record<string, unknown>>(query: SQL) =>
	house().store.write((tx) => tx.execute<Row>(query));
const answersOf = async (version: VersionId | undefined) =>
	(await rows<{ digest: string }>(sql`select digest from answer where version = ${version} order by at`)).map(
		({ digest }) => digest
	);

describe('what was agreed', () => {
	it('holds as it stands, with a link for each thing that was agreed', async () => {
		expect(await after()).toEqual([]);
		const links = await rows<{ seq: number; of: string }>(
			sql`select seq, body->'rows'->0->>'table' as of from link where traject = ${at.traject} order by seq`
		);
		expect(links.map(({ seq }) => seq)).toEqual(links.map((_, i) => i + 1));
		// Presented, answered and in force, twice; then two who answer afterwards.
		expect(links.map(({ of }) => of)).toEqual([
			'version',
			'answer',
			'fact',
			'version',
			'answer',
			'fact',
			'answer',
			'answer'
		]);
	});

	it.each([
		['digest', 'version', 'version-token'],
		['token', 'version', 'version-token'],
		['prev', 'version', 'version-prev']
	])('a version with another %s', async (column, table, code) => {
		const found = await after(
			sql`update version set ${sql.identifier(column)} = ${sql.identifier(column)} || 'A' where id = ${second}`
		);
		expect(found).toContain(`${table} ${second} ${code}`);
		expect(found).toContain(`version ${second} row-altered`);
	});

	it('a version that is gone, or two that changed places', async () => {
		expect(await after(sql`delete from version where id = ${first}`)).toEqual(
			expect.arrayContaining([`version ${first} row-missing`, `version ${second} version-gap`])
		);
		const swap = [
			sql`update version set no = 99, prev = 'x' where id = ${first}`,
			sql`update version set no = 1, prev = ${at.traject} where id = ${second}`,
			sql`update version set no = 2, prev = (select digest from version where id = ${second}) where id = ${first}`
		];
		const found = await after(...swap);
		for (const id of [first, second])
			for (const code of ['version-token', 'row-altered']) expect(found).toContain(`version ${id} ${code}`);
	});

	it('words that are others, gone, or for others to read', async () => {
		const [core, inner] = await rows<{ digest: string }>(
			sql`select digest from disclosure where version = ${second} order by digest limit 2`
		);
		const [a, b] = [core?.digest, inner?.digest];
		const row = `disclosure ${second}/${a}`;
		const of = sql`version = ${second} and digest = ${a}`;
		expect(await after(sql`update disclosure set words = words || 'A' where ${of}`)).toEqual([
			`${row} disclosure-other`
		]);
		expect(await after(sql`update disclosure set words = null where ${of}`)).toEqual([`${row} words-gone`]);
		expect(await after(sql`delete from disclosure where ${of}`)).toEqual([`${row} row-missing`]);
		expect(
			await after(
				sql`update disclosure set audience = case audience when 'core' then 'inner' else 'core' end where ${of}`
			)
		).toEqual([`${row} row-altered`]);
		const swap = await after(
			sql`update disclosure d set words = o.words from disclosure o where d.version = ${second}
				and o.version = d.version and ((d.digest = ${a} and o.digest = ${b}) or (d.digest = ${b} and o.digest = ${a}))`
		);
		expect(swap.sort()).toEqual([a, b].map((one) => `disclosure ${second}/${one} disclosure-other`).sort());
		const stray = await after(sql`insert into disclosure values (${second}, 'made-up', 'core', 'WyJz')`);
		expect(stray).toContain(`disclosure ${second}/made-up disclosure-unlisted`);
		expect(stray).toContain(`disclosure ${second}/made-up row-unlinked`);
	});

	it('an answer edited, gone, given to another, another version or another moment', async () => {
		const [one, two, three] = await answersOf(second);
		const edit = await after(sql`update answer set token = token || 'A' where digest = ${one}`);
		expect(edit).toEqual(expect.arrayContaining([`answer ${one} answer-token`, `answer ${one} row-altered`]));
		const gone = await after(sql`delete from answer where digest = ${one}`);
		expect(gone).toEqual(expect.arrayContaining([`answer ${one} row-missing`]));
		expect(gone.some((line) => line.endsWith('fact-points'))).toBe(true);
		const others = await after(sql`update answer set person = ${named(at, 'Ilse')} where digest = ${one}`);
		expect(others).toContain(`answer ${one} answer-token`);
		expect(await after(sql`update answer set version = ${first} where digest = ${one}`)).toContain(
			`answer ${one} answer-token`
		);
		const [a, b] = [
			sql`select at from answer where digest = ${two}`,
			sql`select at from answer where digest = ${three}`
		];
		expect(
			await after(
				sql`update answer set at = case digest when ${two} then (${b}) else (${a}) end where digest in (${two}, ${three})`
			)
		).toEqual(expect.arrayContaining([`answer ${two} row-altered`, `answer ${three} row-altered`]));
		expect(await after(sql`update answer set disclosures = '[]' where digest = ${one}`)).toEqual([
			`answer ${one} words-gone`
		]);
	});

	it('a fact edited, gone, swapped, or one that nobody decided', async () => {
		const stream = `version/${second}`;
		const fact = (seq: number, code: string) => `fact ${stream}#${seq} ${code}`;
		const of = (seq: number) => sql`stream = ${stream} and seq = ${seq}`;
		expect(
			await after(sql`update fact set body = jsonb_set(body, '{is}', '"withdrawn"') where ${of(4)}`)
		).toContain(fact(4, 'row-altered'));
		const gone = await after(sql`delete from fact where ${of(2)}`);
		expect(gone).toEqual(expect.arrayContaining([fact(2, 'row-missing'), fact(3, 'fact-gap')]));
		const swap = await after(
			sql`update fact set seq = 99 where ${of(1)}`,
			sql`update fact set seq = 1 where ${of(2)}`,
			sql`update fact set seq = 2 where ${of(99)}`
		);
		for (const seq of [1, 2]) expect(swap).toContain(fact(seq, 'row-altered'));
		expect(swap).toContain(fact(1, 'fact-order'));
		const last =
			(await rows<{ last: number }>(sql`select max(seq) as last from fact where stream = ${stream}`))[0]
				?.last ?? 0;
		const made = await after(
			sql`insert into fact values (${stream}, ${last + 1}, now(), null, '{"is":"withdrawn"}')`
		);
		expect(made).toEqual(
			expect.arrayContaining([fact(last + 1, 'row-unlinked'), fact(last + 1, 'fact-order')])
		);
		expect(await after(sql`delete from fact where ${of(last)}`)).toContain(fact(last, 'row-missing'));
	});

	it('a link edited, gone, swapped, cut off, or all of them', async () => {
		const mine = sql`traject = ${at.traject}`;
		const last =
			(await rows<{ last: number }>(sql`select max(seq) as last from link where ${mine}`))[0]?.last ?? 0;
		expect(
			await after(sql`update link set body = jsonb_set(body, '{is}', '"taken-in"') where ${mine} and seq = 2`)
		).toEqual(['link 2 link-altered']);
		expect(
			await after(
				sql`update link set signature = (select signature from link where ${mine} and seq = 1) where ${mine} and seq = 2`
			)
		).toEqual(['link 2 link-signature']);
		expect(await after(sql`update link set at = at + interval '1 day' where ${mine} and seq = 2`)).toEqual([
			'link 2 link-altered'
		]);
		expect(await after(sql`delete from link where ${mine} and seq = 2`)).toContain('link 3 link-gap');
		const swap = await after(
			sql`update link set seq = 99 where ${mine} and seq = 2`,
			sql`update link set seq = 2 where ${mine} and seq = 3`,
			sql`update link set seq = 3 where ${mine} and seq = 99`
		);
		expect(swap).toEqual(
			expect.arrayContaining(['link 2 link-prev', 'link 2 link-altered', 'link 3 link-altered'])
		);
		const [, , three] = await answersOf(second);
		expect(await after(sql`delete from link where ${mine} and seq = ${last}`)).toContain(
			`answer ${three} row-unlinked`
		);
		expect(await after(sql`delete from link where ${mine}`)).toEqual(['link 1 no-chain']);
	});

	it('cut off with all it names, is as it was yesterday: a device that saw today tells', async () => {
		const [, , three] = await answersOf(second);
		expect(
			await after(
				sql`delete from fact where body->>'answer' = ${three}`,
				sql`delete from answer where digest = ${three}`,
				sql`delete from link where traject = ${at.traject} and seq = (select max(seq) from link where traject = ${at.traject})`
			)
		).toEqual([]);
	});
});

it('a damaged traject stops, kindly, and no other does', async () => {
	const pupil = named(at, 'Steven');
	const seat = {
		is: 'seat',
		seat: newId<'seat'>(),
		traject: at.traject,
		state: 'seated',
		person: pupil,
		role: 'pupil',
		circle: null,
		wall: false,
		tablet: null
	} as const;
	const [{ token } = { token: '' }] = await rows<{ token: string }>(
		sql`select token from answer where version = ${second} limit 1`
	);
	expect(await copyFor(house(), seat as never, second ?? '')).toHaveProperty('file');
	await house().store.write((tx) => tamper(tx, sql`update answer set nonce = 'x' where token = ${token}`));
	expect(await house().chains.checkAll()).toBe(1);
	expect(await answer(at, circle, second, 'Wim')).toBe('looked-into');
	const refused = await copyFor(house(), seat as never, second ?? '');
	expect(isNo(refused) && refused.no).toBe('looked-into');
	const next = await aCircle(at);
	const leader = (await house().hall.live(next))?.row.leader ?? pupil;
	const open = { do: 'open', setting: 'family' } as const;
	const by = { person: leader, seat: null };
	expect(await moveFor(at.house.moveTools, next, by, newId(), open)).toBe('looked-into');
	const further = await aCircle(other);
	await hold(other, further, [
		{ owner: named(other, 'Wim'), asker: null, text: 'Ik bel.', audience: 'core' }
	]);
	const nothing = await house().store.read((db) => checkTraject(db, other.traject, house().keys()));
	expect(nothing).toEqual([]);
});
