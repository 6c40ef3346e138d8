// Two who write in one text, each undoing: whatever the order, nobody's letters go but one's own.

import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { idFrom, type ItemId, type PersonId, type SheetId } from '#lib/base/id.ts';
import { MyUndo, type UndoSheet } from '#lib/live/my-undo.svelte.ts';
import { addItem, emptyItem, readItems, setItem, textOf } from '#lib/plan/sheet.ts';

let made = 0;
const id = <K extends string>() => idFrom<K>(new Uint8Array(16).fill(++made));
const item = id<'item'>() as ItemId;

type Writer = { sheet: UndoSheet; undo: MyUndo; text: () => Y.Text };

function writer(state: Uint8Array): Writer {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, state);
	const sheet = { ref: { id: 'sheet' as SheetId }, doc };
	const undo = new MyUndo(0);
	undo.follow([sheet]);
	const text = () => {
		const found = textOf(doc, item, 'text');
		if (!found) throw new Error('no text');
		return found;
	};
	return { sheet, undo, text };
}

/** Two at one sheet that says `text`. */
function two(text: string): [Writer, Writer] {
	const doc = new Y.Doc();
	addItem(doc, { id: item, kind: 'agreement', text });
	const state = Y.encodeStateAsUpdate(doc);
	return [writer(state), writer(state)];
}
const meet = (a: Writer, b: Writer) => {
	Y.applyUpdate(b.sheet.doc, Y.encodeStateAsUpdate(a.sheet.doc));
	Y.applyUpdate(a.sheet.doc, Y.encodeStateAsUpdate(b.sheet.doc));
};
const type = ({ sheet, text }: Writer, at: number, letters: string) =>
	sheet.doc.transact(() => text().insert(at, letters), 'here');
const take = ({ sheet, text }: Writer, at: number, count: number) =>
	sheet.doc.transact(() => text().delete(at, count), 'here');

/** Mulberry32. */
function chance(seed: number): (below: number) => number {
	let a = seed;
	return (below) => {
		a = (a + 0x6d2b79f5) | 0;
		let t = Math.imul(a ^ (a >>> 15), 1 | a);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
	};
}

describe('undo', () => {
	it('takes back what I typed, also in the middle of another’s words', () => {
		const [a, b] = two('');
		type(a, 0, 'wij bellen');
		meet(a, b);
		type(b, 3, ' allebei');
		meet(a, b);
		expect(a.text().toString()).toBe('wij allebei bellen');
		a.undo.undo();
		meet(a, b);
		expect([a, b].map((one) => one.text().toString())).toEqual([' allebei', ' allebei']);
		a.undo.redo();
		meet(a, b);
		expect(b.text().toString()).toBe('wij allebei bellen');
		b.undo.undo();
		expect(b.text().toString()).toBe('wij bellen');
	});

	it('in any order of two hands, leaves each letter of the other where it was', () => {
		for (let seed = 1; seed <= 300; seed++) {
			const draw = chance(seed);
			const [a, b] = two('');
			// Each writes letters of their own, and takes away only those: what one undoes is then known.
			const alphabet = new Map([
				[a, 'abcdefgh'],
				[b, 'STUVWXYZ']
			]);
			const mine = (one: Writer, text: string) =>
				[...text].filter((letter) => alphabet.get(one)?.includes(letter)).join('');
			for (let i = 0; i < 40; i++) {
				const [me, other] = draw(2) ? [a, b] : [b, a];
				const before = mine(other, me.text().toString());
				const now = me.text().toString();
				const act = draw(6);
				const at = [...now].findIndex((letter) => alphabet.get(me)?.includes(letter));
				if (act <= 2) type(me, draw(now.length + 1), alphabet.get(me)?.charAt(draw(8)) ?? '');
				else if (act === 3 && at >= 0) take(me, at, 1);
				else if (act === 4) me.undo.undo();
				else me.undo.redo();
				expect([seed, i, mine(other, me.text().toString())]).toEqual([seed, i, before]);
				if (draw(3) === 0) meet(a, b);
			}
			meet(a, b);
			expect([seed, a.text().toString()]).toEqual([seed, b.text().toString()]);
			// Everything of one undone: the other's words stand as they were, and nothing of the first is left.
			const left = mine(b, a.text().toString());
			while (a.undo.canUndo) a.undo.undo();
			meet(a, b);
			expect([seed, b.text().toString()]).toEqual([seed, left]);
		}
	});

	it('leaves a field as somebody else has it by now', () => {
		const [a, b] = two('Bellen.');
		const [steven, wim] = [id<'person'>() as PersonId, id<'person'>() as PersonId];
		a.undo.set(a.sheet, item, { owner: steven });
		setItem(a.sheet.doc, item, { owner: steven }, 'here');
		meet(a, b);
		setItem(b.sheet.doc, item, { owner: wim }, 'here');
		meet(a, b);
		a.undo.undo();
		expect(readItems(a.sheet.doc)[0]?.owner).toBe(wim);
		b.undo.set(b.sheet, item, { owner: null });
		setItem(b.sheet.doc, item, { owner: null }, 'here');
		b.undo.undo();
		expect(readItems(b.sheet.doc)[0]?.owner).toBe(wim);
	});

	it('takes a block of mine off the table again, unless somebody wrote in it', () => {
		for (const written of [false, true]) {
			const [a, b] = two('');
			const added = id<'item'>() as ItemId;
			addItem(a.sheet.doc, { id: added, kind: 'goal' }, 'here');
			a.undo.added(a.sheet, added);
			meet(a, b);
			if (written) textOf(b.sheet.doc, added, 'text')?.insert(0, 'Rust.');
			meet(a, b);
			a.undo.undo();
			expect(readItems(a.sheet.doc).find((one) => one.id === added)?.gone).toBe(!written);
		}
	});

	it('brings nothing back of what the house took away, nor of a draft that ended', () => {
		const [a, b] = two('');
		type(a, 0, 'Kevin slaat.');
		take(a, 0, 5);
		meet(a, b);
		emptyItem(b.sheet.doc, item);
		meet(a, b);
		a.undo.forget('sheet' as SheetId);
		a.undo.undo();
		expect([a.text().toString(), a.undo.canUndo, a.undo.canRedo]).toEqual(['', false, false]);
		type(b, 0, 'Nog iets.');
		b.undo.follow([]);
		b.undo.undo();
		expect(b.text().toString()).toBe('Nog iets.');
	});

	it('several changes that were one act go together', () => {
		const [a] = two('Ik bel.');
		const added = id<'item'>() as ItemId;
		a.undo.asOne(() => {
			addItem(a.sheet.doc, { id: added, kind: 'engagement' }, 'here');
			a.undo.added(a.sheet, added);
			a.undo.set(a.sheet, item, { gone: true });
			setItem(a.sheet.doc, item, { gone: true }, 'here');
		});
		const gone = () => readItems(a.sheet.doc).map((one) => [one.id === added, one.gone]);
		a.undo.undo();
		expect(gone()).toEqual([
			[false, false],
			[true, true]
		]);
		a.undo.redo();
		expect(gone()).toEqual([
			[false, true],
			[true, false]
		]);
	});
});
