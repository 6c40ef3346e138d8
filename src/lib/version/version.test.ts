import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { checkHead } from '#lib/version/head.ts';
import { pupilsSaidYes, tallyOf } from '#lib/version/tally.ts';
import { applyVersion, decideVersion, issued, type Version, type VersionMove } from '#lib/version/version.ts';

const [steven, wim, nele, bart] = ['steven', 'wim', 'nele', 'bart'] as unknown as [
	PersonId,
	PersonId,
	PersonId,
	PersonId
];
const digest = (text: string) => text as Digest;
const fresh = issued('v1' as VersionId, {
	is: 'issued',
	digest: digest('d1'),
	expected: [steven, wim, nele],
	present: [steven, wim, nele]
});

function play(version: Version, move: VersionMove, leads = true): Version {
	const answer = decideVersion(version, move, leads);
	if (isNo(answer)) throw new Error(answer.no);
	return answer.reduce(applyVersion, version);
}
const answerOf = (person: PersonId, n = 1, signed = false): VersionMove => ({
	do: 'answer',
	person,
	answer: digest(`${person}${n}`),
	signed
});
const declare: VersionMove = { do: 'declare', pupilSaidYes: true, reason: '' };
const withdraw: VersionMove = { do: 'withdraw', reason: 'fout', because: 'mistake' };

const states: Record<string, Version> = {
	presented: fresh,
	'in-force': play(fresh, declare),
	superseded: applyVersion(play(fresh, declare), { is: 'superseded', by: 'v2' as VersionId }),
	withdrawn: play(fresh, withdraw)
};
const said = (version: Version, move: VersionMove, leads = true): string => {
	const answer = decideVersion(version, move, leads);
	return isNo(answer) ? answer.no : answer.map((fact) => fact.is).join(' ') || '·';
};

describe('SPEC.md, every cell', () => {
	const spec = readFileSync(new URL('./SPEC.md', import.meta.url), 'utf8');
	const table = spec.split('\n\n').find((block) => block.startsWith('| move')) ?? '';
	const [head = [], , ...rows] = table.split('\n').map((row) =>
		row
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim())
	);
	const ask: VersionMove = { do: 'ask', person: bart };
	const moves: Record<string, VersionMove> = {
		answer: answerOf(steven),
		'answer, signed': answerOf(steven, 1, true),
		ask,
		declare,
		withdraw
	};
	it('names every state and every move', () => {
		expect(head.slice(1)).toEqual(Object.keys(states));
		expect(rows.map(([name = '']) => name.replaceAll('`', ''))).toEqual(Object.keys(moves));
	});
	for (const [name = '', ...cells] of rows)
		for (const [i, cell] of cells.entries())
			it(`${name} in ${head[i + 1]} is ${cell}`, () => {
				const [state, move] = [states[head[i + 1] ?? ''], moves[name.replaceAll('`', '')]];
				if (!state || !move) throw new Error('SPEC.md names what the test does not know');
				expect(said(state, move)).toBe(cell);
			});
});

describe('answers', () => {
	it('show together, with the last of those who were present', () => {
		const two = play(play(fresh, answerOf(steven)), answerOf(wim));
		expect(two.shown).toBe(false);
		expect(play(two, answerOf(steven, 2)).shown).toBe(false);
		expect(play(two, answerOf(nele)).shown).toBe(true);
	});
	it('are not waited for from somebody who went home early', () => {
		const early = issued('v' as VersionId, {
			is: 'issued',
			digest: digest('d'),
			expected: [steven, wim],
			present: [steven]
		});
		expect(play(early, answerOf(steven)).shown).toBe(true);
	});
	it('are asked of nobody who is not named', () => {
		expect(said(fresh, answerOf(bart))).toBe('not-asked');
	});
	it('still join a version in force', () => {
		expect(play(play(fresh, declare), answerOf(wim)).answered.has(wim)).toBe(true);
	});
	it('are asked of somebody later, who is waited for by nobody and answers the same version', () => {
		const all = [steven, wim, nele].reduce((at, person) => play(at, answerOf(person)), fresh);
		const later = play(all, { do: 'ask', person: bart });
		expect([later.digest, later.shown, later.answered.has(bart)]).toEqual([fresh.digest, true, false]);
		expect(play(later, answerOf(bart)).answered.has(bart)).toBe(true);
		expect(said(later, { do: 'ask', person: bart })).toBe('·');
		expect(said(fresh, { do: 'ask', person: bart }, false)).toBe('only-the-leader');
	});
	it('a key that joins tells who said so, and answers for nobody', () => {
		const fact = { is: 'key-joined', person: wim, witness: nele, statement: digest('s') } as const;
		const joined = applyVersion(fresh, fact);
		expect([...joined.joined]).toEqual([[wim, nele]]);
		expect(joined.answered.size).toBe(0);
	});
	it('are counted in words, and an open one is never a yes', () => {
		const tally = tallyOf(fresh.expected, [
			{ person: steven, answer: 'yes' },
			{ person: wim, answer: 'no' },
			{ person: wim, answer: 'yes-but' }
		]);
		expect(tally).toEqual({
			counts: [
				{ answer: 'yes', count: 1 },
				{ answer: 'yes-but', count: 1 }
			],
			open: 1
		});
	});
});

describe('an answer that was signed without a network', () => {
	for (const state of ['superseded', 'withdrawn'] as const)
		it(`is kept once on a version that was ${state} meanwhile, and counts there neither`, () => {
			const before = states[state] ?? fresh;
			const after = play(before, answerOf(steven, 1, true));
			expect([...after.late]).toEqual([[digest('steven1'), steven]]);
			expect([after.answered, after.state, after.shown]).toEqual([
				before.answered,
				before.state,
				before.shown
			]);
			expect(said(after, answerOf(steven, 1, true))).toBe('·');
			expect(said(after, answerOf(bart, 1, true))).toBe('not-asked');
		});
	it('is kept by nobody but the version it names', () => {
		expect(play(fresh, answerOf(steven, 1, true)).late.size).toBe(0);
	});
});

describe('van kracht', () => {
	it('asks why, while the pupil has not said yes', () => {
		expect(said(fresh, { do: 'declare', pupilSaidYes: false, reason: ' ' })).toBe('reason-needed');
		expect(said(fresh, { do: 'declare', pupilSaidYes: false, reason: 'Steven denkt nog na.' })).toBe(
			'shown declared'
		);
		expect(pupilsSaidYes([steven], [{ person: steven, answer: 'thinking' }])).toBe(false);
		expect(pupilsSaidYes([steven], [{ person: steven, answer: 'yes-but' }])).toBe(true);
	});
	it('is declared and withdrawn only by the one who leads', () => {
		expect(said(fresh, declare, false)).toBe('only-the-leader');
		expect(said(fresh, withdraw, false)).toBe('only-the-leader');
	});
});

describe('the last version a device saw', () => {
	const given = [digest('yes'), digest('no')];
	const head = { no: 2, digest: digest('two'), answers: given };
	const seen = (no: number, its: string, prev: string | null, answers = given) => ({
		no,
		digest: digest(its),
		prev: prev === null ? null : digest(prev),
		answers
	});
	it('goes on to the same one and to the next in the chain', () => {
		expect(checkHead(null, seen(1, 'x', null))).toBe('goes-on');
		expect(checkHead(head, seen(2, 'two', 'one'))).toBe('goes-on');
		expect(checkHead(head, seen(2, 'two', 'one', [...given, digest('late')]))).toBe('goes-on');
		expect(checkHead(head, seen(3, 'three', 'two', []))).toBe('goes-on');
	});
	it('is noticed when an older or another one is shown', () => {
		expect(checkHead(head, seen(1, 'one', null))).toBe('behind');
		expect(checkHead(head, seen(2, 'other', 'one'))).toBe('forked');
		expect(checkHead(head, seen(3, 'three', 'other'))).toBe('forked');
	});
	it('is noticed when an answer it saw is there no more, one of its own above all', () => {
		expect(checkHead(head, seen(2, 'two', 'one', [digest('no')]))).toBe('lacking');
		expect(checkHead(head, seen(2, 'two', 'one', []))).toBe('lacking');
	});
});
