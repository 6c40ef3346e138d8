// What a room accepts and what it refuses without a trace; no sockets here.

import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ItemId, PersonId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import type { SheetShape } from '#lib/plan/check.ts';
import { draftKey } from '#lib/plan/draft.ts';
import { fixedBlocks, seedUpdate } from '#lib/plan/seed.ts';
import { addItem, readItems, setItem, textOf } from '#lib/plan/sheet.ts';
import { CheckedDoc } from '#server/sync/checked-doc.ts';
import { firstPersonClient } from '#server/sync/inspect.ts';
import { most } from '#server/sync/limits.ts';
import * as hostile from './hostile.ts';
import { chance, newId as id } from './wait.ts';

const by = (person: PersonId, mostClients: number = most.clients) => ({
	person,
	firstClient: firstPersonClient,
	mostClients
});

async function open(shape: SheetShape = 'shared'): Promise<CheckedDoc> {
	const seed = seedUpdate(
		fixedBlocks(() => id<'item'>()),
		1
	);
	return CheckedDoc.open({
		id: id(),
		circle: id(),
		epoch: 1,
		open: true,
		shape,
		seq: 1,
		updates: shape === 'shared' ? [seed] : [],
		clients: new Map()
	});
}

/** A copy that somebody works on; what they do there comes out as updates. */
function copyOf(sheet: CheckedDoc): { doc: Y.Doc; updates: Uint8Array[] } {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, sheet.state());
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => void updates.push(update));
	return { doc, updates };
}

function block(doc: Y.Doc): Y.Text {
	const [item] = readItems(doc);
	const text = item && textOf(doc, item.id, 'text');
	if (!text) throw new Error('no block');
	return text;
}

/** What the sheet says to an update; a refusal has left no trace. */
function verdict(sheet: CheckedDoc, update: Uint8Array, person: PersonId, clients?: number): string {
	const before = sheet.state();
	const taken = sheet.take(update, by(person, clients));
	if (!isNo(taken)) return taken.update === null ? 'known' : 'taken';
	expect(sheet.state()).toEqual(before);
	return taken.no;
}

describe('an honest hand', () => {
	it('is understood in everything it can do, and never needs a collected struct', async () => {
		const sheet = await open();
		const [an, random] = [id<'person'>(), chance(7)];
		const { doc, updates } = copyOf(sheet);
		const items: ItemId[] = [];
		for (let turn = 0; turn < 400; turn++) {
			const text = block(doc);
			const at = Math.floor(random() * (text.length + 1));
			const act = random();
			if (act < 0.5) text.insert(at, ['a', 'bé', '😀', '\n'][turn % 4] ?? '');
			else if (act < 0.8 && at < text.length) text.delete(at, Math.min(3, text.length - at));
			else if (act < 0.9) {
				items.push(id());
				addItem(doc, { id: items.at(-1) ?? id(), kind: 'engagement', text: 'Ik bel.' });
			} else setItem(doc, items[turn % items.length] ?? id(), { gone: act < 0.95, owner: id() });
			if (act > 0.97) doc.transact(() => (block(doc).insert(0, 'weg'), block(doc).delete(0, 3)));
			for (const update of updates.splice(0)) expect(verdict(sheet, update, an)).toBe('taken');
		}
		expect(verdict(sheet, Y.encodeStateAsUpdate(doc), an)).toBe('known');
		expect(Y.encodeStateVector(doc)).toEqual(sheet.vector());
	});

	it('may bring what it wrote offline under the client ids of many reloads', async () => {
		const sheet = await open();
		const an = id<'person'>();
		let { doc } = copyOf(sheet);
		for (let reload = 0; reload < 20; reload++) {
			const next = new Y.Doc();
			Y.applyUpdate(next, Y.encodeStateAsUpdate(doc));
			doc = next;
			block(doc).insert(0, `${reload} `);
		}
		const answer = Y.encodeStateAsUpdate(doc, sheet.vector());
		expect(verdict(sheet, answer, an)).toBe('too-big');
		expect(verdict(sheet, answer, an, most.clientsInAnswer)).toBe('taken');
		expect(sheet.state()).toEqual(Y.encodeStateAsUpdate(doc));
	});

	it('may send again what is known, with the words of others in it', async () => {
		const sheet = await open();
		const [an, bo] = [id<'person'>(), id<'person'>()];
		const first = copyOf(sheet);
		block(first.doc).insert(0, 'van an');
		expect(verdict(sheet, first.updates[0] ?? new Uint8Array(), an)).toBe('taken');
		const { doc } = copyOf(sheet);
		block(doc).insert(0, 'van bo en ');
		expect(verdict(sheet, Y.encodeStateAsUpdate(doc), bo)).toBe('taken');
		expect(verdict(sheet, Y.encodeStateAsUpdate(doc), an)).toBe('known');
	});

	it('may send part of what is known: only the rest is added', async () => {
		const sheet = await open();
		const an = id<'person'>();
		const { doc, updates } = copyOf(sheet);
		const before = Y.encodeStateVector(doc);
		block(doc).insert(0, 'hal');
		block(doc).insert(3, 'lo');
		expect(verdict(sheet, updates[0] ?? new Uint8Array(), an)).toBe('taken');
		expect(verdict(sheet, Y.encodeStateAsUpdate(doc, before), an)).toBe('taken');
		const read = copyOf(sheet).doc;
		expect(block(read).toString()).toBe('hallo');
	});

	it('on its own sheet has drafts and nothing else', async () => {
		const sheet = await open('own');
		const an = id<'person'>();
		const { doc, updates } = copyOf(sheet);
		doc.getText(draftKey(id(), 'wish', null)).insert(0, 'Ik wil');
		expect(verdict(sheet, updates[0] ?? new Uint8Array(), an)).toBe('taken');
		const other = copyOf(sheet);
		other.doc.getText('elsewhere').insert(0, 'x');
		expect(verdict(sheet, other.updates[0] ?? new Uint8Array(), an)).toBe('not-understood');
		const items = copyOf(sheet);
		addItem(items.doc, { id: id(), kind: 'goal' });
		expect(verdict(sheet, items.updates[0] ?? new Uint8Array(), an)).toBe('not-understood');
	});
});

describe('a gap', () => {
	it('is told apart from an offence, whatever it leans on', async () => {
		const sheet = await open();
		const an = id<'person'>();
		const { doc, updates } = copyOf(sheet);
		for (const letter of 'abc') block(doc).insert(block(doc).length, letter);
		block(doc).delete(0, 1);
		for (const later of updates.slice(1)) expect(verdict(sheet, later, an)).toBe('gap');
		for (const update of updates) expect(verdict(sheet, update, an)).toBe('taken');
	});

	it('is also a deletion of words that are not there yet', async () => {
		const sheet = await open();
		expect(verdict(sheet, hostile.update([], [[1, 0, 100_000]]), id())).toBe('gap');
		expect(verdict(sheet, hostile.update([], [[77, 0, 1]]), id())).toBe('gap');
	});
});

describe('a client id', () => {
	it('belongs to the person who first wrote under it', async () => {
		const sheet = await open();
		const [an, bo] = [id<'person'>(), id<'person'>()];
		const { doc, updates } = copyOf(sheet);
		block(doc).insert(0, 'a');
		block(doc).insert(1, 'b');
		expect(verdict(sheet, updates[0] ?? new Uint8Array(), an)).toBe('taken');
		expect(verdict(sheet, updates[1] ?? new Uint8Array(), bo)).toBe('not-yours');
		expect(verdict(sheet, updates[1] ?? new Uint8Array(), an)).toBe('taken');
	});

	it('of the house is nobody else’s', async () => {
		const sheet = await open();
		const { doc } = copyOf(sheet);
		const next = Y.getState(doc.store, 1);
		const under = (client: number, clock: number) =>
			hostile.update([{ client, clock, structs: [hostile.lettersIn([1, 4], 'x')] }]);
		expect(verdict(sheet, under(1, next), id())).toBe('not-yours');
		expect(verdict(sheet, under(firstPersonClient - 1, 0), id())).toBe('not-yours');
	});

	it('is not for hoarding', async () => {
		const sheet = await open();
		const an = id<'person'>();
		const said = new Set<string>();
		for (let page = 0; page <= most.clientsPerPerson; page++) {
			const { doc, updates } = copyOf(sheet);
			block(doc).insert(0, 'x');
			said.add(verdict(sheet, updates[0] ?? new Uint8Array(), an));
			if (page < most.clientsPerPerson) expect([...said]).toEqual(['taken']);
		}
		expect([...said]).toEqual(['taken', 'too-big']);
	});
});

describe('Yjs never gets to see', () => {
	it('a known struct that says it stands in the middle of an emoji', async () => {
		const sheet = await open();
		const [an, bo] = [id<'person'>(), id<'person'>()];
		const { doc } = copyOf(sheet);
		block(doc).insert(0, '😀');
		verdict(sheet, Y.encodeStateAsUpdate(doc), an);
		const mine = copyOf(sheet);
		block(mine.doc).insert(2, 'x');
		verdict(sheet, mine.updates[0] ?? new Uint8Array(), bo);
		const { letter } = hostile.landmarks(doc);
		const client = mine.doc.clientID;
		const forged = hostile.update([{ client, clock: 0, structs: [hostile.lettersAfter(letter, 'x')] }]);
		expect(verdict(sheet, forged, bo)).toBe('known');
		expect(block(copyOf(sheet).doc).toString()).toBe('😀x');
	});

	it('two blocks of one client id, of which it would take the second, or numbers beyond all numbers', async () => {
		const sheet = await open();
		const { mine, lettersIn, update } = hostile;
		const block = (client: number, clock = 0) => ({ client, clock, structs: [lettersIn([1, 4], 'x')] });
		expect(verdict(sheet, update([block(mine + 9)]), id())).toBe('taken');
		expect(verdict(sheet, update([block(mine), block(mine)]), id())).toBe('not-understood');
		expect(verdict(sheet, update([block(mine), { ...block(mine + 1), structs: [] }]), id())).toBe(
			'not-understood'
		);
		expect(verdict(sheet, update([block(2 ** 32)]), id())).toBe('not-understood');
		expect(verdict(sheet, update([block(mine, 2 ** 31)]), id())).toBe('not-understood');
	});

	it('words that wait for each other', async () => {
		const sheet = await open();
		const other = hostile.mine + 1;
		const circle = hostile.update([
			{ client: hostile.mine, clock: 0, structs: [hostile.lettersAfter([other, 0], 'x')] },
			{ client: other, clock: 0, structs: [hostile.lettersAfter([hostile.mine, 0], 'y')] }
		]);
		expect(verdict(sheet, circle, id())).toBe('not-understood');
	});

	it('words that lean on themselves', async () => {
		const sheet = await open();
		const self = hostile.lettersAfter([hostile.mine, 0], 'x');
		const update = hostile.update([{ client: hostile.mine, clock: 0, structs: [self] }]);
		expect(verdict(sheet, update, id())).toBe('not-understood');
	});

	it('a hundred structs at a spot where a crowd stands', async () => {
		const sheet = await open();
		const an = id<'person'>();
		const { doc } = copyOf(sheet);
		block(doc).insert(0, 'x');
		verdict(sheet, Y.encodeStateAsUpdate(doc), an);
		const { text } = hostile.landmarks(doc);
		const { mine } = hostile;
		expect(verdict(sheet, hostile.crowd(text, mine, 0, 3000), an)).toBe('taken');
		expect(verdict(sheet, hostile.crowd(text, mine + 1, 0, 100), an)).toBe('too-big');
		expect(verdict(sheet, hostile.crowd(text, mine + 1, 0, 5), an)).toBe('taken');
	});
});

describe('more than one person can write', () => {
	it('is refused: deletions, bytes, pieces', async () => {
		const sheet = await open();
		const an = id<'person'>();
		const doc = new Y.Doc();
		const items = [id<'item'>(), id<'item'>(), id<'item'>(), id<'item'>()];
		Y.applyUpdate(doc, sheet.state());
		for (const item of items) addItem(doc, { id: item, kind: 'goal', text: 'ab'.repeat(1900) });
		expect(verdict(sheet, Y.encodeStateAsUpdate(doc, sheet.vector()), an)).toBe('taken');
		const shredded = hostile.changed(doc, (copy) => {
			for (const item of items) for (let at = 0; at < 1900; at++) textOf(copy, item, 'text')?.delete(at, 1);
		});
		expect(verdict(sheet, shredded, an)).toBe('too-big');
		expect(verdict(sheet, new Uint8Array(most.update + 1), an)).toBe('too-big');
	});
});

it('of 2,000 damaged updates not one throws, stays pending or leaves the sheet in another form', async () => {
	const sheet = await open();
	const [an, seed] = [id<'person'>(), 20261122];
	const random = chance(seed);
	const { doc, updates } = copyOf(sheet);
	doc.clientID = 1_000_003;
	for (let turn = 0; turn < 40; turn++) {
		block(doc).insert(Math.floor(random() * block(doc).length), 'woorden 😀 ');
		if (turn % 4 === 0) addItem(doc, { id: id(), kind: 'goal', text: 'doel', level: 'pupil' });
		if (turn % 5 === 0) block(doc).delete(0, 2);
	}
	for (const update of updates.slice(0, 20)) verdict(sheet, update, an);
	const said = new Map<string, number>();
	for (let round = 0; round < 2000; round++) {
		const damaged = new Uint8Array(updates[Math.floor(random() * updates.length)] ?? []);
		for (let hits = 1 + Math.floor(random() * 3); hits > 0; hits--)
			damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
		const cut = random() < 0.1 ? damaged.slice(0, Math.floor(random() * damaged.length)) : damaged;
		const word = verdict(sheet, cut, an);
		said.set(word, (said.get(word) ?? 0) + 1);
	}
	console.info(`2,000 damaged updates, seed ${seed}:`, Object.fromEntries(said));
	const after = copyOf(sheet).doc;
	expect(after.store.pendingStructs ?? after.store.pendingDs).toBeNull();
	expect(readItems(after).length).toBeGreaterThanOrEqual(7);
});
