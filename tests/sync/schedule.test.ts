// Random days at a table: three honest people, networks that fail, a log that is slow, a process that dies.
// Whatever a page called saved is in the log at that moment; in the end all have the same, and nothing twice.

import { expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ItemId } from '#lib/base/id.ts';
import { addItem, readItems, retype, setItem, textOf } from '#lib/plan/sheet.ts';
import type { Hand } from './hand.ts';
import { openTable, type Table } from './table.ts';
import { chance, newId, until } from './wait.ts';

/** The pinned ones, and new ones: one on a day at work, `SEEDS=1000` for a night. */
const fresh = Array.from({ length: Number(process.env['SEEDS'] ?? 1) }, () =>
	Math.floor(Math.random() * 2 ** 31)
);
const seeds = [1, 2, 3, 5, 8, 13, ...fresh];

type Typist = { readonly page: Hand; readonly typed: string[]; readonly items: ItemId[] };

for (const seed of seeds) {
	it(`a day at the table, seed ${seed}`, { timeout: 30_000 }, async () => {
		const random = chance(seed);
		const acts: string[] = [];
		const table = await openTable();
		try {
			table.log.before = () => passing(Math.floor(random() * 30));
			const typists = [await typist(table, acts), await typist(table, acts), await typist(table, acts)];
			for (let turn = 0; turn < 250; turn++) {
				const at = Math.floor(random() * typists.length);
				const who = typists[at];
				if (who) acts.push(`${at} ${act(who, table, random, turn)}`);
				await passing(Math.floor(random() * 3));
			}
			table.log.before = () => Promise.resolve();
			for (const { page } of typists) page.notice();
			for (const { page } of typists) page.retry();
			await until(() => typists.every(({ page }) => page.state === 'saved'), 'everybody to be saved');
			await until(() => typists.every(({ page }) => same(page.doc, table.stored())), 'everybody to be equal');
			for (const word of typists.flatMap(({ typed }) => typed))
				expect(everything(table.stored()).split(word)).toHaveLength(2);
			expect([table.fatal, table.complaints]).toEqual([[], []]);
			expect(typists.map(({ page }) => page.closed)).toEqual([null, null, null]);
		} catch (error) {
			console.error(`seed ${seed}\n${acts.join('\n')}`);
			throw error;
		} finally {
			await table.close();
		}
	});
}

async function typist(table: Table, acts: string[]): Promise<Typist> {
	const doc = new Y.Doc();
	const typed: string[] = [];
	const page = await table.joined(table.seat(), doc);
	page.onSaved = () => {
		const kept = everything(table.stored());
		const missing = typed.filter((word) => !kept.includes(word));
		if (missing.length > 0) acts.push(`FALSE saved: ${missing.join(' ')}`);
		expect(missing).toEqual([]);
	};
	return { page, typed, items: [] };
}

/** One thing that happens; what it was. */
function act({ page, typed, items }: Typist, table: Table, random: () => number, turn: number): string {
	const kind = random();
	const item = items[Math.floor(random() * items.length)];
	const all = readItems(page.doc);
	const block = all[Math.floor(random() * all.length)];
	const text = block && textOf(page.doc, block.id, 'text');
	if (kind < 0.5 && text) {
		const word = `<${turn}>`;
		const at = between(text.toString(), random);
		typed.push(word);
		retype(text, text.toString().slice(0, at) + word + text.toString().slice(at), at + word.length);
		return `types ${word}`;
	}
	if (kind < 0.6) {
		const id = newId<'item'>();
		typed.push(`<${turn}>`);
		items.push(id);
		addItem(page.doc, { id, kind: 'goal', text: `<${turn}>` });
		return `adds <${turn}>`;
	}
	if (kind < 0.7 && item) {
		setItem(page.doc, item, { gone: random() < 0.5, owner: newId() });
		return 'sets';
	}
	if (kind < 0.75 && text) {
		const signs = block && textOf(page.doc, block.id, 'signs');
		if (signs) retype(signs, random() < 0.5 ? '' : signs.toString() + 'teken 😀 ', Infinity);
		return 'wipes or writes signs';
	}
	if (kind < 0.83) {
		page.lose();
		return 'loses what it sends';
	}
	if (kind < 0.93) {
		page.drop();
		return 'drops';
	}
	if (kind < 0.98) {
		page.retry();
		return 'tries again';
	}
	table.kill();
	return 'the process dies';
}

/** A place in a text that is not inside a word. */
function between(text: string, random: () => number): number {
	const places = [0, ...[...text.matchAll(/>/g)].map(({ index }) => index + 1)];
	return places[Math.floor(random() * places.length)] ?? 0;
}

const passing = (turns: number): Promise<void> =>
	new Promise((resolve) => (turns === 0 ? setImmediate(resolve) : setTimeout(resolve, turns)));

const everything = (doc: Y.Doc): string =>
	readItems(doc)
		.map(({ text }) => text)
		.join('\n');

const same = (a: Y.Doc, b: Y.Doc): boolean => JSON.stringify(readItems(a)) === JSON.stringify(readItems(b));
