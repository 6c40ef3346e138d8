// Somebody who is not here goes out of the draft by one act, everywhere, and what does not belong in a plan is
// destroyed: looked for afterwards in every row of the database, byte for byte.

import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { CircleId, ItemId, LineId, PersonId, SheetId } from '#lib/base/id.ts';
import type { OwnKind } from '#lib/plan/kind.ts';
import { itemDigest } from '#lib/plan/item.ts';
import { addItem, readItems, retype, textOf } from '#lib/plan/sheet.ts';
import type { Move } from '#lib/wire/move.ts';
import { newId } from '#server/door/secret.ts';
import type { Live } from '#server/table/live.ts';
import { moveFor } from '#server/table/moves.ts';
import { tablesWith } from '../store/search.ts';
import { add, aCircle, aCoach, aHouse, aTraject, named } from './door-house.ts';

const house = aHouse();
type Here = { circle: CircleId; leader: PersonId; steven: PersonId; wim: PersonId; tom: PersonId };
let staff: Awaited<ReturnType<typeof aCoach>>;
beforeAll(async () => void (staff = await aCoach(house())), 60_000);

const move = (at: Here, by: PersonId, what: Move) =>
	moveFor(house().moveTools, at.circle, { person: by, seat: null }, newId(), what);
async function live(at: Here): Promise<Live> {
	const found = await house().hall.live(at.circle);
	if (!found) throw new Error('no table');
	return found;
}
async function sheetOf(at: Here, audience: string, person: PersonId | null = null): Promise<SheetId> {
	const { sheets } = await live(at);
	const sheet = sheets.find((one) => one.open && one.audience === audience && one.person === person);
	if (!sheet) throw new Error(`no ${audience}`);
	return sheet.id;
}

/** A table with a school, in samen. */
async function aTable(): Promise<Here> {
	const at = await aTraject(house(), staff);
	const tom = await add(house(), at.traject, 'Tom', 'leerkracht', true);
	const circle = await aCircle({ ...at, people: [...at.people] });
	await house().hall.touch(circle);
	const table = (await house().hall.live(circle))?.table;
	if (!table) throw new Error('no table');
	const here = {
		circle,
		leader: table.circle.leader,
		steven: named(at, 'Steven'),
		wim: named(at, 'Wim'),
		tom
	};
	const done = async (what: Move) => expect(await move(here, here.leader, what)).toBeNull();
	await done({ do: 'open', setting: 'school' });
	for (const person of [here.steven, here.wim]) await done({ do: 'seat', person, school: false });
	await done({ do: 'school-joins', person: tom });
	await done({ do: 'go', to: 'together' });
	return here;
}

/** Writes in a sheet as a page does: each change an update of its own. */
async function write(sheet: SheetId, person: PersonId, change: (doc: Y.Doc) => void): Promise<void> {
	const doc = new Y.Doc();
	const state = await house().hub.read(sheet);
	if (state) Y.applyUpdate(doc, state);
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	change(doc);
	for (const update of updates) expect(await house().hub.insert(sheet, update, person)).toBeNull();
	doc.destroy();
}
async function block(sheet: SheetId, person: PersonId, text: string): Promise<ItemId> {
	const id = newId<'item'>();
	await write(sheet, person, (doc) => {
		addItem(doc, { id, kind: 'agreement' });
		textOf(doc, id, 'text')?.insert(0, text);
	});
	return id;
}
const textIn = async (sheet: SheetId, id: ItemId) =>
	(await house().moveTools.itemsOf(sheet)).find((item) => item.id === id)?.text;

async function lay(at: Here, person: PersonId, text: string, kind: OwnKind = 'worry'): Promise<LineId> {
	const line = newId<'line'>();
	const voice = (await live(at)).table.people.get(person)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	expect(await move(at, person, { do: 'lay', line, voice, kind, about: null, text })).toBeNull();
	return line;
}

const rowsWith = (word: string) => tablesWith(house().store, word);

describe('a name (S3-04)', () => {
	it('goes out of every shared sheet and every line at once, when who leads does it', async () => {
		const at = await aTable();
		const [core, inner] = [await sheetOf(at, 'core'), await sheetOf(at, 'inner')];
		const shared = await block(core, at.steven, 'Wie met Kevinus mee wil, mag.');
		const hidden = await block(inner, at.wim, 'KEVINUS, elke dag.');
		const said = await lay(at, at.steven, 'Kevinus wacht mij op. Kevinusje niet.');
		const others = await lay(at, at.wim, 'Die kevinus belt soms.');
		const digest = (await live(at)).table.lines.get(said)?.digest;
		if (!digest) throw new Error('no line');
		expect(await move(at, at.steven, { do: 'confirm', line: said, digest, witness: null })).toBeNull();
		expect(await rowsWith('Kevinus')).toEqual(['line', 'sheet_update']);

		expect(await move(at, at.leader, { do: 'hide-name', name: ' Kevinus ', letter: null })).toBeNull();

		const { table, words } = await live(at);
		expect(words.get(said)).toBe('klasgenoot A wacht mij op. Kevinusje niet.');
		expect(words.get(others)).toBe('Die klasgenoot A belt soms.');
		expect(await textIn(core, shared)).toBe('Wie met klasgenoot A mee wil, mag.');
		expect(await textIn(inner, hidden)).toBe('klasgenoot A, elke dag.');
		// What he said is not what he said klopt to: he is asked again.
		expect(table.lines.get(said)).toMatchObject({ yes: null, writer: at.leader });
		await move(at, at.steven, { do: 'take-back', line: said });
		expect(await rowsWith('Kevinus')).toEqual([]);
		expect(await rowsWith('KEVINUS')).toEqual([]);
		expect(await rowsWith('kevinus')).toEqual([]);
	});

	it('goes out of the shared words they have, and their own, when somebody else does it, and of no other', async () => {
		const at = await aTable();
		const [core, inner] = [await sheetOf(at, 'core'), await sheetOf(at, 'inner')];
		const open = await block(core, at.wim, 'Wie met Yusufus mee wil.');
		const hidden = await block(inner, at.wim, 'Yusufus kwam mee, klasgenoot A ook.');
		const [his, hers] = [
			await lay(at, at.steven, 'Yusufus kent mij.'),
			await lay(at, at.tom, 'Yusufus ook.')
		];
		expect(await move(at, at.tom, { do: 'hide-name', name: 'Yusufus', letter: null })).toBeNull();
		expect(await textIn(inner, hidden)).toBe('Yusufus kwam mee, klasgenoot A ook.');
		expect(await textIn(core, open)).toBe('Wie met klasgenoot B mee wil.');
		const { words } = await live(at);
		expect([words.get(his), words.get(hers)]).toEqual(['Yusufus kent mij.', 'klasgenoot B ook.']);
		const school = await house().tables.view(
			at.circle,
			{ is: 'person', person: at.tom, role: 'school' },
			newId()
		);
		expect(JSON.stringify(school)).not.toContain(inner);
		// Somebody of whom nothing is known here, is known nowhere: the answer is the same.
		expect(await move(at, at.tom, { do: 'hide-name', name: 'Nergensus', letter: null })).toBeNull();
		// Nor can somebody who does not have them spoil words by calling any word a name.
		expect(await move(at, at.tom, { do: 'hide-name', name: 'mee', letter: null })).toBeNull();
		expect(await textIn(inner, hidden)).toBe('Yusufus kwam mee, klasgenoot A ook.');
		expect(await move(at, at.wim, { do: 'hide-name', name: 'Yusufus', letter: 'B' })).toBeNull();
		expect(await textIn(inner, hidden)).toBe('klasgenoot B kwam mee, klasgenoot A ook.');
	});

	it('goes out of the log of the sheet it was drafted on, by the voice and by who leads', async () => {
		const at = await aTable();
		const voice = (await live(at)).table.people.get(at.steven)?.voices[0].id;
		const own = await sheetOf(at, 'own', at.steven);
		for (const [by, name] of [
			[at.steven, 'Mustafus'],
			[at.leader, 'Lindus']
		] as const) {
			await write(own, at.steven, (doc) => {
				const draft = doc.getText(`${voice}/worry`);
				draft.insert(0, `${name} roept.`);
				draft.delete(0, draft.length);
			});
			await lay(at, at.steven, `${name} roept.`);
			expect(await rowsWith(name)).toEqual(['line', 'sheet_update']);
			expect(await move(at, by, { do: 'hide-name', name, letter: null })).toBeNull();
			expect(await rowsWith(name)).toEqual([]);
		}
	});

	it('cannot be found by trying names: no page that comes later has the digest of what stood there', async () => {
		const at = await aTable();
		const core = await sheetOf(at, 'core');
		const digests = async (): Promise<string[]> => {
			const view = await house().tables.view(
				at.circle,
				{ is: 'person', person: at.wim, role: 'parent' },
				newId()
			);
			return [...JSON.stringify(view).matchAll(/"digest":"([^"]+)"/g)].map(([, one]) => one ?? '');
		};
		const promise = async (text: string) => {
			const item = newId<'item'>();
			await write(core, at.wim, (doc) => {
				addItem(doc, { id: item, kind: 'engagement', owner: at.wim, when: 'elke dag' });
				textOf(doc, item, 'text')?.insert(0, text);
			});
			const stored = (await house().moveTools.itemsOf(core)).find((one) => one.id === item);
			const digest = stored && itemDigest(stored);
			if (!digest) throw new Error('no promise');
			const take: Move = { do: 'take', sheet: core, item, digest, person: at.wim, witness: null };
			expect(await move(at, at.wim, take)).toBeNull();
			return digest;
		};
		const digestOf = async (line: LineId) => (await live(at)).table.lines.get(line)?.digest ?? '';
		const [named, kept] = [await promise('Ik bel Kevinus.'), await promise('Ik bel de school.')];
		const said = await digestOf(await lay(at, at.steven, 'Kevinus wacht mij op.'));
		const stays = await digestOf(await lay(at, at.steven, 'Rust.'));
		const gone = await lay(at, at.steven, 'Trappenhalwoordus.');
		const destroyed = await digestOf(gone);
		expect(await digests()).toEqual(expect.arrayContaining([named, kept, said, stays, destroyed]));
		expect(await move(at, at.leader, { do: 'hide-name', name: 'Kevinus', letter: null })).toBeNull();
		expect(await move(at, at.wim, { do: 'empty-line', line: gone })).toBeNull();
		const left = await digests();
		expect([named, said, destroyed].filter((one) => left.includes(one))).toEqual([]);
		expect([kept, stays].filter((one) => !left.includes(one))).toEqual([]);
	});

	it('of two at the same moment, each has a letter of their own; and one may be chosen again', async () => {
		const at = await aTable();
		const core = await sheetOf(at, 'core');
		const id = await block(core, at.steven, 'Annikus en Bertus.');
		const hide = (name: string, letter: string | null = null) =>
			move(at, at.leader, { do: 'hide-name', name, letter });
		await Promise.all([hide('Annikus'), hide('Bertus')]);
		expect(await textIn(core, id)).toBe('klasgenoot A en klasgenoot B.');
		await write(core, at.steven, (doc) => retype(textOf(doc, id, 'text')!, 'Bertus weer.', 0));
		expect(await hide('Bertus', 'B')).toBeNull();
		expect(await textIn(core, id)).toBe('klasgenoot B weer.');
	});

	it('of who sits here stays, and what is no name is none', async () => {
		const at = await aTable();
		const hide = (by: PersonId, name: string) => move(at, by, { do: 'hide-name', name, letter: null });
		expect(await hide(at.wim, 'steven')).toBe('sits-here');
		expect(await hide(at.wim, 'K')).toBe('no-name');
		expect(await hide(newId(), 'Kevin')).toBe('not-seated');
		await lay(at, at.steven, 'Rust.');
		expect(await move(at, at.leader, { do: 'present' })).toBeNull();
		expect(await hide(at.leader, 'Kevin')).toBe('already-presented');
	});
});

describe('what does not belong in a plan', () => {
	it('leaves no letter in any row, and says nothing of who did it', async () => {
		const at = await aTable();
		const inner = await sheetOf(at, 'inner');
		const id = await block(inner, at.wim, 'Gevaarwoordus thuis.');
		expect(await rowsWith('Gevaarwoordus')).toEqual(['sheet_update']);
		expect(await move(at, at.steven, { do: 'empty-item', sheet: inner, item: id })).toBeNull();
		expect(await rowsWith('Gevaarwoordus')).toEqual([]);
		const doc = new Y.Doc();
		const state = await house().hub.read(inner);
		if (state) Y.applyUpdate(doc, state);
		expect(readItems(doc).find((item) => item.id === id)).toMatchObject({ text: '', gone: true });
		const stored = await house().store.write((db) =>
			db.execute<{ count: number }>(
				sql`select count(*)::int as count from sheet_update where sheet = ${inner}`
			)
		);
		expect(stored[0]?.count).toBe(1);
		// And the sheet goes on: what is written now stands behind what is left.
		const next = await block(inner, at.wim, 'Verder.');
		expect(await textIn(inner, next)).toBe('Verder.');
	});

	it('of own words takes the row and the draft it was written in', async () => {
		const at = await aTable();
		const own = await sheetOf(at, 'own', at.steven);
		const voice = (await live(at)).table.people.get(at.steven)?.voices[0].id;
		await write(own, at.steven, (doc) => {
			const draft = doc.getText(`${voice}/worry`);
			draft.insert(0, 'Trappenhalwoordus.');
			draft.delete(0, draft.length);
		});
		const line = await lay(at, at.steven, 'Trappenhalwoordus.');
		expect(await rowsWith('Trappenhalwoordus')).toEqual(['line', 'sheet_update']);
		expect(await move(at, at.tom, { do: 'empty-line', line })).toBe('no-such-line');
		expect(await move(at, at.wim, { do: 'empty-line', line })).toBeNull();
		expect(await rowsWith('Trappenhalwoordus')).toEqual([]);
		expect((await live(at)).table.emptied.get(line)).toBe(voice);
		expect(await move(at, at.wim, { do: 'empty-line', line })).toBe('no-such-line');
	});

	it('a block that every draft has stays, empty', async () => {
		const at = await aTable();
		const core = await sheetOf(at, 'core');
		const worry = (await house().moveTools.itemsOf(core)).find((item) => item.heading === 'worry');
		if (!worry) throw new Error('no block');
		await write(core, at.wim, (doc) => textOf(doc, worry.id, 'text')?.insert(0, 'Iets over thuis.'));
		expect(await move(at, at.tom, { do: 'empty-item', sheet: core, item: worry.id })).toBeNull();
		const after = (await house().moveTools.itemsOf(core)).find((item) => item.id === worry.id);
		expect(after).toMatchObject({ text: '', gone: false });
	});
});
