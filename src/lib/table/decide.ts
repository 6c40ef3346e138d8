// Every move that needs no more than the table itself. Freezing, answering and declaring also need
// signatures and the database: server/table has those, with the rules of version/.

import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId, SheetId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { decideCircle, schoolJoins, whyStill } from '#lib/circle/decide.ts';
import type { LineMove, LineRefusal } from '#lib/circle/line-move.ts';
import type { Actor, CircleAnswer, CircleMove, CircleRefusal } from '#lib/circle/move.ts';
import type { NamedMove, NamedRefusal } from '#lib/circle/named.ts';
import {
	decidePrivate,
	waitsForPrivate,
	type PrivateMove,
	type PrivateRefusal
} from '#lib/circle/private.ts';
import {
	decidePromise,
	promiseOf,
	type PromiseMove,
	type PromiseRefusal
} from '#lib/engagement/engagement.ts';
import { mayInterpret } from '#lib/people/person.ts';
import { mayLead } from '#lib/people/role.ts';
import type { Item } from '#lib/plan/item.ts';
import { decideExpect, type ExpectMove, type ExpectRefusal } from '#lib/table/expected.ts';
import type { MarkMove } from '#lib/table/mark.ts';
import { decideOwn, decideShown } from '#lib/table/own.ts';
import { decideSchoolWords, type SchoolWordsMove, type SchoolWordsRefusal } from '#lib/table/school-words.ts';
import { decideShared, type SharedMove, type SharedRefusal } from '#lib/table/shared.ts';
import { decideNameless, type NamelessRefusal } from '#lib/table/nameless.ts';
import type { CheckedFact, TableFact } from '#lib/table/stream.ts';
import { isBesideNobody, linesOf, type Table } from '#lib/table/table.ts';

/** *Klopt allemaal*: every line of mine that still waits for it, and that I looked. */
export type CheckMove = {
	readonly do: 'check';
	readonly person: PersonId;
	readonly lines: readonly { readonly line: LineId; readonly digest: Digest }[];
};

export type TableMove =
	| CircleMove
	| LineMove
	| NamedMove
	| MarkMove
	| CheckMove
	| PrivateMove
	| (PromiseMove & { readonly sheet: SheetId })
	| SharedMove
	| ExpectMove
	| SchoolWordsMove
	| { readonly do: 'school-joins'; readonly person: PersonId };

export type TableRefusal =
	| CircleRefusal
	| LineRefusal
	| NamedRefusal
	| PromiseRefusal
	| NamelessRefusal
	| SharedRefusal
	| ExpectRefusal
	| SchoolWordsRefusal
	| PrivateRefusal
	/** Only oneself; or who leads, for somebody who did not say it alone. */
	| 'not-yours-to-say'
	/** Without a school at the table there is nothing to let go to it. */
	| 'no-school-here';

export type TableAnswer = readonly TableFact[] | No<TableRefusal>;

/** `itemOf`: an item as its sheet has it now. `at`: the server's time, milliseconds. */
export function decideTable(
	table: Table,
	move: TableMove,
	by: Actor,
	at: number,
	itemOf: (sheet: SheetId, item: ItemId) => Item | null
): TableAnswer {
	if (isBesideNobody(table, by.person) && !bySomeoneAlone.has(move.do)) return no('not-seated');
	const inside = isInside(table, by.person);
	if (inside && waitsForPrivate(table.circle, move.do)) return no('private-time');
	const nameless = decideNameless(table.circle.setting, move, (person) => table.people.get(person)?.role);
	if (nameless && inside) return nameless;
	switch (move.do) {
		case 'private-ask':
		case 'private-agree':
		case 'private-decline':
		case 'private-end':
		case 'private-call':
		case 'private-stay':
		case 'private-yes':
		case 'private-no': {
			if (!inside) return no('not-seated');
			const item = 'item' in move ? itemOf(move.talk, move.item) : null;
			return decidePrivate(table.circle, table.talks, item, move, by, at);
		}
		case 'lay':
		case 'correct':
		case 'confirm':
		case 'take-back':
		case 'cover':
		case 'uncover':
		case 'empty-line':
			return decideOwn(table, move, by);
		case 'show':
		case 'readers':
		case 'reword':
		case 'unshow':
			return decideShown(table, move, by);
		case 'take':
		case 'let-go':
		case 'agree':
		case 'review':
			return decidePromiseAt(table, move, by, itemOf);
		case 'read':
		case 'empty-item':
			return decideSharedAt(table, move, by, itemOf);
		case 'mark':
			return decideMark(table, move, by);
		case 'school-words': {
			if (!inside) return no('not-seated');
			const item = move.sheet && itemOf(move.sheet, move.about as ItemId);
			const answer = decideSchoolWords(table, move, by.person, item);
			return isNo(answer) ? answer : answer.map((fact) => ({ to: 'mine', person: by.person, fact }));
		}
		case 'check':
			return decideCheck(table, move, by);
		case 'expect':
			return decideExpect(table, move, by);
		case 'school-joins':
			return inCircle(someone(table, move.person, schoolJoins(table.circle, move.person, by)));
		case 'seat': {
			// Whether somebody is of a school is known here; what a page thinks of it is not asked.
			const school = table.people.get(move.person)?.role === 'school';
			return inCircle(someone(table, move.person, decideCircle(table.circle, { ...move, school }, by, at)));
		}
		case 'read-out': {
			const person = table.people.get(move.person);
			const answer = decideCircle(table.circle, move, by, at);
			return !isNo(answer) && (!person || !mayInterpret(person)) ? no('may-not-interpret') : inCircle(answer);
		}
		case 'name-co':
		case 'hand-over':
		case 'take-over':
			return inCircle(someoneWhoLeads(table, decideCircle(table.circle, move, by, at)));
		default:
			return inCircle(decideCircle(table.circle, move, by, at));
	}
}

/** What a confidant does while the one who chose them is not here: the piece goes on, and they can leave. */
const bySomeoneAlone: ReadonlySet<string> = new Set<TableMove['do']>([
	...(['pass', 'more-time', 'minute-over', 'pause', 'leave'] as const),
	...(['private-decline', 'private-end'] as const)
]);

const inCircle = (answer: CircleAnswer): TableAnswer =>
	isNo(answer) ? answer : answer.map((fact) => ({ to: 'circle', fact }));

/** Nobody sits down who is not of this traject: somebody of another one and nobody at all are the same. */
function someone(table: Table, person: PersonId, answer: CircleAnswer): CircleAnswer {
	return isNo(answer) || table.people.has(person) ? answer : no('not-seated');
}

/** Leading is for a coach or a moderator: it is handed to nobody else, and nobody else is named for it. */
function someoneWhoLeads({ people }: Table, answer: CircleAnswer): CircleAnswer {
	if (isNo(answer)) return answer;
	const leads = answer.flatMap((fact) =>
		fact.is === 'leads' || fact.is === 'co-named' ? (fact.person ?? []) : []
	);
	const may = leads.every((person) => {
		const role = people.get(person)?.role;
		return role !== undefined && mayLead(role);
	});
	return may ? answer : no('may-not-lead');
}

function decidePromiseAt(
	table: Table,
	move: PromiseMove & { readonly sheet: SheetId },
	by: Actor,
	itemOf: (sheet: SheetId, item: ItemId) => Item | null
): TableAnswer {
	const { circle } = table;
	if (!isInside(table, by.person)) return no('not-seated');
	const still = whyStill(circle);
	if (still) return still;
	const context = {
		item: itemOf(move.sheet, move.item),
		promised: promiseOf(table.promises, move.item),
		leader: circle.leader,
		seated: circle.seated,
		reviewed: table.reviewed.has(move.item)
	};
	const answer = decidePromise(context, move, by.person);
	return isNo(answer) ? answer : answer.map((fact) => ({ to: 'sheet', sheet: move.sheet, fact }));
}

function decideSharedAt(
	table: Table,
	move: SharedMove,
	by: Actor,
	itemOf: (sheet: SheetId, item: ItemId) => Item | null
): TableAnswer {
	if (!isInside(table, by.person)) return no('not-seated');
	const answer = decideShared(table.circle, move, itemOf(move.sheet, move.item), by.person);
	return isNo(answer) ? answer : answer.map((fact) => ({ to: 'sheet', sheet: move.sheet, fact }));
}

function decideMark(table: Table, move: MarkMove, by: Actor): TableAnswer {
	const refusal = speaksFor(table, move.person, by);
	if (refusal) return refusal;
	const { person, choice } = move;
	if (by.person !== person && table.alone.has(person)) return no('not-yours-to-say');
	if (table.circle.setting === 'family') return no('no-school-here');
	const own = new Set(linesOf(table, person));
	const lines = choice === 'some' ? move.lines.filter((line) => own.has(line)) : [];
	const seen = move.seen.filter(
		({ line, digest }) => own.has(line) && table.lines.get(line)?.digest === digest
	);
	return [{ to: 'mine', person, fact: { is: 'marked', choice, lines, seen, by: by.person } }];
}

function decideCheck(table: Table, move: CheckMove, by: Actor): TableAnswer {
	const refusal = speaksFor(table, move.person, by);
	if (refusal) return refusal;
	const witness = by.person === move.person ? null : by.person;
	const facts: TableFact[] = [];
	for (const { line, digest } of move.lines) {
		const answer = decideOwn(table, { do: 'confirm', line, digest, witness }, by);
		if (isNo(answer)) return answer;
		facts.push(...answer);
	}
	if (table.checked.has(move.person) && (witness !== null || table.alone.has(move.person))) return facts;
	const fact: CheckedFact = { is: 'checked', person: move.person, by: by.person };
	const school = table.people.get(move.person)?.role === 'school';
	return [...facts, { to: school ? 'school-lines' : 'lines', fact }];
}

/** Oneself, or the one who leads beside them: a yes names that witness, a mark never goes over their own. */
function speaksFor(table: Table, person: PersonId, by: Actor): No<TableRefusal> | null {
	if (!isInside(table, by.person)) return no('not-seated');
	const still = whyStill(table.circle);
	if (still) return still;
	if (by.person !== person && by.person !== table.circle.leader) return no('not-yours-to-say');
	return table.circle.seated.has(person) || table.circle.left.has(person) ? null : no('not-seated');
}

function isInside(table: Table, person: PersonId): boolean {
	return person === table.circle.leader || table.circle.seated.has(person);
}
