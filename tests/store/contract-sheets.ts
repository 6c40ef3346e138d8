// The log of the living documents: consecutive, closed for good, merged without a gap.

import { asc, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { sheet, sheetClient, sheetUpdate } from '#server/store/schema.ts';
import {
	appendUpdates,
	ClientTaken,
	closeSheets,
	compact,
	createSheet,
	destroyFrozen,
	loadSheet
} from '#server/store/sheets.ts';
import { chance } from './chance.ts';
import type { Give } from './contract.ts';
import { aTraject, newId } from './rows.ts';

const update = (...bytes: number[]) => new Uint8Array(bytes);
const put = (sheet: string, byte: number) => ({ sheet, update: update(byte), clients: [] });

export function sheetsContract(give: Give): void {
	async function anotherSheet(circle: string): Promise<string> {
		const id = newId();
		const empty = { id, circle, audience: 'inner', person: null, epoch: 3, seed: null } as const;
		await give().write((tx) => createSheet(tx, empty));
		return id;
	}
	const seqs = async (id: string) => {
		const of = eq(sheetUpdate.sheet, id);
		const rows = await give().read((db) =>
			db.select().from(sheetUpdate).where(of).orderBy(asc(sheetUpdate.seq))
		);
		return rows.map((row) => row.seq);
	};

	it('are loaded as they were made', async () => {
		const { sheet, circle, person } = await aTraject(give());
		const clients = new Map([[2 ** 32 - 1, person]]);
		const made = { id: sheet, circle, audience: 'core', person: null, epoch: 0, open: true, clients };
		expect(await loadSheet(give(), sheet)).toEqual({ ...made, seq: 1, updates: [update(7)] });
		const inner = await loadSheet(give(), await anotherSheet(circle));
		expect(inner).toMatchObject({ audience: 'inner', epoch: 3, seq: 0, updates: [] });
		expect(await loadSheet(give(), newId())).toBeNull();
	});

	it('take updates of many in one go, each numbered on', async () => {
		const { sheet, circle, person } = await aTraject(give());
		const inner = await anotherSheet(circle);
		const introduced = { ...put(inner, 2), clients: [{ client: 9, person }] };
		const stored = await appendUpdates(give(), [put(sheet, 1), introduced, put(sheet, 3), put('gone', 4)]);
		expect(stored).toEqual(
			new Map([
				[sheet, 'stored'],
				[inner, 'stored'],
				['gone', 'closed']
			])
		);
		expect(await loadSheet(give(), sheet)).toMatchObject({
			seq: 3,
			updates: [update(7), update(1), update(3)]
		});
		expect(await loadSheet(give(), inner)).toMatchObject({ seq: 1, clients: new Map([[9, person]]) });
	});

	it('keep a client id for who introduced it', async () => {
		const { sheet, person } = await aTraject(give());
		const by = (person: string, client = 5) => ({ ...put(sheet, 1), clients: [{ client, person }] });
		await appendUpdates(give(), [by(person)]);
		await appendUpdates(give(), [by(person)]);
		await expect(appendUpdates(give(), [by('another')])).rejects.toThrow(ClientTaken);
		await expect(appendUpdates(give(), [by(person, 6), by('another', 6)])).rejects.toThrow(ClientTaken);
		expect(await seqs(sheet)).toEqual([1, 2, 3]);
	});

	it('take nothing after they are closed', async () => {
		const { sheet, circle } = await aTraject(give());
		const inner = await anotherSheet(circle);
		expect(await give().write((tx) => closeSheets(tx, [sheet]))).toEqual(new Map([[sheet, 1]]));
		const stored = await appendUpdates(give(), [put(sheet, 1), put(inner, 2)]);
		expect([stored.get(sheet), stored.get(inner)]).toEqual(['closed', 'stored']);
		expect(await loadSheet(give(), sheet)).toMatchObject({ open: false, seq: 1, updates: [update(7)] });
		expect(await give().write((tx) => closeSheets(tx, [sheet, 'gone']))).toEqual(new Map([[sheet, 1]]));
	});

	it.each([1, 2, 3])('never have an update after their last one, whoever races (seed %i)', async (seed) => {
		const { sheet, circle } = await aTraject(give());
		const inner = await anotherSheet(circle);
		const append = (byte: number) => () => appendUpdates(give(), [put(inner, byte), put(sheet, byte)]);
		const close = () => give().write((tx) => closeSheets(tx, [sheet, inner]));
		const racing = chance(seed).shuffled([...Array.from({ length: 11 }, (_, i) => append(i)), close]);
		const done = await Promise.all(racing.map((one) => one()));
		const last = done.find((one) => typeof one.get(sheet) === 'number')?.get(sheet);
		const stored = done.filter((one) => one.get(sheet) === 'stored').length;
		expect(await seqs(sheet)).toEqual(Array.from({ length: stored + 1 }, (_, i) => i + 1));
		expect(last).toBe(stored + 1);
		expect(await loadSheet(give(), sheet)).toMatchObject({ open: false, seq: stored + 1 });
	});

	it('are merged without losing what came meanwhile', async () => {
		const { sheet } = await aTraject(give());
		await appendUpdates(give(), [put(sheet, 1), put(sheet, 2), put(sheet, 3)]);
		expect(await compact(give(), sheet, 3, update(7, 1, 2))).toBe(true);
		expect(await loadSheet(give(), sheet)).toMatchObject({ seq: 4, updates: [update(7, 1, 2), update(3)] });
		await appendUpdates(give(), [put(sheet, 4)]);
		expect(await seqs(sheet)).toEqual([3, 4, 5]);
	});

	it('are not merged from what is no longer there', async () => {
		const { sheet } = await aTraject(give());
		await appendUpdates(give(), [put(sheet, 1), put(sheet, 2)]);
		expect(await compact(give(), sheet, 4, update(0))).toBe(false);
		expect(await compact(give(), sheet, 3, update(7, 1, 2))).toBe(true);
		expect(await compact(give(), sheet, 2, update(7, 1))).toBe(false);
		expect(await compact(give(), 'gone', 1, update(0))).toBe(false);
		expect(await loadSheet(give(), sheet)).toMatchObject({ seq: 3, updates: [update(7, 1, 2)] });
	});

	it('are destroyed when they were closed long ago, and only then', async () => {
		const [old, recent, open] = [await aTraject(give()), await aTraject(give()), await aTraject(give())];
		await give().write((tx) => closeSheets(tx, [old.sheet, recent.sheet]));
		const closedAt = new Date('2026-01-01');
		await give().write((tx) => tx.update(sheet).set({ closedAt }).where(eq(sheet.id, old.sheet)));
		expect(await destroyFrozen(give(), new Date('2026-01-02'))).toBe(1);
		expect(await loadSheet(give(), old.sheet)).toMatchObject({
			updates: [],
			clients: new Map(),
			open: false
		});
		for (const { sheet } of [recent, open]) expect(await seqs(sheet)).toEqual([1]);
		expect(await give().read((db) => db.$count(sheetClient, eq(sheetClient.sheet, open.sheet)))).toBe(1);
	});
}
