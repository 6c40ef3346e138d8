import { describe, expect, it } from 'vitest';
import type { ItemId, LineId, PersonId, SheetId, VoiceId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { planned, type Setting } from '#lib/circle/circle.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { Person } from '#lib/people/person.ts';
import { blankItem, type Item } from '#lib/plan/item.ts';
import { decideTable, type TableMove } from '#lib/table/decide.ts';
import { applyTable, tableBefore, type Table } from '#lib/table/table.ts';

const cast = { griet: 'coach', layla: 'pupil', samira: 'parent', tom: 'school' } as const;
const order = Object.keys(cast) as PersonId[];
const [griet, layla, samira, tom] = order as [PersonId, PersonId, PersonId, PersonId];
const people = Object.entries(cast).map(([name, role]): Person => {
	const id = name as PersonId;
	const voice = { id: `${name}-v` as VoiceId, person: id, behalf: false };
	return { id, name, label: role, role, confidantOf: null, voices: [voice] };
});
const sheet = 'inner' as SheetId;
const item = (id: string, kind: Item['kind'], owner: PersonId | null = null): Item => ({
	...{ ...blankItem, id: id as ItemId, kind, owner, text: 'Binnen.' }
});
const items = [item('e1', 'engagement', layla), item('g1', 'goal'), item('q1', 'ask', layla)];

type Made = readonly [PersonId, TableMove];
const said = (table: Table, by: PersonId, move: TableMove) =>
	decideTable(table, move, { person: by }, 0, (_, id) => items.find((one) => one.id === id) ?? null);
const after = (table: Table, ...moves: readonly Made[]): Table =>
	moves.reduce((at, [by, move]) => {
		const answer = said(at, by, move);
		if (isNo(answer)) throw new Error(`${move.do}: ${answer.no}`);
		return answer.reduce((state, told) => applyTable(state, told, 0), at);
	}, table);
function opened(setting: Setting): Table {
	const begin = planned({
		leader: griet,
		co: null,
		method: 'free',
		rounds: roundsFor('start'),
		setting,
		order
	});
	const seat = (person: PersonId): Made => [griet, { do: 'seat', person, school: person === tom }];
	const all = setting === 'school' ? [layla, samira, tom] : [layla, samira];
	const table = tableBefore(begin, new Map(people.map((one) => [one.id, one])), []);
	return after(table, [griet, { do: 'open', setting }], ...all.map(seat));
}
const voice = 'layla-v' as VoiceId;
const lay: Made = [
	layla,
	{ do: 'lay', line: 'l1' as LineId, voice, kind: 'worry', about: null, text: 'Dat het opnieuw begint.' }
];
const words = (about: string, text: string, line = `w-${about}`): TableMove => ({
	...{ do: 'school-words', line: line as LineId, about: about as ItemId, text },
	sheet: about.startsWith('l') ? null : sheet
});
const noOf = (table: Table, by: PersonId, move: TableMove) => {
	const answer = said(table, by, move);
	return isNo(answer) ? answer.no : null;
};

describe('for the school in other words', () => {
	const table = after(opened('school'), lay);

	it('only the voice says it: of a promise its owner, of what is nobody’s the pupil', () => {
		for (const about of ['l1', 'e1', 'g1']) {
			expect(noOf(table, layla, words(about, 'Layla volgt een groep'))).toBeNull();
			for (const other of [griet, samira])
				expect([about, noOf(table, other, words(about, 'Anders'))]).toEqual([about, 'not-yours-to-say']);
		}
		expect(noOf(table, layla, words('q1', 'Anders'))).toBe('not-yours-to-say');
		expect(noOf(table, tom, words('l1', 'Anders'))).toBe('no-such-line');
	});

	it('tells it in the stream of its voice alone, without the words', () => {
		const answer = said(table, layla, words('e1', 'Layla volgt een groep'));
		if (isNo(answer)) throw new Error(answer.no);
		expect(answer.map((told) => [told.to, 'person' in told && told.person])).toEqual([['mine', layla]]);
		expect(JSON.stringify(answer)).not.toContain('groep');
	});

	it('keeps one row for what it stands for, and nothing once it is taken back', () => {
		const once = after(table, [layla, words('e1', 'Een groep')]);
		const twice = after(once, [layla, words('e1', 'Layla volgt een groep', 'another')]);
		expect(twice.schoolWords.get('e1' as ItemId)?.line).toBe('w-e1');
		expect(said(twice, layla, words('e1', 'Layla volgt een groep'))).toEqual([]);
		expect(after(twice, [layla, words('e1', ' ')]).schoolWords.size).toBe(0);
		expect(noOf(once, layla, words('g1', 'Anders', 'w-e1'))).toBe('no-such-line');
	});

	it('says nothing where no school sits, nor once the plan was presented', () => {
		expect(noOf(after(opened('family'), lay), layla, words('l1', 'Anders'))).toBe('no-school-here');
		const presented = applyTable(
			table,
			{ to: 'circle', fact: { is: 'presented', version: 'v' as never } },
			0
		);
		expect(noOf(presented, layla, words('l1', 'Anders'))).toBe('already-presented');
	});
});
