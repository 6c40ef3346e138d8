// What a page says about its own words, with Node's own WebSocket and a real hub.

import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { connectSheet, isFinal, waitBefore, type SyncState } from '#lib/live/sync-socket.ts';
import { readItems, textOf } from '#lib/plan/sheet.ts';
import { closeCode } from '#lib/wire/close.ts';
import { longestUpdate } from '#lib/wire/sync.ts';
import { door } from './log.ts';
import { openTable, type Table } from './table.ts';
import { newId, until } from './wait.ts';

let table: Table;
let close = () => {};
afterEach(async () => {
	close();
	await table.close();
});

function connect(doc: Y.Doc, epoch = table.epoch, Socket = WebSocket) {
	const states: SyncState[] = [];
	const ends: [number, boolean][] = [];
	const line = connectSheet({
		doc,
		base: table.base,
		sheet: table.sheet,
		epoch,
		seat: table.seat(),
		random: () => 0,
		Socket,
		onState: (state) => void states.push(state),
		onClosed: (code, unsaved) => void ends.push([code, unsaved])
	});
	close = () => line.close();
	return { line, states, ends };
}

function block(doc: Y.Doc): Y.Text {
	const [item] = readItems(doc);
	const text = item && textOf(doc, item.id, 'text');
	if (!text) throw new Error('no block');
	return text;
}

describe('a page', () => {
	it('with words from before does not say saved until the table has them', async () => {
		table = await openTable();
		const doc = table.stored();
		block(doc).insert(0, 'van gisteren');
		const { shut, open } = door();
		table.log.before = shut;
		const { states, line } = connect(doc);
		expect(line.state).toBe('local');
		await until(() => table.hub.stats().unstored === 1);
		expect(states).toEqual(['sent']);
		open();
		await until(() => line.state === 'saved');
		expect(states).toEqual(['sent', 'saved']);
		expect(block(table.stored()).toString()).toBe('van gisteren');
	});

	it('goes through sent to saved for a letter, and for a deletion, which no state vector shows', async () => {
		table = await openTable();
		const doc = new Y.Doc();
		const { states, line } = connect(doc);
		await until(() => line.state === 'saved');
		states.length = 0;
		block(doc).insert(0, 'ab');
		await until(() => line.state === 'saved');
		const vector = Y.encodeStateVector(doc);
		block(doc).delete(0, 1);
		expect(Y.encodeStateVector(doc)).toEqual(vector);
		expect(line.state).toBe('sent');
		await until(() => line.state === 'saved');
		expect(states).toEqual(['sent', 'saved', 'sent', 'saved']);
		expect(block(table.stored()).toString()).toBe('b');
	});

	it('says nothing about what others write', async () => {
		table = await openTable();
		const bo = await table.joined();
		const doc = new Y.Doc();
		const { states, line } = connect(doc);
		await until(() => line.state === 'saved');
		states.length = 0;
		bo.type('van bo');
		await until(() => block(doc).toString() === 'van bo');
		expect(states).toEqual([]);
	});

	it('without a line is local, and saved again when it is back', async () => {
		table = await openTable();
		const doc = new Y.Doc();
		const { states, line } = connect(doc);
		await until(() => line.state === 'saved');
		table.kill();
		await until(() => line.state === 'local');
		block(doc).insert(0, 'intussen');
		expect(line.state).toBe('local');
		await until(() => line.state === 'saved');
		expect(states.slice(-3)).toEqual(['local', 'sent', 'saved']);
	});

	it('whose line is just closing does not call saved what it can no longer send', async () => {
		table = await openTable();
		const doc = new Y.Doc();
		const opened: WebSocket[] = [];
		class Seen extends WebSocket {
			constructor(url: string | URL, protocols?: string | string[]) {
				super(url, protocols);
				opened.push(this);
			}
		}
		const { line } = connect(doc, table.epoch, Seen);
		await until(() => line.state === 'saved');
		opened[0]?.close();
		block(doc).insert(0, 'nog net');
		expect([opened[0]?.readyState, line.state]).toEqual([WebSocket.CLOSING, 'local']);
		await until(() => line.state === 'saved');
		expect(block(table.stored()).toString()).toBe('nog net');
	});

	it('that was refused for good stops, keeps its words and says whether they are anywhere else', async () => {
		table = await openTable({ epoch: 2 });
		const doc = table.stored();
		block(doc).insert(0, 'oud');
		const { line, ends } = connect(doc, 1);
		await until(() => ends.length > 0);
		expect(ends).toEqual([[closeCode.otherDraft, true]]);
		line.retry();
		expect([line.state, block(doc).toString()]).toEqual(['local', 'oud']);
	});

	it('never sends more at once than the table takes', async () => {
		table = await openTable();
		const doc = new Y.Doc();
		const { line, ends } = connect(doc);
		await until(() => line.state === 'saved');
		block(doc).insert(0, 'x'.repeat(longestUpdate));
		expect(ends).toEqual([[closeCode.tooBig, true]]);
		await until(() => table.hub.stats().sockets === 0);
		expect(table.hub.stats().closed).toEqual({});
	});

	it('whose sheet was closed with everything kept has nothing to set aside', async () => {
		table = await openTable();
		const doc = new Y.Doc();
		const { line, ends } = connect(doc);
		await until(() => line.state === 'saved');
		block(doc).insert(0, 'alles');
		await until(() => line.state === 'saved');
		await table.hub.closeSheet(table.sheet, closeCode.frozen);
		await until(() => ends.length > 0);
		expect([ends, line.state]).toEqual([[[closeCode.frozen, false]], 'saved']);
	});

	it('leaves nothing running', async () => {
		table = await openTable();
		const doc = new Y.Doc();
		const { line } = connect(doc);
		await until(() => line.state === 'saved');
		line.close();
		await until(() => table.hub.stats().rooms === 0);
		block(doc).insert(0, newId());
		expect(doc._observers.get('update')?.size ?? 0).toBe(0);
	});
});

it('codes 44xx are final, and so is a message too long; nothing else is', () => {
	expect([1000, 1006, 1012, 1013, 4399, 4500, 4529].filter(isFinal)).toEqual([]);
	expect([1009, 4400, 4410, 4499].filter(isFinal)).toHaveLength(4);
	for (const code of Object.values(closeCode)) expect(isFinal(code)).toBe(code >= 4400 && code < 4500);
});

it('coming back is spread out, and never takes longer than ten seconds', () => {
	expect([waitBefore(0, 0), waitBefore(0, 1), waitBefore(3, 1), waitBefore(60, 1)]).toEqual([
		200, 600, 3400, 10_000
	]);
});
