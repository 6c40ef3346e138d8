// Before a freeze the writers are held still: what was typed until then is in what is read, and what is
// typed later stays on the page that typed it.

import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readItems } from '#lib/plan/sheet.ts';
import { closeCode } from '#lib/wire/close.ts';
import { door } from './log.ts';
import { openTable, type Table } from './table.ts';
import { newId, until } from './wait.ts';

let table: Table;
afterEach(() => table.close());

function wordsIn(update: Uint8Array | null): string {
	const doc = new Y.Doc();
	if (update) Y.applyUpdate(doc, update);
	return readItems(doc)[0]?.text ?? '';
}

describe('a freeze under fast typing', () => {
	it('has every letter typed before still was answered, and loses none that came later', async () => {
		table = await openTable();
		const answered: string[] = [];
		const typists = ['a', 'b', 'c'].map((letter) => {
			const typed: string[] = [];
			const page = table.page(table.seat(), new Y.Doc(), () => {
				// What was still in a hand.
				typed.push(`${letter}hand;`);
				page.type(`${letter}hand;`);
				answered.push(...typed);
				return Promise.resolve();
			});
			return { page, letter, typed };
		});
		const [first] = typists;
		await until(() => typists.every(({ page }) => page.synced && page.state === 'saved'));
		let going = true;
		const typing = typists.map(async ({ page, letter, typed }) => {
			for (let n = 0; going; n++) {
				typed.push(`${letter}${n};`);
				page.type(`${letter}${n};`);
				if (page === first?.page && n === 40) page.drop();
				await new Promise((resolve) => setTimeout(resolve, 2));
			}
		});
		await until(() => typists.every(({ typed }) => typed.length > 60) && first?.page.opened === 2);
		await until(() => first?.page.state !== 'local');
		await table.hub.still([table.sheet]);
		table.log.shut(table.sheet);
		const read = wordsIn(await table.hub.read(table.sheet));
		await table.hub.closeSheet(table.sheet, closeCode.frozen);
		await until(() => typists.every(({ page }) => page.closed === closeCode.frozen));
		const atTheEnd = typists.map(({ typed }) => typed.length);
		await until(() => typists.every(({ typed }, at) => typed.length > (atTheEnd[at] ?? 0) + 3));
		going = false;
		await Promise.all(typing);
		expect(answered.length).toBeGreaterThan(180);
		for (const word of answered) expect(read.split(word)).toHaveLength(2);
		expect(wordsIn(await table.hub.read(table.sheet))).toBe(wordsIn(Y.encodeStateAsUpdate(table.stored())));
		for (const { page, typed } of typists) {
			for (const word of typed) expect(page.text.toString()).toContain(word);
			expect(page.unsaved).toBe(true);
		}
	});
});

describe('still', () => {
	it('does not wait for somebody who does not answer longer than it says', async () => {
		table = await openTable({ limits: { still: 60 } });
		const mute = await table.raw();
		await table.hub.still([table.sheet]);
		expect(mute.of('still')).toHaveLength(1);
	});

	it('does not count an answer while something of its sender is missing', async () => {
		table = await openTable();
		const seat = table.seat();
		const source = await table.joined(seat);
		const updates: Uint8Array[] = [];
		source.doc.on('update', (update: Uint8Array) => void updates.push(update));
		source.lose();
		source.type('a');
		source.type('b');
		const raw = await table.raw(seat);
		raw.answer(new Uint8Array([0, 0]));
		await until(() => raw.saved === 1);
		raw.update(updates[1] ?? new Uint8Array());
		let isStill = false;
		const still = table.hub.still([table.sheet]).then(() => (isStill = true));
		source.leave();
		await until(() => raw.of('still').length === 1 && raw.of('question').length === 2);
		raw.flushed(raw.of('still')[0]?.number ?? 0);
		raw.question();
		await until(() => raw.of('answer').length === 1);
		expect(isStill).toBe(false);
		raw.answer(Y.encodeStateAsUpdate(source.doc, raw.of('question')[1]?.bytes));
		await still;
		expect(readItems(table.stored())[0]?.text).toBe('ab');
	});

	it('waits until what was accepted is stored', async () => {
		table = await openTable();
		const an = await table.joined();
		const { shut, open } = door();
		table.log.before = shut;
		an.type('bijna');
		await until(() => table.hub.stats().unstored === 1);
		const order: string[] = [];
		const still = table.hub.still([table.sheet]).then(() => order.push('still'));
		const read = table.hub.read(table.sheet);
		order.push('open');
		open();
		await still;
		expect(order).toEqual(['open', 'still']);
		expect(wordsIn(await read)).toBe('bijna');
	});

	it('asks nobody when nobody is there, and nobody of another sheet', async () => {
		table = await openTable();
		const raw = await table.raw();
		await table.hub.still([newId()]);
		expect(raw.of('still')).toEqual([]);
	});
});

describe('closing a sheet', () => {
	it('tells first what is kept', async () => {
		table = await openTable();
		const [an, bo] = [await table.joined(), await table.joined()];
		const { shut, open } = door();
		table.log.before = shut;
		an.type('op tijd');
		await until(() => table.hub.stats().unstored === 1);
		const closed = table.hub.closeSheet(table.sheet, closeCode.frozen);
		bo.type('te laat');
		open();
		await closed;
		await until(() => an.closed !== null && bo.closed !== null);
		expect([an.closed, an.unsaved, an.state]).toEqual([closeCode.frozen, false, 'saved']);
		expect([bo.closed, bo.unsaved, bo.state]).toEqual([closeCode.frozen, true, 'local']);
		expect(readItems(table.stored())[0]?.text).toBe('op tijd');
	});

	it('by the log itself sends everybody away and calls nothing saved', async () => {
		table = await openTable();
		const [an, bo] = [await table.joined(), await table.joined()];
		table.log.shut(table.sheet);
		an.type('te laat');
		await until(() => an.closed !== null && bo.closed !== null);
		expect([an.closed, an.unsaved, bo.closed, bo.unsaved]).toEqual([4410, true, 4410, false]);
		expect(wordsIn(await table.hub.read(table.sheet))).toBe('');
		await until(() => table.hub.stats().rooms === 0);
	});
});
