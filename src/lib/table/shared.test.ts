import { describe, expect, it } from 'vitest';
import type { ItemId, LineId, PersonId, SheetId, VoiceId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { planned, type Setting } from '#lib/circle/circle.ts';
import type { People, Person } from '#lib/people/person.ts';
import { blankItem, type Item } from '#lib/plan/item.ts';
import { decideTable, type TableMove } from '#lib/table/decide.ts';
import type { TableFact } from '#lib/table/stream.ts';
import { applyTable, tableBefore, type Table } from '#lib/table/table.ts';

const [nele, steven, tom, item, sheet, line] = ['nele', 'steven', 'tom', 'i', 's', 'l'] as unknown as [
	PersonId,
	PersonId,
	PersonId,
	ItemId,
	SheetId,
	LineId
];
const one = (id: PersonId, role: Person['role']): Person => ({
	id,
	name: id,
	label: '',
	role,
	confidantOf: null,
	voices: [{ id: `${id}/voice` as VoiceId, person: id, behalf: false }]
});
const people: People = new Map(
	[one(nele, 'coach'), one(steven, 'pupil'), one(tom, 'school')].map((person) => [person.id, person])
);
const written: Item = { ...blankItem, id: item, kind: 'agreement', text: 'Bellen vóór 9 uur.' };

function fresh(setting: Setting = 'school'): Table {
	const order = [nele, steven, tom];
	const before = tableBefore(
		planned({ leader: nele, co: null, method: 'free', rounds: [], setting, order }),
		people,
		[]
	);
	const seats = [steven, tom].map((person): TableMove => ({ do: 'seat', person, school: person === tom }));
	return [{ do: 'open', setting } as const, ...seats].reduce((table, move) => after(table, move), before);
}

const said = (table: Table, move: TableMove, by = nele, found: Item | null = written) =>
	decideTable(table, move, { person: by }, 0, () => found);

function after(table: Table, move: TableMove, by = nele): Table {
	const answer = said(table, move, by);
	if (isNo(answer)) throw new Error(answer.no);
	return answer.reduce((state, fact) => applyTable(state, fact, 0), table);
}
const heard = (...asked: Parameters<typeof said>) => {
	const answer = said(...asked);
	return isNo(answer) ? answer.no : answer.map(({ fact }) => fact.is).join(' ');
};

const reading = () => after(fresh(), { do: 'go', to: 'reading' });
const read: TableMove = { do: 'read', sheet, item };

describe('reading aloud', () => {
	it('is gone through by who leads, or by the reader they named', () => {
		expect(heard(reading(), read)).toBe('read');
		expect(heard(reading(), read, steven)).toBe('not-the-reader');
		const named = after(reading(), { do: 'name-reader', person: steven });
		expect(heard(named, read, steven)).toBe('read');
		expect(heard(after(named, { do: 'leave', person: steven }), read, steven)).toBe('not-seated');
		expect(heard(after(named, { do: 'name-reader', person: null }), read, steven)).toBe('not-the-reader');
	});
	it('speaks of a part in the stream of that part’s own sheet, and of nothing else', () => {
		expect(said(reading(), read)).toEqual([{ to: 'sheet', sheet, fact: { is: 'read', item } }]);
	});
	it('begins anew when one comes back to it', () => {
		const at = after(reading(), read);
		expect(at.aloud).toEqual({ sheet, item });
		expect(after(at, { do: 'pause' }).aloud).toEqual({ sheet, item });
		expect(after(after(at, { do: 'go', to: 'together' }), { do: 'go', to: 'reading' }).aloud).toBeNull();
	});
	it('is of parts that stand on the table, while one reads aloud', () => {
		expect(heard(fresh(), read)).toBe('not-in-this-phase');
		expect(heard(reading(), read, nele, { ...written, gone: true })).toBe('no-such-item');
		expect(heard(reading(), read, nele, null)).toBe('no-such-item');
	});
	it('takes no yes away', () => {
		const promised = applyTable(
			reading(),
			{
				to: 'sheet',
				sheet,
				fact: { is: 'taken', item, digest: 'd' as never, person: steven, witness: null }
			} as TableFact,
			0
		);
		expect(after(promised, read).promises).toBe(promised.promises);
	});
});

describe('what does not belong in a plan', () => {
	const empty: TableMove = { do: 'empty-item', sheet, item };
	it('is emptied by anybody at the table, also when it was taken off it, and nobody is named', () => {
		for (const by of [nele, steven, tom])
			expect(said(fresh(), empty, by, { ...written, gone: true })).toEqual([
				{ to: 'sheet', sheet, fact: { is: 'emptied', item } }
			]);
		expect(heard(fresh(), empty, 'bart' as PersonId)).toBe('not-seated');
	});
	it('stands still once it was presented', () => {
		const presented = applyTable(
			fresh(),
			{ to: 'circle', fact: { is: 'presented', version: 'v' as never } },
			0
		);
		expect(heard(presented, empty)).toBe('already-presented');
	});

	const laid = (voice = steven) =>
		after(
			fresh(),
			{
				do: 'lay',
				line,
				voice: `${voice}/voice` as VoiceId,
				kind: 'worry',
				about: null,
				text: 'Kevin slaat.'
			},
			voice
		);
	it('a line of own words is gone, and its voice is told of it, not who did it', () => {
		const emptied = after(laid(), { do: 'empty-line', line });
		expect(emptied.lines.size).toBe(0);
		expect(emptied.emptied).toEqual(new Map([[line, `${steven}/voice`]]));
		expect(JSON.stringify(said(laid(), { do: 'empty-line', line }))).not.toContain(nele);
	});
	it('a line that went because its own voice asked for it is gone without that sentence', () => {
		const fact = { is: 'emptied', line, asked: true } as const;
		const gone = applyTable(laid(), { to: 'lines', fact }, 0);
		expect([gone.lines.size, gone.emptied.size]).toEqual([0, 0]);
	});
	it('a school empties what is its own, and knows of no other line', () => {
		expect(heard(laid(), { do: 'empty-line', line }, tom)).toBe('no-such-line');
		expect(heard(laid(tom), { do: 'empty-line', line }, tom)).toBe('emptied');
	});
});

describe('a line from paper', () => {
	const lay = {
		do: 'lay',
		line,
		voice: `${steven}/voice` as VoiceId,
		kind: 'wish',
		about: null,
		text: 'Rust.',
		from: 'paper'
	} as const;
	it('says so, until other words come from a screen', () => {
		const typed = after(fresh(), lay);
		expect(typed.lines.get(line)).toMatchObject({ from: 'paper', writer: nele, yes: null });
		const correct = { do: 'correct', line, text: 'Rust en tijd.' } as const;
		expect(after(typed, correct).lines.get(line)?.from).toBeNull();
		expect(after(typed, { ...correct, from: 'paper' }).lines.get(line)?.from).toBe('paper');
	});
	it('one that is not, says nothing of it in its fact', () => {
		const { from: _, ...onScreen } = lay;
		const [told] = said(fresh(), onScreen) as TableFact[];
		expect(told?.fact).not.toHaveProperty('from');
	});
});
