// Moves the table itself decides, and the rows of own words that go with them.

import { eq, or } from 'drizzle-orm';
import { clean } from '#lib/base/clean.ts';
import type { ItemId, PersonId, SheetId } from '#lib/base/id.ts';
import type { Setting } from '#lib/circle/circle.ts';
import { isNo, type No } from '#lib/base/no.ts';
import type { Item } from '#lib/plan/item.ts';
import type { KeptOriginal, Original } from '#lib/plan/line.ts';
import { decideTable, type TableMove } from '#lib/table/decide.ts';
import type { TableFact } from '#lib/table/stream.ts';
import { line } from '#server/store/schema.ts';
import type { Writer } from '#server/store/store.ts';
import { askedApart } from '#server/table/apart.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';
import {
	endRoom,
	joinSchool,
	openDraft,
	openPrivate,
	ownSheetsFor,
	planOpening
} from '#server/table/opening.ts';

export type Asked = { readonly move: TableMove; readonly by: PersonId; readonly at: number };
export type ItemOf = (sheet: SheetId, item: ItemId) => Item | null;

export async function decidePlain(
	tx: Writer,
	live: Live,
	{ move, by, at }: Asked,
	itemOf: ItemOf
): Promise<Decided | No> {
	const facts = decideTable(live.table, move, { person: by }, at, itemOf);
	if (isNo(facts)) return facts;
	if (facts.length === 0) return { facts };
	switch (move.do) {
		case 'lay':
		case 'correct':
		case 'take-back':
		case 'show':
		case 'reword':
		case 'unshow':
			return { facts, anew: true, write: (tx) => writeLine(tx, live, move, at) };
		case 'school-words':
			return { facts, anew: true, write: (tx) => writeSchoolWords(tx, live, facts, by, move.text) };
		case 'empty-item':
			return { facts, anew: true, write: (tx) => forgetSchoolWords(tx, move.item) };
		case 'empty-line':
			return { facts, rows: true, write: (tx) => writeLine(tx, live, move, at) };
		case 'open': {
			const { plans, facts: carried } = await planOpening(tx, live, move.setting);
			return {
				facts: [...facts, ...carried],
				rows: true,
				write: (tx) => openDraft(tx, live, plans, settingOf(facts))
			};
		}
		case 'expect': {
			const apart = move.asked ? await askedApart(tx, live, move.person) : null;
			return apart ?? { facts, rows: true };
		}
		case 'seat':
			return { facts, rows: true, write: (tx) => ownSheetsFor(tx, live, [move.person]) };
		case 'school-joins':
			return { facts, rows: true, write: (tx) => joinSchool(tx, live, move.person, facts) };
		case 'leave':
			return { facts, rows: true };
		case 'private-agree':
			return { facts, rows: begins(facts), write: (tx) => openPrivate(tx, live, facts) };
		case 'close':
			return { facts, rows: true, write: (tx) => endRoom(tx, live) };
		default:
			return { facts };
	}
}

const settingOf = (facts: readonly TableFact[]): Setting =>
	facts.flatMap(({ to, fact }) => (to === 'circle' && fact.is === 'opened' ? [fact.setting] : []))[0] ??
	'family';

const begins = (facts: readonly TableFact[]): boolean =>
	facts.some(({ to, fact }) => to === 'circle' && fact.is === 'private-begun');

type LineMove = TableMove & {
	do: 'lay' | 'correct' | 'take-back' | 'empty-line' | 'show' | 'reword' | 'unshow';
};

/** What the school may read instead is one row too, of the voice that says it; taken back, nothing of it is left. */
async function writeSchoolWords(
	tx: Writer,
	live: Live,
	facts: readonly TableFact[],
	by: PersonId,
	text: string
): Promise<void> {
	const voice = live.table.people.get(by)?.voices[0].id;
	for (const { fact } of facts) {
		if (fact.is !== 'school-words' || !voice) continue;
		await tx.delete(line).where(eq(line.id, fact.line));
		if (fact.digest === null) continue;
		const row = { id: fact.line, circle: live.row.id, voice, text: clean(text), school: fact.about };
		await tx.insert(line).values(row);
	}
}

/** What it stood for is gone. */
async function forgetSchoolWords(tx: Writer, about: ItemId): Promise<void> {
	await tx.delete(line).where(eq(line.school, about));
}

/** The words of a line are one row; taken back, nothing of it is left here. */
async function writeLine(tx: Writer, live: Live, move: LineMove, at: number): Promise<void> {
	if (move.do === 'take-back' || move.do === 'empty-line' || move.do === 'unshow') {
		await tx.delete(line).where(or(eq(line.id, move.line), eq(line.school, move.line)));
		return;
	}
	const text = clean(move.text);
	const original = 'original' in move && move.original ? kept(move.original, at) : null;
	if (move.do === 'correct' || move.do === 'reword') {
		await tx.update(line).set({ text, original }).where(eq(line.id, move.line));
		return;
	}
	await tx.insert(line).values({ id: move.line, circle: live.row.id, voice: move.voice, text, original });
}

const kept = (original: Original, at: number): KeptOriginal => ({
	...original,
	text: clean(original.text),
	at
});
