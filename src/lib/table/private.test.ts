import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId, SheetId, VersionId, VoiceId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { planned, turnsNow } from '#lib/circle/circle.ts';
import { enteringOf } from '#lib/circle/private-words.ts';
import { endAfter } from '#lib/circle/private.ts';
import type { Method } from '#lib/circle/round.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { Role } from '#lib/people/role.ts';
import { blankItem, wholeDigest, type Item } from '#lib/plan/item.ts';
import { decideTable, type TableAnswer, type TableMove } from '#lib/table/decide.ts';
import {
	mayHaveSheet,
	mayHear,
	type Audience,
	type SheetOf,
	type TableFact,
	type Viewer
} from '#lib/table/stream.ts';
import { applyTable, tableBefore, type Table } from '#lib/table/table.ts';

const [griet, layla, samira, tom, joke] = ['griet', 'layla', 'samira', 'tom', 'joke'] as [
	PersonId,
	PersonId,
	PersonId,
	PersonId,
	PersonId
];
const order = [griet, layla, samira, tom, joke];
const roles: Record<string, Role> = {
	griet: 'coach',
	layla: 'pupil',
	samira: 'parent',
	tom: 'school',
	joke: 'moderator'
};
const [talk, core, inner] = ['talk', 'core', 'inner'] as [SheetId, SheetId, SheetId];
const sentence: Item = {
	...blankItem,
	id: 'sentence' as ItemId,
	kind: 'agreement',
	text: 'We zijn allebei bang geweest.'
};
const itemOf = (sheet: SheetId, id: ItemId) => (sheet === talk && id === sentence.id ? sentence : null);
const digest = wholeDigest(sentence);

function ask(table: Table, move: TableMove, by: PersonId, at = 0): TableAnswer {
	return decideTable(table, move, { person: by }, at, itemOf);
}

function play(table: Table, move: TableMove, by: PersonId, at = 0): Table {
	const answer = ask(table, move, by, at);
	if (isNo(answer)) throw new Error(`${move.do}: ${answer.no}`);
	return answer.reduce((one, told) => applyTable(one, told, at), table);
}

function gathered(method: Method = 'free'): Table {
	const circle = planned({
		leader: griet,
		co: null,
		method,
		rounds: roundsFor('start'),
		setting: 'school',
		order
	});
	const people = order.map((id) => ({
		id,
		name: id,
		label: '',
		role: roles[id] ?? 'network',
		confidantOf: null,
		voices: [{ id: `${id}-voice` as VoiceId, person: id, behalf: false }] as const
	}));
	const before = tableBefore(circle, new Map(people.map((one) => [one.id, one])), []);
	const seated = order
		.slice(1)
		.reduce(
			(table, person) => play(table, { do: 'seat', person, school: false }, griet),
			play(before, { do: 'open', setting: 'school' }, griet)
		);
	return seated;
}

const askMove: TableMove = { do: 'private-ask', talk, among: [layla, samira] };
const agree: TableMove = { do: 'private-agree', talk };
const end: TableMove = { do: 'private-end', talk };
const call: TableMove = { do: 'private-call', talk };
const yes: TableMove = { do: 'private-yes', talk, item: sentence.id, digest, to: inner };

const asked = (table = gathered()) => play(table, askMove, layla);
const goingOn = (table = gathered()) => play(asked(table), agree, samira);
const moments: Record<string, () => Table> = {
	'nothing asked': gathered,
	asked,
	'going on': goingOn,
	over: () => play(goingOn(), end, layla)
};

/** By the words of SPEC.md: the move, who makes it, what happened just before, and when. */
type Row = { move: TableMove; by: PersonId; before?: (table: Table) => Table; at?: number };
const lay = (by: PersonId): Row => ({
	move: {
		do: 'lay',
		line: 'line' as LineId,
		voice: `${by}-voice` as VoiceId,
		kind: 'wish',
		about: null,
		text: 'Rust.'
	},
	by
});
/** What happened before counts where it can happen. */
const maybe =
	(...moves: [TableMove, PersonId][]) =>
	(table: Table) =>
		moves.reduce((one, [move, by]) => (isNo(ask(one, move, by)) ? one : play(one, move, by)), table);
const leaves = (person: PersonId): TableMove => ({ do: 'leave', person });
const again: TableMove = { do: 'private-ask', talk: 'other' as SheetId, among: [layla, samira] };
const rows: Record<string, Row> = {
	'private-ask, by one of them': { move: again, by: layla },
	'private-ask, of somebody who left': {
		move: { do: 'private-ask', talk: 'other' as SheetId, among: [layla, joke] },
		by: layla,
		before: maybe([leaves(joke), joke])
	},
	'private-ask, of oneself alone': { move: { ...again, among: [layla, layla] } as TableMove, by: layla },
	'private-ask, among others than oneself': { move: again, by: griet },
	'private-agree, by who was asked': { move: agree, by: samira },
	'private-agree, by who asked': { move: agree, by: layla },
	'private-agree, by who leads': { move: agree, by: griet },
	'private-agree, when the other left': { move: agree, by: samira, before: maybe([leaves(layla), layla]) },
	'private-decline, by who was asked': { move: { do: 'private-decline', talk }, by: samira },
	'private-decline, by who asked': { move: { do: 'private-decline', talk }, by: layla },
	'private-decline, by somebody else': { move: { do: 'private-decline', talk }, by: griet },
	'private-end, by one of them': { move: end, by: samira },
	'private-end, by somebody else': { move: end, by: tom },
	'private-end, by who leads': { move: end, by: griet },
	'private-end, by who leads, a minute after asking': {
		move: end,
		by: griet,
		before: maybe([call, griet]),
		at: 60_000
	},
	'private-end, by who leads, five minutes after asking': {
		move: end,
		by: griet,
		before: maybe([call, griet]),
		at: endAfter
	},
	'private-end, by who leads, after nog even': {
		move: end,
		by: griet,
		before: maybe([call, griet], [{ do: 'private-stay', talk }, samira]),
		at: endAfter
	},
	'private-call, by who leads': { move: call, by: griet },
	'private-call, by one of them': { move: call, by: layla },
	'private-stay, by one of them': { move: { do: 'private-stay', talk }, by: layla },
	'private-stay, by one of them, who were asked to end': {
		move: { do: 'private-stay', talk },
		by: layla,
		before: maybe([call, griet])
	},
	'private-stay, by somebody else, when they were asked': {
		move: { do: 'private-stay', talk },
		by: tom,
		before: maybe([call, griet])
	},
	'private-yes, by one of them': { move: yes, by: layla },
	'private-yes, by somebody else': { move: yes, by: griet },
	'private-yes, to other words': { move: { ...yes, digest: 'other' as Digest }, by: layla },
	'private-yes, twice': { move: yes, by: layla, before: maybe([yes, layla]) },
	'private-no, after a yes': {
		move: { do: 'private-no', talk, item: sentence.id },
		by: layla,
		before: maybe([yes, layla])
	},
	'private-no, when all said yes': {
		move: { do: 'private-no', talk, item: sentence.id },
		by: layla,
		before: maybe([yes, layla], [yes, samira])
	},
	'leave, one of the two': { move: leaves(samira), by: samira },
	'leave, somebody else': { move: leaves(tom), by: tom },
	seat: { move: { do: 'seat', person: tom, school: true }, by: griet, before: maybe([leaves(tom), tom]) },
	pause: { move: { do: 'pause' }, by: tom },
	'hand-over': { move: { do: 'hand-over', to: joke }, by: griet },
	'go together, by who leads': { move: { do: 'go', to: 'together' }, by: griet },
	'go together, by one of them': { move: { do: 'go', to: 'together' }, by: samira },
	'lay, by one of them': lay(layla),
	'lay, by somebody else': lay(griet)
};

const spec = readFileSync(new URL('../circle/SPEC.md', import.meta.url), 'utf8');
const [head = [], , ...cells] = spec
	.split('\n\n')
	.filter((block) => block.startsWith('| besloten tijd'))
	.flatMap((block) =>
		block.split('\n').map((row) =>
			row
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.trim())
		)
	);

function said(answer: TableAnswer): string {
	if (isNo(answer)) return answer.no;
	return answer.map(({ fact }) => fact.is).join(' ') || '·';
}

describe('SPEC.md, besloten tijd, every cell', () => {
	for (const [name = '', ...row] of cells)
		for (const [i, cell] of row.entries())
			it(`${name}, ${head[i + 1]}, is ${cell}`, () => {
				const known = rows[name.replaceAll(/[`*]/g, '')];
				if (!known) throw new Error(`SPEC.md names what the test does not know: ${name}`);
				const moment = (moments[head[i + 1] ?? ''] ?? gathered)();
				const table = known.before?.(moment) ?? moment;
				expect(said(ask(table, known.move, known.by, known.at))).toBe(cell);
			});
	it('has a row for everything the test knows', () => {
		expect(cells.map(([name = '']) => name.replaceAll(/[`*]/g, '')).sort()).toEqual(Object.keys(rows).sort());
	});
});

const person = (id: PersonId): Viewer => ({ is: 'person', person: id, role: roles[id] ?? 'network' });
const viewers: Viewer[] = [...order.map(person), { is: 'wall' }];
const sheetOf = (audience: Audience): SheetOf => ({
	audience,
	person: audience === 'own' ? tom : null,
	among: audience === 'private' ? [layla, samira] : []
});
const streams = [
	{ to: 'circle' },
	{ to: 'lines' },
	{ to: 'school-lines' },
	...(['core', 'inner', 'private'] as const).map((sheet) => ({
		to: sheet === 'private' ? ('private' as const) : ('sheet' as const),
		sheet: sheet as string as SheetId
	}))
] as const;
/** What each may hear of, and have, at this moment. */
function heardAt(table: Table): string[] {
	return viewers.map((viewer) => {
		const who = viewer.is === 'wall' ? 'wall' : viewer.person;
		const hears = streams
			.filter((stream) =>
				mayHear(
					viewer,
					stream,
					table.circle,
					(id) => sheetOf(id as never),
					() => false
				)
			)
			.map((stream) => ('sheet' in stream ? stream.sheet : stream.to));
		const has = (['core', 'inner', 'own', 'private'] as const).filter((audience) =>
			mayHaveSheet(viewer, sheetOf(audience), table.circle)
		);
		return `${who}: ${hears.join(' ')} / ${has.join(' ')}`;
	});
}

describe('who hears', () => {
	const before = [
		'griet: circle lines school-lines core inner / core inner',
		'layla: circle lines school-lines core inner private / core inner private',
		'samira: circle lines school-lines core inner private / core inner private',
		'tom: circle school-lines core / core own',
		'joke: circle lines school-lines core inner / core inner',
		'wall: circle core / core'
	];
	it('that something was asked, only those named know', () => {
		expect(heardAt(asked())).toEqual(before);
		const facts = ask(gathered(), askMove, layla);
		expect(isNo(facts) ? [] : facts.map((told: TableFact) => told.to)).toEqual(['private']);
	});
	it('while it goes on, everybody outside hears that it does and has no draft', () => {
		expect(heardAt(goingOn())).toEqual([
			'griet: circle / ',
			before[1],
			before[2],
			'tom: circle / own',
			'joke: circle / ',
			'wall: circle / '
		]);
	});
	it('afterwards as before; the words of those two stay theirs', () => {
		expect(heardAt(play(goingOn(), end, layla))).toEqual(before);
	});
});

describe('besloten tijd', () => {
	it('is neither asked nor begun while a round listens, or a minute is silent', () => {
		const listening = play(asked(gathered('proactive')), { do: 'round', round: 0 }, griet);
		expect(said(ask(listening, agree, samira))).toBe('quiet-now');
		expect(said(ask(listening, again, layla))).toBe('quiet-now');
		expect(said(ask(listening, { do: 'private-decline', talk }, samira))).toBe('private-declined');
		const minute = play(
			play(asked(), { do: 'round', round: 0 }, griet),
			{ do: 'minute', seconds: 60 },
			griet
		);
		expect(said(ask(minute, agree, samira))).toBe('quiet-now');
	});

	it('begins and lets in nothing once a version lies before everybody', () => {
		const version = 'v' as VersionId;
		const presented = applyTable(
			play(goingOn(), end, layla),
			{ to: 'circle', fact: { is: 'presented', version } },
			0
		);
		expect(said(ask(presented, again, layla))).toBe('not-in-this-phase');
		expect(said(ask(presented, yes, layla))).toBe('already-presented');
		const closed = applyTable(presented, { to: 'circle', fact: { is: 'closed' } }, 0);
		for (const move of [again, agree, end, call, yes])
			expect(said(ask(closed, move, layla))).toBe('circle-closed');
	});

	it('of three goes on with two when one leaves, and hears nothing of who left', () => {
		const three: TableMove = { do: 'private-ask', talk, among: [layla, samira, joke] };
		const begun = play(play(play(gathered(), three, joke), agree, layla), agree, samira);
		expect(begun.circle.private?.among).toEqual([layla, samira, joke]);
		const left = play(begun, leaves(joke), joke);
		expect(left.circle.private).not.toBeNull();
		expect(said(ask(left, leaves(samira), samira))).toBe('left private-ended');
		// Who left says no yes any more, and without theirs nothing enters.
		expect(said(ask(left, yes, joke))).toBe('not-seated');
		expect(enteringOf(play(play(left, yes, layla), yes, samira).talks)).toEqual([]);
	});

	it('a press that comes late ends no other talk', () => {
		const over = play(goingOn(), end, layla);
		const other = 'other' as SheetId;
		const next = play(play(over, again, layla), { do: 'private-agree', talk: other }, samira);
		expect(said(ask(next, end, samira))).toBe('·');
		expect(next.circle.private?.sheet).toBe(other);
	});

	it('costs nobody the time of their turn', () => {
		const round = play(gathered(), { do: 'round', round: 0 }, griet);
		const begun = play(play(round, askMove, layla, 1_000), agree, samira, 1_000);
		const over = play(begun, end, layla, 900_000);
		expect(turnsNow(over.circle)?.holder).toBe(turnsNow(round.circle)?.holder);
		expect(turnsNow(over.circle)?.since).toBe(900_000);
	});

	it('a sentence enters with every yes to the same words for the same sheet, and not before', () => {
		const one = play(goingOn(), yes, layla, 5);
		expect(enteringOf(one.talks)).toEqual([]);
		expect(enteringOf(play(one, { ...yes, to: core }, samira, 6).talks)).toEqual([]);
		const both = play(one, yes, samira, 7);
		expect(enteringOf(both.talks)).toEqual([
			{ talk, item: sentence.id, digest, to: inner, at: 7, among: [layla, samira] }
		]);
		const entered = applyTable(
			both,
			{ to: 'private', sheet: talk, fact: { is: 'private-entered', item: sentence.id } },
			8
		);
		expect(enteringOf(entered.talks)).toEqual([]);
		expect(said(ask(entered, yes, layla))).toBe('·');
	});
});
