// *Voor de school in andere woorden*: what stays here, and what its voice lets the school read of it instead. Own
// words of that voice: a row, and a fact in their own stream, read by nobody else until voorleggen. Whoever words it
// anew does not say yes to other words of others: it stands for whatever is there when the plan is presented.

import { clean } from '#lib/base/clean.ts';
import { digestOfJson, type Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId, SheetId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { whyStill } from '#lib/circle/decide.ts';
import { voiceOf } from '#lib/people/person.ts';
import type { Item } from '#lib/plan/item.ts';
import { mayWordAnew } from '#lib/plan/other-words.ts';
import type { Table } from '#lib/table/table.ts';

export type SchoolWordsMove = {
	readonly do: 'school-words';
	/** The row of these words; of words that are there already, theirs. */
	readonly line: LineId;
	/** Own words, or with a sheet what stands there. */
	readonly about: LineId | ItemId;
	readonly sheet: SheetId | null;
	/** Empty: the school reads nothing of it. */
	readonly text: string;
};

/** `digest`: of the words; null when they were taken back. */
export type SchoolWordsFact = {
	readonly is: 'school-words';
	readonly line: LineId;
	readonly about: LineId | ItemId;
	readonly digest: Digest | null;
};

/** Whose they are, by what they stand for. */
export type SchoolWords = { readonly line: LineId; readonly person: PersonId; readonly digest: Digest };

export type SchoolWordsRefusal =
	| 'broken-off'
	| 'not-in-this-phase'
	| 'already-presented'
	| 'no-school-here'
	/** Only the voice whose words they are; of a promise, whoever promises; of what is nobody's, the pupil. */
	| 'not-yours-to-say'
	| 'no-such-line'
	| 'no-such-item';

/** `item`: what stands on that sheet. `by` sits at the table, or leads. */
export function decideSchoolWords(
	table: Table,
	move: SchoolWordsMove,
	by: PersonId,
	item: Item | null
): readonly SchoolWordsFact[] | No<SchoolWordsRefusal> {
	const still = whyStill(table.circle);
	if (still) return still;
	if (table.circle.setting !== 'school') return no('no-school-here');
	const refusal = move.sheet === null ? ofLine(table, move.about as LineId, by) : ofItem(table, item, by);
	if (refusal) return refusal;
	const there = table.schoolWords.get(move.about);
	const mine = there?.person === by ? there : null;
	if (!mine && isTaken(table, move.line)) return no('no-such-line');
	const line = mine?.line ?? move.line;
	const text = clean(move.text);
	const digest = text === '' ? null : schoolDigest(move.about, text);
	if ((mine?.digest ?? null) === digest) return [];
	return [{ is: 'school-words', line, about: move.about, digest }];
}

export const schoolDigest = (about: LineId | ItemId, text: string): Digest => digestOfJson({ about, text });

function ofLine({ lines, people }: Table, id: LineId, by: PersonId): No<SchoolWordsRefusal> | null {
	const line = lines.get(id);
	const speaker = line && voiceOf(people, line.voice)?.person;
	// Of words that are not for a school, a school knows nothing; its own are everybody's already.
	if (!line || !speaker || line.about !== null || people.get(by)?.role === 'school')
		return no('no-such-line');
	return speaker.id === by ? null : no('not-yours-to-say');
}

function ofItem({ people }: Table, item: Item | null, by: PersonId): No<SchoolWordsRefusal> | null {
	if (!item || item.gone) return no('no-such-item');
	return mayWordAnew(item.kind, item.owner, by, people.get(by)?.role) ? null : no('not-yours-to-say');
}

/** An id is one row's, whatever it is of. */
const isTaken = ({ lines, named, schoolWords }: Table, id: LineId): boolean =>
	lines.has(id) || named.mine.has(id) || [...schoolWords.values()].some(({ line }) => line === id);

export function applySchoolWords(
	known: Table['schoolWords'],
	person: PersonId,
	{ line, about, digest }: SchoolWordsFact
): Table['schoolWords'] {
	const next = new Map(known);
	if (digest) next.set(about, { line, person, digest });
	else if (next.get(about)?.person === person) next.delete(about);
	return next;
}
