// A third person goes out of the draft: in one act a name becomes "klasgenoot A" in every shared sheet and in
// the lines its actor may write. The name is in no fact, no row and no log of ours, and neither is whose letter
// it was. circle/SPEC.md says who may.

import { eq } from 'drizzle-orm';
import type * as Y from 'yjs';
import { clean } from '#lib/base/clean.ts';
import type { ItemId, LineId, PersonId, SheetId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { talking } from '#lib/circle/decide.ts';
import type { LineFact } from '#lib/circle/line-move.ts';
import { voiceOf } from '#lib/people/person.ts';
import { lineDigest, type KeptOriginal, type Line } from '#lib/plan/line.ts';
import { applyEdit, itemsOf, textFields, textOf } from '#lib/plan/sheet.ts';
import { asName, lettersIn, namedIn, nextLetter, unnamed } from '#lib/plan/third-person.ts';
import { isOfTheClass } from '#lib/table/nameless.ts';
import { toldLines } from '#lib/table/own.ts';
import { schoolDigest } from '#lib/table/school-words.ts';
import type { TableFact } from '#lib/table/stream.ts';
import { line } from '#server/store/schema.ts';
import type { Writer } from '#server/store/store.ts';
import type { Decided } from '#server/table/hall.ts';
import { sitsAt } from '#server/table/hears.ts';
import type { Live } from '#server/table/live.ts';

/** Every polite no about a name. Each has a sentence in words/. */
export type NameRefusal =
	| 'not-seated'
	| 'already-presented'
	/** Two letters at least: otherwise it is no name. */
	| 'no-name'
	/** Somebody of this table: here people are called by their names. */
	| 'sits-here';

export type Hide = { readonly name: string; readonly letter: string | null };

/** The name to look for, or why not. What stands where this person may not look is not told. */
export function nameToHide(live: Live, { name }: Hide, by: PersonId): string | No<NameRefusal> {
	const { circle, people } = live.table;
	if (!sitsAt(live, by)) return no('not-seated');
	if (!talking(circle)) return no('already-presented');
	const found = asName(name);
	if (found === null) return no('no-name');
	// In a class circle those of the class have no name: taken out like any other, and nobody learns whose it is.
	const here = circle.order.some((id) => {
		const one = people.get(id);
		return one?.name.toLowerCase() === found.toLowerCase() && !isOfTheClass(circle.setting, one.role);
	});
	return here ? no('sits-here') : found;
}

/** The letter that was chosen, or the first that stands for nobody in these texts. */
export const letterFor = ({ letter }: Hide, texts: Iterable<string>): string =>
	letter ?? nextLetter(lettersIn(texts));

/** Every text of a sheet without the name; false when it stood nowhere. `found` gets the items it stood in. */
export function unnameSheet(doc: Y.Doc, name: string, letter: string, found: Set<ItemId>): boolean {
	let changed = false;
	for (const id of itemsOf(doc).keys())
		for (const field of textFields) {
			const text = textOf(doc, id as ItemId, field);
			for (const { at, length, instead } of text ? namedIn(text.toString(), name, letter) : []) {
				changed = true;
				found.add(id as ItemId);
				if (text) applyEdit(text, { at, remove: length, insert: instead });
			}
		}
	return changed;
}

/** The sheets a name was taken from, and the items it stood in. */
export type Unnamed = ReadonlyMap<SheetId, ReadonlySet<ItemId>>;

type Hiding = { readonly name: string; readonly letter: string; readonly by: PersonId };

type Without = { readonly line: Line; readonly text: string; readonly original: KeptOriginal | null };

/**
 * The lines this person may write, without the name: all for the one who leads, as everybody's schrijver; their
 * own for a voice. It is a correction: a yes falls and is asked again.
 */
export function decideUnname(live: Live, hide: Hiding, sheets: Unnamed): Decided {
	const lines = linesWithout(live, hide);
	const anew = schoolWordsWithout(live, hide);
	const facts: TableFact[] = [
		...toldLines(
			live.table,
			lines.map(({ line, text, original }): LineFact => ({
				is: 'corrected',
				line: line.id,
				digest: lineDigest({ ...line, text, original }),
				writer: hide.by
			}))
		),
		...[...sheets].map(([sheet, items]): TableFact => ({
			to: 'sheet',
			sheet,
			fact: { is: 'rewritten', items: [...items] }
		})),
		...anew.map(({ line, about, text }): TableFact => ({
			to: 'mine',
			person: hide.by,
			fact: { is: 'school-words', line, about, digest: schoolDigest(about, text) }
		}))
	];
	if (facts.length === 0) return { facts };
	return {
		facts,
		rows: true,
		write: (tx) =>
			writeLines(tx, [...lines.map(({ line, ...said }) => ({ line: line.id, ...said })), ...anew])
	};
}

/** The one who leads, as everybody's schrijver; or the voice itself. */
export const mayUnname = ({ circle, people }: Live['table'], line: Line, by: PersonId): boolean =>
	by === circle.leader || voiceOf(people, line.voice)?.person.id === by;

/** What was said in another language beside it loses the name too. */
function linesWithout({ table, words, originals }: Live, { name, letter, by }: Hiding): Without[] {
	const without = (text: string) => clean(unnamed(text, name, letter));
	return [...table.lines.values()].flatMap((line): Without[] => {
		if (!mayUnname(table, line, by)) return [];
		const [before, said = null] = [words.get(line.id) ?? '', originals.get(line.id)];
		const text = without(before);
		const original = said && { ...said, text: without(said.text) };
		return text === before && original?.text === said?.text ? [] : [{ line, text, original }];
	});
}

/** What this person lets the school read instead is theirs alone, also for the one who leads. */
function schoolWordsWithout({ table, words }: Live, { name, letter, by }: Hiding) {
	return [...table.schoolWords].flatMap(([about, { line, person }]) => {
		const before = words.get(line) ?? '';
		const text = clean(unnamed(before, name, letter));
		return person !== by || text === before ? [] : [{ line, about, text, original: null }];
	});
}

type Row = Pick<Without, 'text' | 'original'> & { readonly line: LineId };

async function writeLines(tx: Writer, lines: readonly Row[]): Promise<void> {
	for (const { line: of, text, original } of lines)
		await tx.update(line).set({ text, original }).where(eq(line.id, of));
}

/** Everything of this table in which a letter may stand for somebody. Words for named people tell nothing here. */
export const wordsOf = ({ table, words, reviewed }: Live): string[] => [
	...[...table.lines.keys()].map((id) => words.get(id) ?? ''),
	...reviewed.map(({ part }) => part.text)
];
