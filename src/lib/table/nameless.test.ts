import { describe, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, PersonId, SheetId, VoiceId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { planned, type Setting } from '#lib/circle/circle.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { Person } from '#lib/people/person.ts';
import { unnamed } from '#lib/people/role.ts';
import { blankItem, type Item } from '#lib/plan/item.ts';
import { decideTable, type TableMove } from '#lib/table/decide.ts';
import { itemWithoutNames, withoutName } from '#lib/table/nameless.ts';
import { applyTable, tableBefore, type Table } from '#lib/table/table.ts';

const [nele, ann, tom] = ['nele', 'ann', 'tom'] as [PersonId, PersonId, PersonId];
const person = (id: PersonId, role: Person['role']): Person => ({
	id,
	name: id,
	label: role,
	role,
	confidantOf: null,
	voices: [{ id: `${id}-voice` as VoiceId, person: id, behalf: false }]
});
const people = new Map(
	[person(nele, 'moderator'), person(ann, 'pupil'), person(tom, 'school')].map((one) => [one.id, one])
);
const before = (setting: Setting): Table => {
	const order = [nele, ann, tom];
	const rounds = roundsFor(setting === 'class' ? 'class' : 'start');
	const circle = planned({ leader: nele, co: null, method: 'free', rounds, setting, order });
	return tableBefore(circle, people, []);
};
const ask = (table: Table, by: PersonId, move: TableMove) =>
	decideTable(table, move, { person: by }, 0, () => null);
const noOf = (table: Table, by: PersonId, move: TableMove) => {
	const answer = ask(table, by, move);
	return isNo(answer) ? answer.no : null;
};
const after = (table: Table, ...moves: TableMove[]) =>
	moves.reduce((one, move) => {
		const answer = ask(one, nele, move);
		if (isNo(answer)) throw new Error(answer.no);
		return answer.reduce((state, told) => applyTable(state, told, 0), one);
	}, table);
const seats: TableMove[] = [
	{ do: 'seat', person: ann, school: false },
	{ do: 'seat', person: tom, school: true }
];
const open = (setting: Setting) => after(before('class'), { do: 'open', setting }, ...seats);
const item: Item = { ...blankItem, id: 'i' as ItemId, kind: 'engagement', owner: ann, asker: tom };

describe('a class circle', () => {
	it('is one whatever a page asks, and nothing else becomes one', () => {
		for (const setting of ['school', 'family', 'class'] as const)
			expect(open(setting).circle.setting).toBe('class');
		expect(after(before('family'), { do: 'open', setting: 'class' }).circle.setting).toBe('family');
		expect(after(before('school'), { do: 'open', setting: 'class' }).circle.setting).toBe('school');
	});
	it('lays nothing under a name, and asks nothing of anybody', () => {
		const table = open('class');
		const lay = {
			line: 'l' as never,
			voice: 'ann-voice' as VoiceId,
			kind: 'wish',
			about: null,
			text: 'x'
		} as const;
		const check = { do: 'check', person: ann, lines: [] } as const;
		const mark = { do: 'mark', person: ann, choice: 'all', lines: [], seen: [] } as const;
		for (const by of [nele, ann, tom])
			for (const move of [{ do: 'lay', ...lay } as const, check, mark])
				expect([by, move.do, noOf(table, by, move)]).toEqual([by, move.do, 'class-without-names']);
		expect(noOf(table, nele, { do: 'go', to: 'own-words' })).toBe('class-without-names');
		expect(noOf(table, nele, { do: 'go', to: 'together' })).toBeNull();
		expect(noOf(table, 'nobody' as PersonId, check)).toBe('not-seated');
	});
	it('takes no promise of a pupil; an adult’s is theirs', () => {
		const yes = { sheet: 's' as SheetId, item: item.id, digest: 'd' as Digest, witness: null };
		expect(noOf(open('class'), ann, { do: 'take', ...yes, person: ann })).toBe('class-without-names');
		expect(noOf(open('class'), tom, { do: 'take', ...yes, person: tom })).toBe('no-such-item');
	});
	it('lets a teacher sit down: they read along', () =>
		expect(open('class').circle.seated.has(tom)).toBe(true));
	it('names its pupils to nobody, and everybody else as they are', () => {
		expect(withoutName('class', person(ann, 'pupil'))).toMatchObject({
			name: unnamed,
			label: unnamed,
			id: ann
		});
		expect(withoutName('class', person(tom, 'school')).name).toBe(tom);
		expect(withoutName('school', person(ann, 'pupil')).name).toBe(ann);
	});
	it('freezes no pupil as the owner of a promise, nor as who asks after it', () => {
		const roleOf = (id: PersonId) => people.get(id)?.role;
		expect(itemWithoutNames(item, 'class', roleOf)).toMatchObject({ owner: null, asker: tom });
		expect(itemWithoutNames(item, 'school', roleOf)).toBe(item);
	});
});
