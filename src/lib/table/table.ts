// Everything that is known at one table: the meeting, own words, promises, marks and versions, each
// folded from its own stream. A browser holds the part of it that it may hear; the rules are the same.

import type { ItemId, LineId, PersonId, SheetId, VersionId, VoiceId } from '#lib/base/id.ts';
import { unreachable } from '#lib/base/no.ts';
import { applyCircle, type Circle } from '#lib/circle/circle.ts';
import type { LineFact } from '#lib/circle/line-move.ts';
import { applyLine, type Lines } from '#lib/circle/lines.ts';
import { applyNamed, noneNamed, type Named } from '#lib/circle/named.ts';
import { applyTalk, followTalk, type Talks } from '#lib/circle/talk.ts';
import { applyPromise, type PromiseFact, type Promises } from '#lib/engagement/engagement.ts';
import type { People } from '#lib/people/person.ts';
import { confirmed, type Line } from '#lib/plan/line.ts';
import { covers, markOf, type Mark } from '#lib/table/mark.ts';
import { applySchoolWords, type SchoolWords } from '#lib/table/school-words.ts';
import type { SharedFact } from '#lib/table/shared.ts';
import type { TableFact } from '#lib/table/stream.ts';
import { applyVersion, issued, type Version } from '#lib/version/version.ts';

export type Table = {
	readonly circle: Circle;
	readonly people: People;
	readonly lines: Lines;
	/** Words for named people: all of them on the server, in a browser what is one's own or read by oneself. */
	readonly named: Named;
	/** Who said that their words stand right. */
	readonly checked: ReadonlySet<PersonId>;
	/** Who checked or marked their own words alone: nobody marks for them any more. */
	readonly alone: ReadonlySet<PersonId>;
	/** Lines that did not belong in a plan: whose they were, and nothing else of them. */
	readonly emptied: ReadonlyMap<LineId, VoiceId>;
	readonly promises: Promises;
	/** Which part is being read aloud, as far as is known here. */
	readonly aloud: { readonly sheet: SheetId; readonly item: ItemId } | null;
	/** How often the house took words away from a sheet. */
	readonly rewritten: ReadonlyMap<SheetId, number>;
	/** Besloten tijden: all of them on the server, only one's own in a browser. */
	readonly talks: Talks;
	/** Promises of the version in force that this circle goes about. */
	readonly reviewed: ReadonlySet<ItemId>;
	/** What a voice lets the school have: all of them on the server, only one's own in a browser. */
	readonly marks: ReadonlyMap<PersonId, Mark>;
	/** What the school may read instead of what stays here: all of it on the server, only one's own in a browser. */
	readonly schoolWords: ReadonlyMap<ItemId | LineId, SchoolWords>;
	readonly versions: ReadonlyMap<VersionId, Version>;
};

export function tableBefore(circle: Circle, people: People, reviewed: Iterable<ItemId>): Table {
	return {
		circle,
		people,
		lines: new Map(),
		named: noneNamed,
		checked: new Set(),
		alone: new Set(),
		emptied: new Map(),
		promises: new Map(),
		aloud: null,
		rewritten: new Map(),
		talks: new Map(),
		reviewed: new Set(reviewed),
		marks: new Map(),
		schoolWords: new Map(),
		versions: new Map()
	};
}

/** `at`: the server's time of the fact, milliseconds. */
export function applyTable(table: Table, told: TableFact, at: number): Table {
	switch (told.to) {
		case 'circle':
			return inCircle(
				{ ...table, talks: followTalk(table.talks, told.fact) },
				applyCircle(table.circle, told.fact, at)
			);
		case 'lines':
		case 'school-lines':
			if (told.fact.is !== 'checked') return withLine(table, told.fact);
			return {
				...table,
				checked: new Set(table.checked).add(told.fact.person),
				alone: told.fact.by === told.fact.person ? withOne(table.alone, told.fact.person) : table.alone
			};
		case 'sheet':
			return isShared(told.fact)
				? withShared(table, told.sheet, told.fact)
				: { ...table, promises: applyPromise(table.promises, told.fact) };
		case 'private':
			return { ...table, talks: applyTalk(table.talks, told.sheet, told.fact, at) };
		case 'mine': {
			if (told.fact.is === 'school-words')
				return { ...table, schoolWords: applySchoolWords(table.schoolWords, told.person, told.fact) };
			if (told.fact.is !== 'marked')
				return { ...table, named: applyNamed(table.named, told.person, told.fact) };
			const beside = 'by' in told.fact && told.fact.by !== told.person;
			return {
				...table,
				marks: new Map(table.marks).set(told.person, markOf(told.fact)),
				alone: beside ? table.alone : withOne(table.alone, told.person)
			};
		}
		case 'version': {
			const before = table.versions.get(told.version);
			const after = before ? applyVersion(before, told.fact) : issued(told.version, told.fact);
			return { ...table, versions: new Map(table.versions).set(told.version, after) };
		}
		default:
			return unreachable(told);
	}
}

/** Where one was in reading aloud is of this reading only. */
function inCircle(table: Table, circle: Circle): Table {
	const stays = table.circle.phase.at === 'reading' && circle.phase.at === 'reading';
	return { ...table, circle, aloud: stays ? table.aloud : null };
}

function withLine(table: Table, fact: LineFact): Table {
	const lines = applyLine(table.lines, fact);
	const voice = fact.is === 'emptied' && !fact.asked ? table.lines.get(fact.line)?.voice : undefined;
	if (fact.is !== 'emptied' || !voice) return { ...table, lines };
	return { ...table, lines, emptied: new Map(table.emptied).set(fact.line, voice) };
}

const isShared = (fact: PromiseFact | SharedFact): fact is SharedFact =>
	fact.is === 'read' || fact.is === 'emptied' || fact.is === 'rewritten';

function withShared(table: Table, sheet: SheetId, fact: SharedFact): Table {
	if (fact.is === 'read') return { ...table, aloud: { sheet, item: fact.item } };
	const times = 1 + (table.rewritten.get(sheet) ?? 0);
	return { ...table, rewritten: new Map(table.rewritten).set(sheet, times) };
}

const withOne = (people: ReadonlySet<PersonId>, person: PersonId) => new Set(people).add(person);

/** A confidant sees what the one who chose them sees, and does as much: nothing, while that person is not here. */
export function isBesideNobody({ circle, people }: Pick<Table, 'circle' | 'people'>, who: PersonId): boolean {
	const one = people.get(who);
	return one?.role === 'confidant' && one.confidantOf !== null && !circle.seated.has(one.confidantOf);
}

/** Whether somebody of a school sits at the table now. */
export function schoolSits({ circle, people }: Table): boolean {
	return [...circle.seated].some((person) => people.get(person)?.role === 'school');
}

/** The lines of one person, in the order they were laid. */
export function linesOf(table: Table, person: PersonId): readonly LineId[] {
	const voices = new Set(table.people.get(person)?.voices.map((voice) => voice.id));
	return [...table.lines.values()]
		.filter((line) => voices.has(line.voice))
		.sort((a, b) => a.seq - b.seq)
		.map((line) => line.id);
}

/** Whether the words of this person are others than when they said what the school may have. */
export function asksAgain(table: Table, person: PersonId): boolean {
	const lines = linesOf(table, person).flatMap((id) => table.lines.get(id) ?? []);
	return table.marks.has(person) && !covers(table.marks.get(person), lines);
}

/** *Nog te bevestigen*: what others typed for this person, and they did not say *klopt* to yet. */
export function toConfirm(table: Table, person: PersonId): Line[] {
	return linesOf(table, person)
		.flatMap((id) => table.lines.get(id) ?? [])
		.filter((line) => line.writer !== person && !confirmed(line) && !line.covered);
}

export const waitsForYes = (table: Table, person: PersonId): boolean => toConfirm(table, person).length > 0;

/** Whether there are words for named people on this person's page: shown by them, or to them. */
export function forNamed({ named }: Table, person: PersonId | null): boolean {
	return named.mine.size > 0 || (person !== null && (named.shown.get(person)?.size ?? 0) > 0);
}
