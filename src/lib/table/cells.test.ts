// Words and yeses: every cell of the table in circle/SPEC.md, held against the rules. A table with a school, and
// a quiet method: Steven had the word in the round that goes on, Wim has it, the others wait.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId, SheetId, VersionId, VoiceId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { planned } from '#lib/circle/circle.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { Person } from '#lib/people/person.ts';
import type { Role } from '#lib/people/role.ts';
import { blankItem, itemDigest, type Item } from '#lib/plan/item.ts';
import { lineDigest } from '#lib/plan/line.ts';
import { decideTable, type TableMove } from '#lib/table/decide.ts';
import { applyTable, tableBefore, type Table } from '#lib/table/table.ts';

const sitting = {
	nele: 'moderator',
	steven: 'pupil',
	wim: 'parent',
	joris: 'coach',
	sara: 'school'
} as const satisfies Record<string, Role>;
const order = Object.keys(sitting) as PersonId[];
const [nele, steven, wim, joris, sara] = order as [PersonId, PersonId, PersonId, PersonId, PersonId];
const people: Person[] = Object.entries(sitting).map(([name, role]) => ({
	id: name as PersonId,
	name,
	label: role,
	role,
	confidantOf: null,
	voices: [{ id: `${name}-v` as VoiceId, person: name as PersonId, behalf: false }]
}));

const sheet = 'sheet' as SheetId;
const promise: Item = {
	...blankItem,
	id: 'e1' as ItemId,
	kind: 'engagement',
	text: 'Ik bel.',
	owner: steven,
	asker: joris
};
const notNow: Item = { ...promise, id: 'n1' as ItemId, kind: 'not-now' };
const taken: Item = { ...promise, id: 'e2' as ItemId, text: 'Ik kom.' };
const items = [promise, notNow, taken];

const words = { voice: 'steven-v' as VoiceId, kind: 'wish' as const, about: null };
const laid = { ...words, line: 'l1' as LineId, text: 'Rust.' };
const hidden = { ...words, line: 'l2' as LineId, text: 'Stilte.' };
const digest = lineDigest(laid);

/** Milliseconds. */
const now = 1_000;
const said = (table: Table, by: PersonId, move: TableMove) =>
	decideTable(table, move, { person: by }, now, (_, id) => items.find((one) => one.id === id) ?? null);

function after(table: Table, ...moves: readonly (readonly [PersonId, TableMove])[]): Table {
	return moves.reduce((at, [by, move]) => {
		const answer = said(at, by, move);
		if (isNo(answer)) throw new Error(`${move.do}: ${answer.no}`);
		return answer.reduce((state, told) => applyTable(state, told, now), at);
	}, table);
}

function tableIn(phase: string): Table {
	const rounds = roundsFor('start');
	const begin = planned({ leader: nele, co: joris, method: 'proactive', rounds, setting: 'school', order });
	const before = tableBefore(begin, new Map(people.map((one) => [one.id, one])), [promise.id]);
	if (phase === 'planned') return before;
	const yes = { sheet, item: taken.id, digest: itemDigest(taken), person: steven, witness: null };
	const gathered = after(
		before,
		[nele, { do: 'open', setting: 'school' }],
		...order.slice(1).map((person) => [nele, { do: 'seat', person, school: false }] as const),
		[steven, { do: 'lay', ...laid }],
		[steven, { do: 'lay', ...hidden }],
		[wim, { do: 'cover', line: hidden.line }],
		[steven, { do: 'take', ...yes }]
	);
	const presented = () =>
		applyTable(gathered, { to: 'circle', fact: { is: 'presented', version: 'v' as VersionId } }, now);
	switch (phase) {
		case 'gathering':
			return gathered;
		case 'round':
			return after(
				gathered,
				[nele, { do: 'round', round: 1 }],
				[nele, { do: 'pass', round: 1, turn: 0, how: 'spoke', to: null }]
			);
		case 'silent minute':
			return after(tableIn('round'), [nele, { do: 'minute', seconds: 60 }]);
		case 'together':
		case 'own-words':
		case 'reading':
			return after(gathered, [nele, { do: 'go', to: phase }]);
		case 'answering':
			return presented();
		case 'broken-off':
			return after(gathered, [nele, { do: 'break-off' }]);
		case 'closed':
			return after(presented(), [nele, { do: 'close' }]);
		default:
			throw new Error(`SPEC.md names a phase the test does not know: ${phase}`);
	}
}

const yesTo = (item: Item, witness: PersonId | null) => ({
	...{ sheet, item: item.id, digest: itemDigest(item), person: steven },
	witness
});
const check = { do: 'check', person: steven, lines: [{ line: laid.line, digest }] } as const;
const mark: TableMove = {
	...{ do: 'mark' as const, person: steven, choice: 'all' as const, lines: [] },
	seen: [{ line: laid.line, digest }]
};
const newLine = (text: string, voice = words.voice): TableMove => ({
	...{ do: 'lay' as const, line: 'l9' as LineId, kind: 'wish' as const, about: null },
	...{ voice, text }
});

/** The rows of SPEC.md: who asks what. Of Steven's words and promises where nothing else is said. */
const rows: Record<string, readonly [PersonId, TableMove]> = {
	'`lay`, the voice': [steven, newLine('Nieuw.')],
	'`lay`, who leads': [nele, newLine('Nieuw.')],
	'`lay`, another': [wim, newLine('Nieuw.')],
	'`lay`, a voice that waits': [joris, newLine('Nieuw.', 'joris-v' as VoiceId)],
	'`correct`, the voice': [steven, { do: 'correct', line: laid.line, text: 'Anders.' }],
	'`correct`, who leads': [nele, { do: 'correct', line: laid.line, text: 'Anders.' }],
	'`correct`, another': [wim, { do: 'correct', line: laid.line, text: 'Anders.' }],
	'`confirm`, the voice': [steven, { do: 'confirm', line: laid.line, digest, witness: null }],
	'`confirm`, who leads, with a witness': [nele, { do: 'confirm', line: laid.line, digest, witness: wim }],
	'`confirm`, another': [wim, { do: 'confirm', line: laid.line, digest, witness: null }],
	'`confirm`, other words': [
		steven,
		{ do: 'confirm', line: laid.line, digest: 'other' as Digest, witness: null }
	],
	'`take-back`, the voice': [steven, { do: 'take-back', line: laid.line }],
	'`take-back`, who leads': [nele, { do: 'take-back', line: laid.line }],
	'`take-back`, another': [wim, { do: 'take-back', line: laid.line }],
	'`cover`, anybody': [wim, { do: 'cover', line: laid.line }],
	'`cover`, a school': [sara, { do: 'cover', line: laid.line }],
	'`uncover`, the voice': [steven, { do: 'uncover', line: hidden.line }],
	'`uncover`, another': [wim, { do: 'uncover', line: hidden.line }],
	'`check`, oneself': [steven, check],
	'`check`, who leads, beside them': [nele, check],
	'`check`, another': [wim, check],
	'`mark`, oneself': [steven, mark],
	'`mark`, who leads, beside them': [nele, mark],
	'`mark`, another': [wim, mark],
	'`take`, its owner': [steven, { do: 'take', ...yesTo(promise, null) }],
	'`take`, who leads, with a witness': [nele, { do: 'take', ...yesTo(promise, wim) }],
	'`take`, another': [wim, { do: 'take', ...yesTo(promise, null) }],
	'`agree`, oneself': [steven, { do: 'agree', ...yesTo(notNow, null) }],
	'`let-go`, its owner': [steven, { do: 'let-go', sheet, item: taken.id, person: steven }],
	'`let-go`, another': [wim, { do: 'let-go', sheet, item: taken.id, person: steven }],
	'`review`, its owner': [steven, { do: 'review', sheet, item: promise.id, part: 'owner', result: 'kept' }],
	'`review`, its follower': [
		joris,
		{ do: 'review', sheet, item: promise.id, part: 'follower', result: 'kept' }
	],
	'`review`, another': [wim, { do: 'review', sheet, item: promise.id, part: 'owner', result: 'kept' }]
};

const spec = readFileSync(new URL('../circle/SPEC.md', import.meta.url), 'utf8');
const table = spec
	.split('\n\n')
	.find((block) => block.startsWith('| words and yeses'))
	?.split('\n')
	.map((row) =>
		row
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim())
	);
const [head = [], , ...cells] = table ?? [];

function heard(table: Table, by: PersonId, move: TableMove): string {
	const answer = said(table, by, move);
	return isNo(answer) ? answer.no : answer.map(({ fact }) => fact.is).join(' ') || '·';
}

describe('SPEC.md, words and yeses, every cell', () => {
	for (const [name = '', ...row] of cells)
		for (const [at, cell] of row.entries())
			it(`${name} in ${head[at + 1]} is ${cell}`, () => {
				const asked = rows[name];
				if (!asked) throw new Error(`SPEC.md names a row the test does not know: ${name}`);
				expect(heard(tableIn(head[at + 1] ?? ''), ...asked)).toBe(cell);
			});
	it('has a row for everything that is asked here, and asks nothing else', () => {
		expect(cells.map(([name]) => name)).toEqual(Object.keys(rows));
	});
	it('who does not sit here is told so', () => {
		for (const phase of head.slice(1))
			for (const [, move] of Object.values(rows))
				expect(heard(tableIn(phase), 'x' as PersonId, move)).toBe('not-seated');
	});
});
