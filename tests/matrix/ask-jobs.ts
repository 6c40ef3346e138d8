// What the house does by itself, when nobody asks: every timer and every listener of server/ has a row that
// says whom it may touch, and the ones that touch somebody are held to it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq, inArray, like, or } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { readItems, textOf } from '#lib/plan/sheet.ts';
import type { PersonId, TrajectId } from '#lib/base/id.ts';
import { closeCode } from '#lib/wire/close.ts';
import { openHouse } from '#server/house.ts';
import { jobsOf } from '#server/jobs.ts';
import { parseConfig } from '#server/config.ts';
import { sweepPractice } from '#server/store/practice.ts';
import {
	circle,
	fact,
	person,
	seat,
	sheet,
	sheetClient,
	sheetUpdate,
	version
} from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { readCircles } from '#server/traject/circles.ts';
import { hold } from '../server/door-agreed.ts';
import { aCircle, aHouse, aTraject, aCoach, named, quiet } from '../server/door-house.ts';
import { until } from '../sync/wait.ts';
import { writer } from './sitter.ts';
import { place } from './world.ts';

const root = join(import.meta.dirname, '../../server');

/** "practice/practice.ts setInterval": by file, whatever runs later or because of somebody else. */
function everyTimer(): string[] {
	const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.ts')
	);
	return files.flatMap((name) => {
		const calls = readFileSync(join(root, name), 'utf8').matchAll(
			/\b(setInterval|setTimeout|clock\.after|hall\.listen)\(/g
		);
		return [...new Set([...calls].map((call) => `${name.replaceAll('\\', '/')} ${call[1]}`))];
	});
}

const rows: Readonly<Record<string, string>> = {
	'jobs.ts setInterval': 'whatever the jobs of the round may, each by its name',
	'practice-thrown-away': 'practice tables whose day is over',
	'frozen-sheets-destroyed': 'the letters of sheets that closed two weeks ago',
	'chains-damaged': 'nobody: it only looks; where what was agreed does not hold, that traject stops',
	'meeting/away.ts setTimeout':
		'at that table: the co-leader, that who leads has no line left; who leads, that who has the word has none',
	'practice/robot.ts hall.listen': 'the practice table of this robot',
	'practice/robot.ts setTimeout': 'the practice table of this robot',
	'table/bring-in.ts hall.listen': 'the plan of the table whose besloten tijd let a sentence into it',
	'table/follow.ts hall.listen': 'the sheets of the table that the fact is of',
	'traject/freshen.ts hall.listen': 'the planned circles of the traject that the version is of',
	'meeting/meeting.ts hall.listen': 'the sockets of the table that the fact is of, each as it may hear',
	'paper/outbox.ts setTimeout':
		'the paper somebody asked for of their own copy, looked at anew as it is made',
	// These touch nobody: they write down what was let in, wait, or look whether something is still alive.
	'paper/press.ts setTimeout': 'nobody',
	'sync/hub.ts clock.after': 'nobody',
	'sync/ledger.ts clock.after': 'nobody',
	'sync/ports.ts setTimeout': 'nobody',
	'table/sync-ports.ts setTimeout': 'nobody',
	'store/store.ts setTimeout': 'nobody',
	'store/store.ts setInterval': 'nobody',
	'store/lock.ts setInterval': 'nobody'
};

export function askJobs(): void {
	describe('the house by itself', () => {
		it('closes the sheets of the table that presents, and no other', async () => {
			const { cookies, seats, elsewhere } = place().world;
			const presents = await writer(elsewhere.seats.leader);
			const other = await writer({ seat: seats.practice ?? '', cookie: cookies.practice });
			await until(() => [presents, other].every((one) => one.state === 'saved'), 'both to write');
			expect(await presents.move({ do: 'present' })).toBeNull();
			await until(() => presents.closed !== null, 'the frozen sheet to close');
			expect(presents.closed).toBe(closeCode.frozen);
			await until(() => readItems(other.doc).length > 0, 'the words to come');
			const [block] = readItems(other.doc);
			if (block) textOf(other.doc, block.id, 'text')?.insert(0, 'x');
			await until(() => other.state === 'saved', 'a letter of another table');
			expect(other.closed).toBeNull();
			for (const one of [presents, other]) one.leave();
		});

		it('does away with what was promised to go, and with nothing else', async () => {
			const { house, world } = place();
			await house.kill('SIGTERM');
			const inside = await openHouse(parseConfig(house.variables), quiet);
			const { store } = inside;
			const kept = [world.ours.traject, world.elsewhere.traject, world.theirs.traject];
			const before = await store.read((db) => rowsOf(db, kept));
			expect(await sweepPractice(store, new Date(inTwoWeeks()))).toBeGreaterThan(0);
			for (const job of jobsOf({ ...inside, now: inTwoWeeks })) await job.run();
			expect(await store.read((db) => rowsOf(db, [world.practice]))).toEqual(nothingLeft);
			expect(await store.read((db) => rowsOf(db, kept))).toEqual({ ...before, frozen: 0 });
			expect(before.frozen).toBeGreaterThan(0);
			await inside.close();
		});
	});

	describe('in a house of its own', () => {
		const house = aHouse();

		it('every job has a row, and every row a job', () => {
			const named = jobsOf({ ...house(), now: Date.now }).map((job) => job.name);
			expect(Object.keys(rows).sort()).toEqual([...everyTimer(), ...named].sort());
		});

		it('an invented person writes and moves at the practice table only', async () => {
			const key = await house().practice.begin('nl');
			const { store, hall, hub } = house();
			const [own] = await store.read((db) => db.select().from(seat).where(eq(seat.id, key.id)));
			const id = own && (await house().tables.currentOf(own.traject as TrajectId, own.person as PersonId));
			const live = id && (await hall.live(id));
			const core = live && live.sheets.find((one) => one.audience === 'core');
			if (!live || !core) throw new Error('no practice table');
			const robots = [...live.table.people.keys()].filter((one) => one !== live.row.leader);
			const letters = async () =>
				(await house().moveTools.itemsOf(core.id)).map((item) => item.text).join('').length;
			await expect.poll(letters, { timeout: 20_000 }).toBeGreaterThan(3);
			const moved = await store.read((db) => db.select().from(fact).where(inArray(fact.by, robots)));
			expect(moved.filter((one) => !one.stream.startsWith(`${live.row.id}/`))).toEqual([]);
			const wrote = await store.read((db) =>
				db.select().from(sheetClient).where(inArray(sheetClient.person, robots))
			);
			expect([...new Set(wrote.map((one) => one.sheet))]).toEqual([core.id]);
			expect(hub.stats().sockets).toBe(0);
		});

		it('a version in force is where planned circles of that traject start from, and of no other', async () => {
			const joris = await aCoach(house());
			const [at, other] = [await aTraject(house(), joris), await aTraject(house(), joris)];
			const [planned, beside] = [await aCircle(at, { type: 'follow-up' }), await aCircle(other)];
			const promise = { owner: named(at, 'Wim'), asker: null, text: 'Ik bel.', audience: 'core' } as const;
			const agreed = await hold(at, await aCircle(at), [promise]);
			const follows = async (of: typeof at, id: string) =>
				(await house().store.read((db) => readCircles(db, of.traject))).find((one) => one.id === id)?.follows;
			await expect.poll(() => follows(at, planned), { timeout: 20_000 }).toBe(agreed);
			expect(await follows(other, beside)).toBeNull();
		});
	});
}

const inTwoWeeks = () => Date.now() + 15 * 86_400_000;

/** `open`, `frozen`: stored letters of sheets one writes on, and of those that were presented. */
const nothingLeft = { people: 0, circles: 0, seats: 0, versions: 0, sheets: 0, facts: 0, open: 0, frozen: 0 };

async function rowsOf(db: Reader, of: readonly string[]): Promise<typeof nothingLeft> {
	const circles = (
		await db
			.select({ id: circle.id })
			.from(circle)
			.where(inArray(circle.traject, [...of]))
	).map((row) => row.id);
	const sheets = await db.select().from(sheet).where(inArray(sheet.circle, circles));
	const letters = (open: boolean) =>
		db.$count(
			sheetUpdate,
			inArray(
				sheetUpdate.sheet,
				sheets.filter((one) => one.open === open).map((one) => one.id)
			)
		);
	const streams = circles.map((id) => like(fact.stream, `${id}/%`));
	return {
		people: await db.$count(person, inArray(person.traject, [...of])),
		circles: circles.length,
		seats: await db.$count(seat, inArray(seat.traject, [...of])),
		versions: await db.$count(version, inArray(version.traject, [...of])),
		sheets: sheets.length,
		open: await letters(true),
		frozen: await letters(false),
		facts: circles.length > 0 ? await db.$count(fact, or(...streams)) : 0
	};
}
