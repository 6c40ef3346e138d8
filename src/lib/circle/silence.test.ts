import { expect, it } from 'vitest';
import type { PersonId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { applyCircle, planned, type Circle } from '#lib/circle/circle.ts';
import { decideCircle } from '#lib/circle/decide.ts';
import type { CircleMove } from '#lib/circle/move.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import { silencesOf } from '#lib/circle/silence.ts';
import type { Ending } from '#lib/circle/turns.ts';

const [joke, michael, hanne] = ['joke', 'michael', 'hanne'] as [PersonId, PersonId, PersonId];

function after(circle: Circle, ...moves: CircleMove[]): Circle {
	return moves.reduce((now, move) => {
		const answer = decideCircle(now, move, { person: joke }, 0);
		if (isNo(answer)) throw new Error(answer.no);
		return answer.reduce((state, fact) => applyCircle(state, fact, 0), now);
	}, circle);
}

const open = after(
	planned({
		leader: joke,
		co: null,
		method: 'free',
		rounds: roundsFor('start'),
		setting: 'family',
		order: [joke, michael, hanne]
	}),
	{ do: 'open', setting: 'family' },
	{ do: 'seat', person: michael, school: false },
	{ do: 'seat', person: hanne, school: false }
);
const worry = open.rounds.findIndex((round) => round.kind === 'worry');
const checkIn = open.rounds.findIndex((round) => round.writes === 'nothing');
const end = (round: number, turn: number, how: Ending): CircleMove => ({
	do: 'pass',
	round,
	turn,
	how,
	to: null
});

it('S2-01, S2-06: who wants to say nothing now, or said nothing, is told by round; a pass is not', () => {
	const round = after(open, { do: 'round', round: worry }, end(worry, 0, 'nothing'), end(worry, 1, 'silent'));
	const passed = after(round, end(worry, 2, 'pass'));
	expect(silencesOf(passed)).toEqual([
		{ person: michael, kind: 'worry', about: null, how: 'nothing' },
		{ person: hanne, kind: 'worry', about: null, how: 'silent' }
	]);
});

it('a round that writes nothing down tells of nobody’s silence', () => {
	const round = after(open, { do: 'round', round: checkIn }, end(checkIn, 0, 'nothing'));
	expect(silencesOf(round)).toEqual([]);
});

it('who spoke after all was not silent', () => {
	const round = after(open, { do: 'round', round: worry }, end(worry, 0, 'nothing'));
	const spoke = after(round, {
		do: 'pass',
		round: worry,
		turn: 1,
		how: 'spoke',
		to: michael
	});
	expect(silencesOf(after(spoke, end(worry, 2, 'spoke')))).toEqual([]);
});
