import { describe, expect, it } from 'vitest';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { applyCircle, planned, turnsNow, type Circle } from '#lib/circle/circle.ts';
import { decideCircle, reopens } from '#lib/circle/decide.ts';
import type { CircleMove } from '#lib/circle/move.ts';
import { moreSeconds } from '#lib/circle/piece.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { Ending } from '#lib/circle/turns.ts';

const [nele, steven, wim, joris] = ['nele', 'steven', 'wim', 'joris'] as PersonId[] as [
	PersonId,
	PersonId,
	PersonId,
	PersonId
];
const order = [nele, steven, wim, joris];

function play(circle: Circle, by: PersonId, move: CircleMove, at = 0): Circle {
	const answer = decideCircle(circle, move, { person: by }, at);
	if (isNo(answer)) throw new Error(`${move.do}: ${answer.no}`);
	return answer.reduce((state, fact) => applyCircle(state, fact, at), circle);
}

const noOf = (circle: Circle, by: PersonId, move: CircleMove, at = 0) => {
	const answer = decideCircle(circle, move, { person: by }, at);
	return isNo(answer) ? answer.no : answer.map((fact) => fact.is);
};

function gathered(): Circle {
	const rounds = roundsFor('start').map((round) => ({ ...round, seconds: 90 }));
	const begin = planned({ leader: nele, co: joris, method: 'free', rounds, setting: 'family', order });
	const open = play(begin, nele, { do: 'open', setting: 'family' });
	return order
		.slice(1)
		.reduce((circle, person) => play(circle, nele, { do: 'seat', person, school: false }), open);
}

const inRound = (at = 0) => play(gathered(), nele, { do: 'round', round: 1 }, at);
const pass = (circle: Circle, how: Ending = 'spoke', at = 0, by = nele) =>
	play(circle, by, { do: 'pass', round: 1, turn: turnsNow(circle)?.turn ?? 0, how, to: null }, at);

describe('who leads', () => {
	it('is who it was handed to, and the piece, the queue and the undo stay where they were', () => {
		const before = pass(inRound(), 'later', 1_000);
		const after = play(before, nele, { do: 'hand-over', to: wim });
		expect(after).toEqual({ ...before, leader: wim, led: new Set([nele, wim]) });
		const back = play(after, wim, { do: 'undo', round: 1, turn: 1 }, 5_000);
		expect(turnsNow(back)?.holder).toBe(steven);
	});
	it('is not who is gone, and nobody becomes it by leaving', () => {
		const gone = play(gathered(), nele, { do: 'leave', person: joris });
		expect(noOf(gone, nele, { do: 'hand-over', to: joris })).toBe('not-seated');
		expect(noOf(gone, joris, { do: 'take-over' })).toBe('not-seated');
		expect(play(gathered(), nele, { do: 'leave', person: nele }).leader).toBe(nele);
	});
	it('a co-leader takes over by hand, hands it back, and is co-leader still', () => {
		const taken = play(inRound(), joris, { do: 'take-over' });
		expect(taken.leader).toBe(joris);
		expect(noOf(taken, nele, { do: 'round', round: 2 })).toBe('only-the-leader');
		expect(noOf(taken, nele, { do: 'take-over' })).toBe('only-the-co-leader');
		expect(play(taken, joris, { do: 'hand-over', to: nele })).toEqual({ ...inRound(), led: taken.led });
	});
	it('taking over twice, and handing over to who leads, does nothing', () => {
		const taken = play(inRound(), joris, { do: 'take-over' });
		expect(play(taken, joris, { do: 'take-over' })).toBe(taken);
		expect(play(taken, joris, { do: 'hand-over', to: joris })).toBe(taken);
	});
	it('answers last in the rounds that begin afterwards, and not before', () => {
		const handed = play(inRound(), nele, { do: 'hand-over', to: steven });
		expect(turnsNow(handed)).toMatchObject({ holder: steven, queue: [wim, joris, nele] });
		const next = play(handed, steven, { do: 'round', round: 2 });
		expect(turnsNow(next)).toMatchObject({ holder: nele, queue: [wim, joris, steven] });
	});
	it('names a co-leader, another or none, and never themselves', () => {
		expect(play(gathered(), nele, { do: 'name-co', person: null }).co).toBeNull();
		expect(noOf(gathered(), nele, { do: 'name-co', person: nele })).toBe('already-leads');
		expect(noOf(gathered(), nele, { do: 'name-co', person: 'x' as PersonId })).toBe('not-seated');
	});
	it('names who types for others; who leaves does no more', () => {
		const named = play(gathered(), nele, { do: 'name-writer', person: wim, writes: true });
		expect([...named.writers]).toEqual([wim]);
		expect([...play(named, wim, { do: 'leave', person: wim }).writers]).toEqual([]);
	});
});

describe('how a turn ends', () => {
	it.each(['nothing', 'silent'] as const)('after %s nobody is asked again', (how) => {
		let circle = pass(inRound(), how);
		for (let i = 0; i < 3; i++) circle = pass(circle);
		expect(turnsNow(circle)).toMatchObject({ holder: null, again: [] });
		expect(turnsNow(circle)?.ended.get(steven)).toBe(how);
	});
	it('S2-06: was erbij, zei niets is recorded by who leads, and said by nobody of themselves', () => {
		const press = { do: 'pass', round: 1, turn: 0, how: 'silent', to: null } as const;
		expect(noOf(inRound(), steven, press)).toBe('only-the-leader');
		expect(noOf(inRound(), nele, press)).toEqual(['turn-ended']);
	});
	it('who said later, left and came back is offered the piece once more, and not again', () => {
		let circle = pass(inRound(), 'later');
		circle = play(circle, steven, { do: 'leave', person: steven });
		circle = play(circle, nele, { do: 'seat', person: steven, school: false });
		for (let i = 0; i < 3; i++) circle = pass(circle);
		expect(turnsNow(circle)?.holder).toBe(steven);
		circle = play(circle, steven, { do: 'leave', person: steven });
		circle = play(circle, nele, { do: 'seat', person: steven, school: false });
		expect(turnsNow(circle)).toMatchObject({ holder: null, again: [] });
	});
});

describe('the time of a turn', () => {
	it('begins with the turn, by the time of the fact, and anew after a pause', () => {
		const passed = pass(inRound(1_000), 'spoke', 60_000);
		expect(turnsNow(passed)?.since).toBe(60_000);
		const resumed = play(play(passed, wim, { do: 'pause' }), nele, { do: 'resume' }, 400_000);
		expect(turnsNow(resumed)?.since).toBe(400_000);
	});
	it('is not running while the circle writes together', () => {
		const away = play(inRound(1_000), nele, { do: 'go', to: 'together' }, 2_000);
		expect(turnsNow(play(away, nele, { do: 'round', round: 1 }, 900_000))?.since).toBe(900_000);
	});
	it('nog even adds to this turn, by its holder or who leads, and only where a length is suggested', () => {
		const more = { do: 'more-time', round: 1, turn: 0 } as const;
		const given = play(play(inRound(), steven, more), nele, more);
		expect(turnsNow(given)?.extra).toBe(2 * moreSeconds);
		expect(turnsNow(pass(given))?.extra).toBe(0);
		expect(noOf(pass(given), steven, more)).toEqual([]);
		const free = { ...inRound(), rounds: inRound().rounds.map((round) => ({ ...round, seconds: null })) };
		expect(play(free, steven, more)).toBe(free);
	});
});

describe('a silent minute', () => {
	const silent = () => play(inRound(), nele, { do: 'minute', seconds: 60 }, 1_000);
	const press = { do: 'pass', round: 1, turn: 0, how: 'spoke', to: null } as const;

	it('holds the piece still, for who has it and who leads', () => {
		for (const by of [steven, nele]) expect(noOf(silent(), by, press, 30_000)).toBe('silent-minute');
		expect(noOf(silent(), wim, press, 30_000)).toBe('not-your-turn');
		expect(noOf(silent(), nele, { do: 'undo', round: 1, turn: 0 }, 2_000)).toBe('silent-minute');
	});
	it('is ended by who leads at any time, by anybody once it is over, and by nothing else', () => {
		expect(noOf(silent(), nele, { do: 'minute-over' }, 2_000)).toEqual(['minute-ended']);
		expect(noOf(silent(), wim, { do: 'minute-over' }, 60_999)).toBe('silent-minute');
		expect(noOf(silent(), wim, { do: 'minute-over' }, 61_000)).toEqual(['minute-ended']);
		expect(noOf(silent(), steven, press, 61_000)).toEqual(['minute-ended', 'turn-ended']);
	});
	it('takes nothing of the time of who has the piece', () => {
		expect(turnsNow(play(silent(), nele, { do: 'minute-over' }, 45_000))?.since).toBe(45_000);
	});
	it('does not follow into another phase', () => {
		const away = play(silent(), nele, { do: 'go', to: 'together' });
		expect([away.minute, play(away, nele, { do: 'round', round: 1 }).minute]).toEqual([null, null]);
	});
});

describe('broken off', () => {
	it('loses nothing: taken up, the round goes on where it was', () => {
		const before = pass(pass(inRound(), 'later'), 'nothing');
		const broken = play(before, nele, { do: 'break-off' });
		expect(turnsNow(broken)).toBeNull();
		const up = play(play(broken, nele, { do: 'take-up' }), nele, { do: 'round', round: 1 });
		expect(up).toEqual(before);
	});
	it('while people answer, what was presented stays before them', () => {
		const presented = applyCircle(gathered(), { is: 'presented', version: 'v' as VersionId }, 0);
		const broken = play(presented, nele, { do: 'break-off' });
		expect(broken.phase).toEqual({ at: 'broken-off', version: 'v' });
		expect(play(broken, nele, { do: 'take-up' })).toEqual(presented);
		expect(noOf(broken, nele, { do: 'close' })).toEqual(['closed']);
	});
	it('a version withdrawn meanwhile is a draft again, and it stays broken off', () => {
		const presented = applyCircle(gathered(), { is: 'presented', version: 'v' as VersionId }, 0);
		const broken = play(presented, nele, { do: 'break-off' });
		expect(reopens(broken, 'v' as VersionId)).toBe(true);
		const drawn = applyCircle(broken, { is: 'reopened' }, 0);
		expect(drawn).toMatchObject({ phase: { at: 'broken-off', version: null }, draft: 1 });
		expect(play(drawn, nele, { do: 'take-up' }).phase).toEqual({ at: 'gathering' });
	});
	it('closed is closed: a version withdrawn afterwards reopens nothing', () => {
		const presented = applyCircle(gathered(), { is: 'presented', version: 'v' as VersionId }, 0);
		expect(reopens(play(presented, nele, { do: 'close' }), 'v' as VersionId)).toBe(false);
		expect(reopens(presented, 'another' as VersionId)).toBe(false);
	});
});
