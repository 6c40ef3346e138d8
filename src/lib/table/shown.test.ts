import { describe, expect, it } from 'vitest';
import type { LineId, PersonId, VoiceId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { planned } from '#lib/circle/circle.ts';
import type { CircleMove } from '#lib/circle/move.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { People, Person } from '#lib/people/person.ts';
import { decideTable, type TableMove } from '#lib/table/decide.ts';
import { mayReadNamed, namedFor, readsNow } from '#lib/table/shown.ts';
import type { TableFact, Viewer } from '#lib/table/stream.ts';
import { applyTable, linesOf, tableBefore, type Table } from '#lib/table/table.ts';

const [griet, layla, samira, amal, tom] = ['griet', 'layla', 'samira', 'amal', 'tom'] as [
	PersonId,
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
	confidantOf: role === 'confidant' ? ('layla' as PersonId) : null,
	voices: [{ id: `${id}-voice` as VoiceId, person: id, behalf: false }]
});
const people: People = new Map(
	[
		person(griet, 'coach'),
		person(layla, 'pupil'),
		person(samira, 'parent'),
		person(amal, 'confidant'),
		person(tom, 'school'),
		person('bart' as PersonId, 'network')
	].map((one) => [one.id, one])
);
const order = [griet, layla, samira, amal, tom];
const viewer = (id: PersonId): Viewer => ({
	is: 'person',
	person: id,
	role: people.get(id)?.role ?? 'pupil'
});

const before = tableBefore(
	planned({
		leader: griet,
		co: null,
		method: 'proactive',
		rounds: roundsFor('start'),
		setting: 'school',
		order
	}),
	people,
	[]
);

function answer(table: Table, by: PersonId, move: TableMove): readonly TableFact[] {
	const facts = decideTable(table, move, { person: by }, 0, () => null);
	if (isNo(facts)) throw new Error(facts.no);
	return facts;
}
const after = (table: Table, ...moves: [PersonId, TableMove][]): Table =>
	moves.reduce(
		(now, [by, move]) => answer(now, by, move).reduce((one, fact) => applyTable(one, fact, 0), now),
		table
	);
const refusal = (table: Table, by: PersonId, move: TableMove) => {
	const facts = decideTable(table, move, { person: by }, 0, () => null);
	return isNo(facts) ? facts.no : facts.length === 0 ? '·' : null;
};

const led = (...moves: CircleMove[]): [PersonId, TableMove][] => moves.map((move) => [griet, move]);
const opened = after(
	before,
	...led(
		{ do: 'open', setting: 'school' },
		...order.slice(1).map((one) => ({ do: 'seat', person: one, school: one === tom }) as const),
		{ do: 'go', to: 'together' }
	)
);
const show = (readers: PersonId[], more: Partial<TableMove & { do: 'show' }> = {}): TableMove => ({
	do: 'show',
	line: 'l1' as LineId,
	voice: 'layla-voice' as VoiceId,
	kind: 'worry',
	about: null,
	text: 'Dat mama denkt dat het aan mij ligt.',
	readers,
	school: false,
	...more
});
const readers = (who: PersonId[], school = false): TableMove => ({
	do: 'readers',
	line: 'l1' as LineId,
	readers: who,
	school
});
const whoReads = (table: Table) =>
	order.filter((one) => mayReadNamed(table, viewer(one), 'l1' as LineId)).join(' ');
const shown = after(opened, [layla, show([griet, amal])]);

describe('words for named people', () => {
	it('S3-02: are read by those named, and by no role that was not', () => {
		expect(whoReads(shown)).toBe('griet layla amal');
		expect(namedFor(shown, { is: 'wall' })).toEqual([]);
		expect(namedFor(shown, viewer(samira))).toEqual([]);
	});

	it('S3-02: the voice’s own page, which hears no other’s stream, tells who reads them', () => {
		const told = answer(opened, layla, show([griet, amal]));
		const hers = told.filter((one) => one.to === 'mine' && one.person === layla);
		const page = hers.reduce((now, one) => applyTable(now, one, 0), opened);
		const line = page.named.mine.get('l1' as LineId);
		const reads = (one: PersonId) => line !== undefined && readsNow(page, one, line);
		expect([...(line?.readers ?? [])].filter(reads)).toEqual([griet, amal]);
		const left = after(page, [amal, { do: 'leave', person: amal }]);
		expect(line && readsNow(left, amal, line)).toBe(false);
	});

	it('S3-02: stand in one person’s own stream each, and in no other', () => {
		const told = answer(opened, layla, show([griet, amal]));
		expect(told.map((one) => one.to)).toEqual(['mine', 'mine', 'mine']);
		expect(told.map((one) => (one.to === 'mine' ? one.person : ''))).toEqual([layla, griet, amal]);
		const theirs = told.filter((one) => one.to === 'mine' && one.person !== layla);
		expect(JSON.stringify(theirs)).not.toContain('readers');
	});

	it('are no line on the table: they count nowhere, and take no number', () => {
		expect(linesOf(shown, layla)).toEqual([]);
		const lay: TableMove = { ...show([]), do: 'lay', line: 'l2' as LineId } as TableMove;
		expect([...after(shown, [layla, lay]).lines.values()].map((line) => line.seq)).toEqual([1]);
	});

	it('S3-03: whoever is named later reads them from that moment, and is not told of before', () => {
		const told = answer(shown, layla, readers([griet, amal, samira]));
		const hers = told.filter((one) => one.to === 'mine' && one.person === samira);
		expect(hers.map(({ fact }) => fact.is)).toEqual(['may-read']);
		expect(JSON.stringify(hers)).not.toMatch(/griet|amal|readers/);
		expect(whoReads(after(shown, [layla, readers([griet, amal, samira])]))).toBe('griet layla samira amal');
	});

	it('whoever is named no more reads them no more', () => {
		const fewer = after(shown, [layla, readers([griet])]);
		expect(whoReads(fewer)).toBe('griet layla');
		expect(whoReads(after(fewer, [layla, readers([])]))).toBe('layla');
		expect(whoReads(after(shown, [layla, { do: 'unshow', line: 'l1' as LineId }]))).toBe('');
	});

	it('other words reach who reads them, and nobody else', () => {
		const told = answer(shown, layla, { do: 'reword', line: 'l1' as LineId, text: 'Anders gezegd.' });
		expect(told.map((one) => (one.to === 'mine' ? one.person : ''))).toEqual([layla, griet, amal]);
		const reworded = told.reduce((one, fact) => applyTable(one, fact, 0), shown);
		const digest = reworded.named.mine.get('l1' as LineId)?.digest;
		expect(reworded.named.shown.get(amal)?.get('l1' as LineId)?.digest).toBe(digest);
		expect(digest).not.toBe(shown.named.mine.get('l1' as LineId)?.digest);
	});

	it('who left the table reads them no more, until they are back', () => {
		const left = after(shown, [griet, { do: 'leave', person: amal }]);
		expect(whoReads(left)).toBe('griet layla');
		expect(whoReads(after(left, [griet, { do: 'seat', person: amal, school: false }]))).toBe(
			'griet layla amal'
		);
	});

	it('S3-01: a confidant whom the pupil unnamed reads them no more', () => {
		const unnamed = { ...person(amal, 'confidant'), confidantOf: null };
		const known = new Map(people).set(amal, unnamed);
		expect(whoReads({ ...shown, people: known })).toBe('griet layla');
		const elsewhere = new Map(people).set(amal, { ...unnamed, confidantOf: samira });
		expect(whoReads({ ...shown, people: elsewhere })).toBe('griet layla');
	});

	it('can be shown before the circle opens, to who is expected', () => {
		const prepared = after(before, [layla, show([griet])]);
		expect(whoReads(prepared)).toBe('griet layla');
		const open = after(prepared, ...led({ do: 'open', setting: 'school' }));
		expect(whoReads(open)).toBe('griet layla');
	});

	it('a fact of a mark says nothing of them, and they nothing of a mark', () => {
		expect([...shown.marks]).toEqual([]);
		expect([...shown.alone]).toEqual([]);
	});
});

describe('who may not', () => {
	it('nobody shows, changes or takes away the words of another, the one who leads neither', () => {
		for (const by of [griet, samira, tom]) {
			expect(refusal(opened, by, show([amal]))).toBe('not-your-words');
			for (const move of [
				readers([by]),
				{ do: 'reword', line: 'l1' as LineId, text: 'Anders.' },
				{ do: 'unshow', line: 'l1' as LineId }
			] as TableMove[])
				expect(refusal(shown, by, move)).toBe('no-such-line');
		}
	});

	it('a name is needed, of somebody with a place here', () => {
		expect(refusal(opened, layla, show([]))).toBe('no-reader');
		expect(refusal(opened, layla, show([layla]))).toBe('not-seated');
		expect(refusal(opened, layla, show(['bart' as PersonId]))).toBe('not-seated');
		expect(refusal(opened, layla, show(['nobody' as PersonId]))).toBe('not-seated');
	});

	it('somebody of a school is named on purpose or not at all', () => {
		expect(refusal(opened, layla, show([amal, tom]))).toBe('school-reads');
		expect(refusal(opened, layla, show([tom], { school: true }))).toBeNull();
		expect(refusal(shown, layla, readers([amal, tom]))).toBe('school-reads');
		const told = after(shown, [layla, readers([amal, tom], true)]);
		expect(refusal(told, layla, readers([tom]))).toBeNull();
	});

	it('in a quiet round nothing comes on a screen before it is one’s turn; taking away always can', () => {
		const round = after(shown, ...led({ do: 'round', round: 3 }));
		const hers = { ...show([griet]), line: 'l4' as LineId, voice: 'samira-voice' as VoiceId } as TableMove;
		expect(refusal(round, layla, show([amal], { line: 'l3' as LineId }))).toBeNull();
		expect(refusal(round, samira, hers)).toBe('not-your-turn');
		const next = after(round, [layla, { do: 'pass', round: 3, turn: 0, how: 'spoke', to: null }]);
		expect(refusal(next, samira, hers)).toBeNull();
		const again = after(next, ...led({ do: 'round', round: 4 }), [
			layla,
			{ do: 'pass', round: 4, turn: 0, how: 'spoke', to: null }
		]);
		expect(refusal(again, amal, { ...hers, voice: 'amal-voice' as VoiceId } as TableMove)).toBe(
			'not-your-turn'
		);
		expect(refusal(round, samira, readers([]))).toBe('no-such-line');
		const theirs = after(opened, [samira, hers], ...led({ do: 'round', round: 3 }));
		const line = 'l4' as LineId;
		expect(refusal(theirs, samira, { do: 'readers', line, readers: [griet, amal], school: false })).toBe(
			'not-your-turn'
		);
		expect(refusal(theirs, samira, { do: 'readers', line, readers: [], school: false })).toBeNull();
	});

	it('the same words twice are shown once, and an id is one line’s', () => {
		expect(refusal(shown, layla, show([griet, amal]))).toBe('·');
		expect(refusal(shown, layla, show([griet], { text: 'Iets anders.' }))).toBe('not-your-words');
		const lay = { ...show([]), do: 'lay' } as TableMove;
		expect(refusal(shown, layla, lay)).toBe('not-your-words');
		const laid = after(opened, [layla, lay]);
		expect(refusal(laid, layla, show([griet]))).toBe('not-your-words');
	});

	it('after the circle nothing new is shown, and taking away stays possible', () => {
		const closed = { ...shown, circle: { ...shown.circle, phase: { at: 'closed', version: null } } } as Table;
		expect(refusal(closed, layla, show([griet], { line: 'l9' as LineId }))).toBe('circle-closed');
		expect(refusal(closed, layla, readers([griet, amal, samira]))).toBe('circle-closed');
		expect(refusal(closed, layla, readers([griet]))).toBeNull();
		expect(refusal(closed, layla, { do: 'unshow', line: 'l1' as LineId })).toBeNull();
	});
});
