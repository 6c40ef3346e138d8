import { describe, expect, it } from 'vitest';
import type { LineId, PersonId, VoiceId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { planned, type Setting } from '#lib/circle/circle.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { People, Person } from '#lib/people/person.ts';
import { decideTable, type TableMove } from '#lib/table/decide.ts';
import { covers, mayGoToSchool, type MarkMove } from '#lib/table/mark.ts';
import { applyTable, linesOf, tableBefore, type Table } from '#lib/table/table.ts';

const [nele, steven, wim, school] = ['nele', 'steven', 'wim', 'school'] as unknown as [
	PersonId,
	PersonId,
	PersonId,
	PersonId
];
const person = (id: PersonId, role: Person['role']): Person => ({
	id,
	name: id,
	label: role,
	role,
	confidantOf: null,
	voices: [{ id: `${id}-voice` as VoiceId, person: id, behalf: false }]
});
const people: People = new Map(
	[person(nele, 'moderator'), person(steven, 'pupil'), person(wim, 'parent'), person(school, 'school')].map(
		(one) => [one.id, one]
	)
);

type Made = readonly [PersonId, TableMove];

const at = (setting: Setting): Table => {
	const order = [nele, steven, wim];
	const begin = planned({
		leader: nele,
		co: null,
		method: 'proactive',
		rounds: roundsFor('start'),
		setting,
		order
	});
	return after(
		tableBefore(begin, people, []),
		[nele, { do: 'open', setting }],
		...order.map((one): Made => [nele, { do: 'seat', person: one, school: false }])
	);
};
const ask = (table: Table, by: PersonId, move: TableMove) =>
	decideTable(table, move, { person: by }, 0, () => null);
const noOf = (table: Table, by: PersonId, move: TableMove) => {
	const answer = ask(table, by, move);
	return isNo(answer) ? answer.no : null;
};
function after(before: Table, ...moves: Made[]): Table {
	return moves.reduce((table, [by, move]) => {
		const answer = ask(table, by, move);
		if (isNo(answer)) throw new Error(`${move.do}: ${answer.no}`);
		return answer.reduce((state, told) => applyTable(state, told, 0), table);
	}, before);
}
const lay = (of: PersonId, line: string, text = line): TableMove => ({
	do: 'lay',
	line: line as LineId,
	voice: `${of}-voice` as VoiceId,
	kind: 'wish',
	about: null,
	text
});
const correct = (line: string, text: string): TableMove => ({ do: 'correct', line: line as LineId, text });
/** A mark as a page gives it: it names every line that stands on it. */
const mark = (
	table: Table,
	person: PersonId,
	choice: MarkMove['choice'],
	lines: string[] = []
): TableMove => ({
	do: 'mark',
	person,
	choice,
	lines: lines as LineId[],
	seen: own(table, person).map(({ id, digest }) => ({ line: id, digest }))
});
const own = (table: Table, person: PersonId) =>
	linesOf(table, person).flatMap((id) => table.lines.get(id) ?? []);
const going = (table: Table, person: PersonId) =>
	own(table, person)
		.filter((line) => mayGoToSchool(line, table.marks.get(person)))
		.map(({ id }) => id);
const answered = (table: Table, person: PersonId) => covers(table.marks.get(person), own(table, person));

describe('who marks', () => {
	const laid = after(at('school'), [steven, lay(steven, 's1')], [wim, lay(wim, 'w1')]);

	it('nobody turns a no that somebody gave on their own device', () => {
		const said = after(laid, [steven, mark(laid, steven, 'none')]);
		expect(noOf(said, nele, mark(said, steven, 'all'))).toBe('not-yours-to-say');
		expect(noOf(said, wim, mark(said, steven, 'all'))).toBe('not-yours-to-say');
		expect(going(said, steven)).toEqual([]);
	});
	it('nobody marks for who looked at their own words', () => {
		const looked = after(laid, [steven, { do: 'check', person: steven, lines: [] }]);
		expect(noOf(looked, nele, mark(looked, steven, 'all'))).toBe('not-yours-to-say');
	});
	it('who looked again, after the one who leads did so for them, says it alone from then on', () => {
		const looked = after(
			laid,
			[nele, { do: 'check', person: steven, lines: [] }],
			[steven, { do: 'check', person: steven, lines: [] }]
		);
		expect(noOf(looked, nele, mark(looked, steven, 'all'))).toBe('not-yours-to-say');
		expect(ask(looked, steven, { do: 'check', person: steven, lines: [] })).toEqual([]);
	});
	it('who leads marks, as often as needed, for who never did it alone; they may always change it', () => {
		const beside = after(laid, [nele, mark(laid, wim, 'none')], [nele, mark(laid, wim, 'all')]);
		expect(going(beside, wim)).toEqual(['w1']);
		const changed = after(beside, [wim, mark(beside, wim, 'none')]);
		expect(going(changed, wim)).toEqual([]);
		expect(noOf(changed, nele, mark(changed, wim, 'all'))).toBe('not-yours-to-say');
		expect(going(after(changed, [wim, mark(changed, wim, 'all')]), wim)).toEqual(['w1']);
	});
});

describe('what a mark covers', () => {
	const laid = after(at('school'), [steven, lay(steven, 's1')], [steven, lay(steven, 's2')]);

	it('words that were corrected since do not go, whoever corrected them, and are asked again', () => {
		for (const choice of ['all', 'some'] as const)
			for (const by of [nele, steven]) {
				const said = after(laid, [steven, mark(laid, steven, choice, ['s1'])]);
				expect([going(said, steven).includes('s1' as LineId), answered(said, steven)]).toEqual([true, true]);
				const other = after(said, [by, correct('s1', 'Anders.')]);
				expect([going(other, steven).includes('s1' as LineId), answered(other, steven)]).toEqual([
					false,
					false
				]);
				const again = after(other, [steven, mark(other, steven, choice, ['s1'])]);
				expect(going(again, steven)).toContain('s1');
			}
	});
	it('a line laid later does not go with an earlier yes', () => {
		const said = after(laid, [steven, mark(laid, steven, 'all')], [nele, lay(steven, 's3')]);
		expect([going(said, steven), answered(said, steven)]).toEqual([['s1', 's2'], false]);
	});
	it('a mark given before a correction reached that screen lets the other words stay', () => {
		const other = after(laid, [nele, correct('s1', 'Anders.')], [steven, mark(laid, steven, 'all')]);
		expect([going(other, steven), answered(other, steven)]).toEqual([['s2'], false]);
	});
	it('no stays no, for words to come as well', () => {
		const said = after(laid, [steven, mark(laid, steven, 'none')], [nele, lay(steven, 's3')]);
		expect([going(said, steven), answered(said, steven)]).toEqual([[], true]);
	});
	it('nobody marks the lines of another', () => {
		const both = after(laid, [wim, lay(wim, 'w1')]);
		const theirs = { ...mark(both, wim, 'all'), person: steven } as TableMove;
		const said = after(both, [steven, theirs]);
		expect([going(said, steven), going(said, wim)]).toEqual([[], []]);
	});
});

describe('a mark of another time', () => {
	it('at a table without a school there is none, so that none counts when a school joins', () => {
		const laid = after(at('family'), [steven, lay(steven, 's1')]);
		expect(noOf(laid, steven, mark(laid, steven, 'all'))).toBe('no-school-here');
		expect(noOf(laid, wim, mark(laid, steven, 'all'))).toBe('not-yours-to-say');
	});
	it('that does not name its words lets nothing go, and stands as their own', () => {
		const laid = after(at('school'), [steven, lay(steven, 's1')]);
		const fact = { is: 'marked', choice: 'all', lines: [] } as const;
		const old = applyTable(laid, { to: 'mine', person: steven, fact }, 0);
		expect([going(old, steven), answered(old, steven)]).toEqual([[], false]);
		expect(noOf(old, nele, mark(old, steven, 'all'))).toBe('not-yours-to-say');
	});
});
