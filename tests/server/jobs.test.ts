// What the house does by itself: what was promised to go goes, in time and whole, and nothing else does.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CircleId, VersionId } from '#lib/base/id.ts';
import { parseConfig } from '#server/config.ts';
import { openHouse, type House } from '#server/house.ts';
import { frozenDays, jobsOf } from '#server/jobs.ts';
import { answer, circle, disclosure, fact, sheet, sheetUpdate, traject } from '#server/store/schema.ts';
import { loadSheet } from '#server/store/sheets.ts';
import { readSealed } from '#server/table/reviewed.ts';
import { onPostgres, placeIn, type Place } from '../place.ts';
import { freshDirectory, made } from '../store/places.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, aTraject, named, quiet } from './door-house.ts';

let open: House;
let place: Place;
const house = () => open;
const enter = async () => void (open = await openHouse(parseConfig(place.env), quiet));
beforeAll(async () => {
	const dataDir = freshDirectory();
	place = await placeIn(dataDir);
	if (!onPostgres) cpSync(await made(), join(dataDir, 'db'), { recursive: true });
	await enter();
}, 60_000);
afterAll(async () => {
	await open?.close();
	await place?.gone();
});

const day = 86_400_000;
const inDays = (days: number) => () => Date.now() + days * day;
const run = (name: string, now = inDays(0)) => {
	const job = jobsOf({ ...house(), now }).find((one) => one.name === name);
	if (!job) throw new Error(`no job ${name}`);
	return job.run();
};

describe('a draft that was presented', () => {
	const left = (id: CircleId) =>
		house().store.read(async (db) => {
			const sheets = await db.select({ id: sheet.id }).from(sheet).where(eq(sheet.circle, id));
			const ids = sheets.map((one) => one.id);
			return { sheets: ids, updates: await db.$count(sheetUpdate, inArray(sheetUpdate.sheet, ids)) };
		});
	const agreed = (id: CircleId, version: VersionId) =>
		house().store.read(async (db) => ({
			parts: await readSealed(db, version),
			words: await db.$count(disclosure, eq(disclosure.version, version)),
			answers: await db.$count(answer, eq(answer.version, version)),
			facts: await db.$count(fact, eq(fact.stream, `${id}/circle`))
		}));

	it('loses its history after fourteen days, and nothing of what was agreed', async () => {
		const joris = await aCoach(house());
		const at = await aTraject(house(), joris);
		const id = await aCircle(at);
		const wim = named(at, 'Wim');
		const promised = { owner: wim, asker: null, text: 'Ik haal hem op.', audience: 'core' } as const;
		const version = await hold(at, id, [promised]);
		const before = await left(id);
		const said = await agreed(id, version);
		expect(before.updates).toBeGreaterThan(1);
		expect(said).toMatchObject({ answers: 1 });
		expect(said.facts).toBeGreaterThan(3);
		expect(JSON.stringify(said.parts)).toContain('Ik haal hem op.');

		expect(await run('frozen-sheets-destroyed', inDays(frozenDays - 0.01))).toBe(0);
		expect(await left(id)).toEqual(before);
		expect(await run('frozen-sheets-destroyed', inDays(frozenDays + 0.01))).toBeGreaterThan(0);
		expect(await left(id)).toEqual({ ...before, updates: 0 });
		expect(await agreed(id, version)).toEqual(said);
		const [one = ''] = before.sheets;
		expect(await loadSheet(house().store, one)).toMatchObject({ open: false, clients: new Map() });
		expect(await run('frozen-sheets-destroyed', inDays(frozenDays + 0.01))).toBe(0);
	});
});

describe('a practice table', () => {
	const practising = () =>
		house().store.read((db) =>
			db
				.select({ circle: circle.id, traject: traject.id })
				.from(traject)
				.innerJoin(circle, eq(circle.traject, traject.id))
				.where(isNotNull(traject.practiceUntil))
		);
	const real = () => house().store.read((db) => db.$count(traject, isNull(traject.practiceUntil)));
	const endNow = (id: string) =>
		house().store.write((tx) =>
			tx
				.update(traject)
				.set({ practiceUntil: new Date(Date.now() - 1) })
				.where(eq(traject.id, id))
		);

	it('goes when its day is over, from the database and from memory, and no other does', async () => {
		const kept = await real();
		await house().practice.begin('nl');
		const [over] = await practising();
		await house().practice.begin('en');
		if (!over) throw new Error('no practice table');
		const id = over.circle as CircleId;
		expect(await run('practice-thrown-away')).toBe(0);
		await endNow(over.traject);
		expect(await house().hall.live(id)).not.toBeNull();
		expect(await run('practice-thrown-away')).toBe(1);
		expect(await house().hall.live(id)).toBeNull();
		expect((await practising()).map((one) => one.circle)).toHaveLength(1);
		expect((await practising()).some((one) => one.circle === id)).toBe(false);
		expect(await real()).toBe(kept);
	});

	it('that ended while the house was closed goes when it opens', async () => {
		const [over] = await practising();
		if (!over) throw new Error('no practice table');
		await endNow(over.traject);
		await open.close();
		await enter();
		await expect.poll(async () => (await practising()).length).toBe(0);
	});
});
