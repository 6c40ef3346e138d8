// Saved means on disk: rules 1 and 3 of the hub, with real sockets and a log that a test can hold back.

import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readItems, retype } from '#lib/plan/sheet.ts';
import { door } from './log.ts';
import { openTable, type Table } from './table.ts';
import { newId, until } from './wait.ts';

let table: Table;
afterEach(() => table.close());

const words = (doc: Y.Doc): string | undefined => readItems(doc)[0]?.text;

describe('what somebody types', () => {
	it('reaches the others and the log, and then reads saved', async () => {
		table = await openTable();
		const [an, bo] = [await table.joined(), await table.joined()];
		for (const letter of 'samen') an.type(letter);
		expect(an.state).toBe('sent');
		await until(() => words(bo.doc) === 'samen' && an.state === 'saved');
		expect(words(table.stored())).toBe('samen');
		expect(bo.state).toBe('saved');
	});

	it('is told to nobody before it is stored, not even to a newcomer', async () => {
		table = await openTable();
		const [an, bo] = [await table.joined(), await table.joined()];
		const { shut, open } = door();
		table.log.before = shut;
		an.type('nog niet');
		await until(() => table.hub.stats().unstored > 0);
		const newcomer = await table.raw();
		newcomer.question();
		await until(() => newcomer.of('question').length > 0);
		expect([an.state, words(bo.doc), newcomer.of('answer').length]).toEqual(['sent', '', 0]);
		open();
		await until(() => an.state === 'saved' && words(bo.doc) === 'nog niet');
		await until(() => newcomer.of('answer').length > 0);
		const doc = new Y.Doc();
		Y.applyUpdate(doc, newcomer.of('answer')[0]?.bytes ?? new Uint8Array());
		expect(words(doc)).toBe('nog niet');
		expect(newcomer.of('update')).toEqual([]);
	});

	it('is told to nobody at all when the log fails, and the house is told to end', async () => {
		table = await openTable();
		const [an, bo] = [await table.joined(), await table.joined()];
		const newcomer = await table.raw();
		table.log.before = () => Promise.reject(new Error('the disk is gone'));
		an.type('verloren');
		newcomer.question();
		await until(() => table.fatal.length === 1);
		const late = table.page();
		an.type(' en nog iets');
		await until(() => late.opened > 1);
		expect([an.state, words(bo.doc), late.synced]).toEqual(['sent', '', false]);
		expect(newcomer.heard.filter(({ is }) => is !== 'question')).toEqual([]);
		expect(words(table.stored())).toBe('');
	});

	it('of several sheets is stored together', async () => {
		table = await openTable();
		const other = { id: newId<'sheet'>(), circle: table.circle, shape: 'own' as const };
		table.log.add(other);
		const { shut, open } = door();
		const an = await table.joined();
		an.type('eerst');
		await until(() => an.state === 'saved');
		table.log.before = shut;
		const appends = table.log.appends;
		an.type(' dan');
		const draft = new Y.Doc();
		draft.getText(`${newId()}/wish`).insert(0, 'mijn wens');
		const inserted = table.hub.insert(other.id, Y.encodeStateAsUpdate(draft), newId());
		await until(() => table.hub.stats().unstored === 2);
		open();
		expect(await inserted).toBeNull();
		await until(() => an.state === 'saved');
		expect(table.log.appends).toBe(appends + 1);
	});
});

describe('saved n', () => {
	it('counts updates and answers, also those that say nothing new', async () => {
		table = await openTable();
		const raw = await table.raw();
		const doc = new Y.Doc();
		raw.answer(new Uint8Array([0, 0]));
		raw.question();
		await until(() => raw.saved === 1 && raw.of('answer').length > 0);
		Y.applyUpdate(doc, raw.of('answer')[0]?.bytes ?? new Uint8Array());
		const before = Y.encodeStateVector(doc);
		readItems(doc);
		const text = doc
			.getMap<Y.Map<Y.Text>>('items')
			.get(readItems(doc)[0]?.id ?? '')
			?.get('text');
		text?.insert(0, 'x');
		const update = Y.encodeStateAsUpdate(doc, before);
		raw.update(update);
		raw.update(update);
		raw.answer(new Uint8Array([0, 0]));
		await until(() => raw.saved === 4);
		expect(table.log.updates(table.sheet)).toHaveLength(2);
	});

	it('waits for the disk also when the words are known but not yet stored', async () => {
		table = await openTable();
		const an = await table.joined();
		const { shut, open } = door();
		table.log.before = shut;
		an.type('halverwege');
		await until(() => table.hub.stats().unstored === 1);
		an.drop();
		await until(() => an.opened === 2 && an.state === 'sent');
		open();
		await until(() => an.state === 'saved');
		expect(words(table.stored())).toBe('halverwege');
	});

	it('waits for the repair of a gap, which is no offence', async () => {
		table = await openTable();
		const seat = table.seat();
		const source = await table.joined(seat);
		const updates: Uint8Array[] = [];
		source.doc.on('update', (update: Uint8Array) => void updates.push(update));
		const raw = await table.raw(seat);
		source.lose();
		for (const letter of 'abc') source.type(letter);
		raw.answer(new Uint8Array([0, 0]));
		await until(() => raw.saved === 1);
		raw.update(updates[2] ?? new Uint8Array());
		raw.update(updates[1] ?? new Uint8Array());
		await until(() => raw.of('question').length === 2);
		raw.update(updates[0] ?? new Uint8Array());
		raw.question();
		await until(() => raw.of('answer').length === 1);
		expect(words(table.stored())).toBe('a');
		expect([raw.saved, raw.of('question').length]).toEqual([1, 2]);
		raw.answer(Y.encodeStateAsUpdate(source.doc, raw.of('question')[1]?.bytes));
		await until(() => raw.saved === 5);
		expect(words(table.stored())).toBe('abc');
		expect(raw.closed).toBeNull();
	});

	it('comes for letters typed in the instant of coming back', async () => {
		table = await openTable();
		const an = await table.joined();
		for (let round = 1; round <= 5; round++) {
			an.drop();
			await until(() => an.state === 'local');
			an.type('x');
			await until(() => an.opened === round + 1);
			while (an.state === 'local') {
				retype(an.text, `${an.text.toString()}y`, Infinity);
				await new Promise((resolve) => setImmediate(resolve));
			}
			await until(() => an.state === 'saved');
			expect(words(table.stored())).toBe(words(an.doc));
		}
	});
});
