// After an erasure the words stand nowhere: in no table, no file after a restart, no log and no new copy. Everything
// else verifies, and only who may ask is heard.

import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CircleId, PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { openCopy } from '#lib/live/copy.ts';
import { checkTraject } from '#server/chain/check.ts';
import { parseConfig } from '#server/config.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { Staff } from '#server/door/staff.ts';
import { newId } from '#server/door/secret.ts';
import { openHouse, type House } from '#server/house.ts';
import { copyFor } from '#server/table/copies.ts';
import { readErasable } from '#server/table/erasable.ts';
import { erase } from '#server/table/erase.ts';
import { erasedFor, readErased } from '#server/table/erased.ts';
import { moveFor } from '#server/table/moves.ts';
import { addPerson } from '#server/traject/people.ts';
import { atTraject } from '#server/traject/at-traject.ts';
import { onPostgres, placeIn, type Place } from '../place.ts';
import { freshDirectory, made } from '../store/places.ts';
import { tablesWith } from '../store/search.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, aTraject, named, yes } from './door-house.ts';

const promise = 'Kanariebelofte';
const worry = 'Kanariezorg';
const reserve = 'Kanarievoorbehoud';
const help = 'Kanariehulp';
const why = 'Kanariereden';

let house: House;
let place: Place;
let dataDir: string;
let logged = '';
const log = Object.fromEntries(
	['info', 'warn', 'error'].map((level) => [
		level,
		(...said: unknown[]) => void (logged += JSON.stringify(said))
	])
) as unknown as Parameters<typeof openHouse>[1];
const enter = async () => (house = await openHouse(parseConfig(place.env), log));

beforeAll(async () => {
	dataDir = freshDirectory();
	place = await placeIn(dataDir);
	if (!onPostgres) cpSync(await made(), join(dataDir, 'db'), { recursive: true });
	await enter();
}, 120_000);
afterAll(async () => {
	await house?.close();
	await place?.gone();
});

/** A word as it may lie somewhere: plain, or inside base64 wherever it happens to begin. */
const shapes = (word: string): string[] => [
	word,
	...[0, 1, 2].map((at) => {
		const whole = Buffer.from(`${'x'.repeat(at)}${word}`).toString('base64url');
		return whole.slice(at === 0 ? 0 : at + 1, -3);
	})
];
const tables = async (word: string) =>
	[...new Set((await Promise.all(shapes(word).map((one) => tablesWith(house.store, one)))).flat())].sort();
const files = (word: string): string[] =>
	readdirSync(dataDir, { recursive: true, encoding: 'utf8', withFileTypes: true })
		.filter((one) => one.isFile())
		.filter((one) => {
			const bytes = readFileSync(join(one.parentPath, one.name));
			return shapes(word).some((shape) => bytes.includes(shape));
		})
		.map(({ name }) => name);

let joris: Staff;

it('destroys why a version was withdrawn, and what was said beside it, with a stub for who could read it', async () => {
	joris = await aCoach(house);
	const before = await aTraject(house, joris);
	const [steven, wim] = [named(before, 'Steven'), named(before, 'Wim')];
	const by = before.mine as PersonId;
	const circle = await aCircle(before);
	const promised = [{ owner: wim, asker: null, text: 'Ik haal hem op.', audience: 'core' } as const];
	const version = await hold(before, circle, promised, false);
	const move = (person: PersonId, what: Parameters<typeof moveFor>[4]) =>
		moveFor(house.moveTools, circle, { person, seat: null }, newId(), what);
	const said = { given: false, words: `${help} toch niet.`, witness: null } as const;
	expect(await move(steven, { do: 'help', version, person: steven, ...said })).toBeNull();
	const withdraw = { because: 'content', reason: `${why} stond erin.`, readers: 'leader' } as const;
	expect(await move(by, { do: 'withdraw', version, ...withdraw })).toBeNull();

	const all = await house.store.read((db) => readErasable(db, before.traject, 'coach'));
	const find = (word: string) => all.find(({ text }) => text.includes(word));
	expect([find(help)?.kind, find(help)?.readers]).toEqual(['statement', [steven]]);
	expect([find(why)?.kind, find(why)?.readers]).toEqual(['note', [by]]);
	const asked = { traject: before.traject, by, reason: 'Het klopt niet meer.' };
	const gone = (word: string, person: PersonId) =>
		erase(house, { ...asked, what: find(word)?.what ?? '', person });
	expect(await gone(help, wim)).toEqual({ no: 'not-theirs-to-erase' });
	expect(await gone(help, steven)).toBe(1);
	expect(await gone(why, by)).toBe(1);
	for (const word of [help, why]) expect([word, await tables(word)]).toEqual([word, []]);
	expect(await house.store.read((db) => checkTraject(db, before.traject, house.keys()))).toEqual([]);

	// Each stub is for who could read what is gone, on the screen and in the file that goes along.
	const stubs = (await house.store.read((db) => readErased(db, [version]))).get(version) ?? [];
	const forWhom = (person: PersonId, role: string) =>
		erasedFor(stubs, { person, role }, true).map(({ name }) => name);
	expect(forWhom(steven, 'pupil')).toEqual(['Steven']);
	expect(forWhom(by, 'coach')).toEqual(['Joris']);
	expect(forWhom(wim, 'parent')).toEqual([]);
	const carried = async (person: PersonId, role: SeatWho['role']) => {
		const copy = await copyFor(house, { ...seatOf(before.traject, person), role }, version);
		const opened = copy && !isNo(copy) ? openCopy(copy.file, house.keys()) : null;
		return opened && !isNo(opened) ? opened.erased.map((one) => one.person) : null;
	};
	expect(await carried(steven, 'pupil')).toEqual([steven]);
	expect(await carried(by, 'coach')).toEqual([by]);
	expect(await carried(wim, 'parent')).toEqual([]);
}, 120_000);

it('destroys a promise, a line and a reserve everywhere, and all else verifies', async () => {
	let at = await aTraject(house, joris);
	const [steven, wim, ilse] = [named(at, 'Steven'), named(at, 'Wim'), named(at, 'Ilse')];
	yes(
		await house.store.write((tx) =>
			addPerson(tx, at.traject, { name: 'Meester', label: 'leerkracht', school: true })
		)
	);
	at = await atTraject({ house, staff: joris }, at.traject);
	const by = at.mine as PersonId;
	const promised = [
		{ owner: wim, asker: null, text: `${promise} haal ik op.`, audience: 'inner' },
		{ owner: ilse, asker: null, text: 'Ik bel elke vrijdag.', audience: 'core' }
	] as const;
	const [line, asOwn] = [newId<'line'>(), newId<'line'>()];
	const circle = await aCircle(at);
	const first = await hold(at, circle, promised, true, [
		{ person: wim, line, text: `${worry} blijft.` },
		{ person: wim, line: asOwn, text: 'Dat zei ik te snel.' }
	]);
	const said = {
		answer: 'yes-but',
		words: `${reserve} hier.`,
		until: null,
		how: 'spoken',
		witness: null
	} as const;
	const answer = { do: 'answer', version: first, person: ilse, ...said } as const;
	expect(await moveFor(house.moveTools, circle, { person: ilse, seat: null }, newId(), answer)).toBeNull();
	// The next circle begins from that promise, and its draft goes on.
	const next = await aCircle(at);
	const live = await house.hall.live(next);
	const { setting } = live?.table.circle ?? { setting: 'family' as const };
	expect(
		await moveFor(house.moveTools, next, { person: by, seat: null }, newId(), { do: 'open', setting })
	).toBeNull();

	const find = async (word: string) => {
		const all = await house.store.read((db) => readErasable(db, at.traject, 'coach'));
		return all.find(({ text }) => text.includes(word))?.what ?? '';
	};
	const asked = { traject: at.traject, by, reason: 'Het klopt niet meer.' };
	const whats = [await find(promise), await find(worry), await find(reserve)];
	expect(whats[1]).toBe(line);
	expect((await tables(promise)).length).toBeGreaterThan(1);
	expect(await erase(house, { ...asked, what: whats[0] ?? '', person: ilse })).toEqual({
		no: 'not-theirs-to-erase'
	});
	expect(await erase(house, { ...asked, what: whats[0] ?? '', person: wim, by: ilse })).toEqual({
		no: 'not-theirs-to-erase'
	});
	expect(await erase(house, { ...asked, what: whats[0] ?? '', person: wim, reason: ' ' })).toEqual({
		no: 'erase-needs-reason'
	});
	for (const [i, person] of [wim, steven, ilse].entries())
		expect(await erase(house, { ...asked, what: whats[i] ?? '', person })).toBe(1);
	expect(await erase(house, { ...asked, what: whats[0] ?? '', person: wim })).toEqual({
		no: 'nothing-to-erase'
	});

	for (const word of [promise, worry, reserve]) {
		expect([word, await tables(word)]).toEqual([word, []]);
		expect(logged).not.toContain(word);
	}
	expect(await house.store.read((db) => checkTraject(db, at.traject, house.keys()))).toEqual([]);
	const copy = await copyFor(house, seatOf(at.traject, steven), first);
	if (!copy || isNo(copy)) throw new Error('no copy');
	const opened = openCopy(copy.file, house.keys());
	if (isNo(opened)) throw new Error(opened.no);
	for (const word of [promise, worry, reserve])
		for (const shape of shapes(word)) expect(copy.file).not.toContain(shape);
	expect(JSON.stringify(opened.parts)).toContain('Ik bel elke vrijdag.');
	expect(opened.answers.map(({ answer }) => answer).sort()).toEqual(['yes', 'yes-but']);
	expect(opened.erased.map(({ person }) => person)).toEqual([wim, steven, ilse]);
	const stubs = (await house.store.read((db) => readErased(db, [first]))).get(first) ?? [];
	expect(stubs.map(({ name, audience }) => [name, audience])).toEqual([
		['Wim', 'inner'],
		['Steven', 'inner'],
		['Ilse', 'inner']
	]);
	// Told that a line did not belong in the plan is whose line another had erased; who asked for it knows why it went.
	expect(await erase(house, { ...asked, what: asOwn, person: wim })).toBe(1);
	const told = (await house.hall.live(circle))?.table;
	expect([told?.lines.has(line), told?.lines.has(asOwn)]).toEqual([false, false]);
	expect([told?.emptied.has(line), told?.emptied.has(asOwn)]).toEqual([true, false]);
	await restarted(at.traject, next, first);
}, 180_000);

/** What stands on the disk of PostgreSQL once its owner did what README.md says: tables, indexes, and what the planner keeps. */
async function filesOfPostgres(): Promise<(word: string) => string[]> {
	const sql = postgres(place.env['DATABASE_URL'] ?? '', { max: 1, onnotice: () => undefined });
	await sql`vacuum (full, analyze)`;
	await sql`checkpoint`;
	const rows = await sql<{ name: string; bytes: Buffer }[]>`
		select relname as name, pg_read_binary_file(pg_relation_filepath(oid)) as bytes
		from pg_class where pg_relation_filepath(oid) is not null and not relisshared`;
	await sql.end();
	expect(rows.length).toBeGreaterThan(100);
	return (word) =>
		rows.flatMap(({ name, bytes }) => (shapes(word).some((shape) => bytes.includes(shape)) ? name : []));
}

const seatOf = (traject: SeatWho['traject'], person: PersonId): SeatWho => ({
	is: 'seat',
	seat: newId<'seat'>(),
	traject,
	state: 'seated',
	person,
	role: 'pupil',
	circle: null,
	wall: false,
	tablet: null
});

async function restarted(traject: SeatWho['traject'], next: CircleId, version: VersionId): Promise<void> {
	await house.close();
	const held = onPostgres ? await filesOfPostgres() : files;
	for (const word of [promise, worry, reserve, help, why]) expect([word, held(word)]).toEqual([word, []]);
	await enter();
	expect(await house.store.read((db) => checkTraject(db, traject, house.keys()))).toEqual([]);
	const live = await house.hall.live(next);
	expect(JSON.stringify([...(live?.words ?? [])])).not.toMatch(/Kanarie/);
	expect(live?.row.follows).toBe(version);
	expect(JSON.stringify(live?.reviewed)).not.toMatch(/Kanarie/);
}
