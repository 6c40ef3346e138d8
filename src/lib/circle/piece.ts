// The moves of the talking piece: passing, undoing, *nog even*, and the silent minute in which it lies still.

import { no } from '#lib/base/no.ts';
import { roundNow, turnsNow, type Circle, type Minute } from '#lib/circle/circle.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
import { once, type Actor, type CircleAnswer, type CircleMove } from '#lib/circle/move.ts';
import { nextAfter } from '#lib/circle/turns.ts';

/** The leader's last pass can be undone for this long, in milliseconds. */
export const undoWithin = 10_000;

/** What one *nog even* gives, in seconds. */
export const moreSeconds = 60;

export function decidePass(
	circle: Circle,
	move: CircleMove & { do: 'pass' },
	by: Actor,
	at: number
): CircleAnswer {
	const turns = turnsNow(circle);
	if (!turns || circle.phase.at !== 'round') return no('not-in-this-phase');
	if (circle.phase.round !== move.round || turns.turn !== move.turn) return [];
	if (turns.holder === null) return move.to === null ? [] : decideGive(circle, move, by);
	if (by.person !== turns.holder && by.person !== circle.leader) return no('not-your-turn');
	// *Was erbij, zei niets* is never said of oneself: who leads records it (S2-06).
	if (move.how === 'silent' && by.person !== circle.leader) return no('only-the-leader');
	if (move.to !== null && !circle.seated.has(move.to)) return no('not-seated');
	if (move.to === turns.holder) return [];
	if (circle.minute && !isOver(circle.minute, at)) return no('silent-minute');
	const { round, turn, how, to } = move;
	const next = nextAfter(turns, turns.holder, how, to);
	const ended: CircleFact = { is: 'turn-ended', round, turn, person: turns.holder, how, next };
	return circle.minute ? [{ is: 'minute-ended' }, ended] : [ended];
}

/** The piece lies in the middle, everybody had it; the one who leads gives it to somebody again. */
function decideGive(circle: Circle, move: CircleMove & { do: 'pass' }, by: Actor): CircleAnswer {
	if (by.person !== circle.leader) return no('only-the-leader');
	const to = move.to;
	if (to === null || !circle.seated.has(to)) return no('not-seated');
	return [{ is: 'turn-given', round: move.round, turn: move.turn, to }];
}

export function decideUndo(circle: Circle, move: CircleMove & { do: 'undo' }, at: number): CircleAnswer {
	const turns = turnsNow(circle);
	if (!turns || circle.phase.at !== 'round') return no('not-in-this-phase');
	if (circle.phase.round !== move.round || turns.turn !== move.turn) return [];
	if (circle.minute) return no('silent-minute');
	if (!turns.before || at - turns.before.at > undoWithin) return no('too-late-to-undo');
	return [{ is: 'turn-undone', round: move.round, turn: move.turn }];
}

export function decideMinute(circle: Circle, seconds: number): CircleAnswer {
	if (circle.phase.at !== 'round') return no('not-in-this-phase');
	return once(circle.minute === null, { is: 'minute-begun', seconds });
}

/** By the server's time. Nobody ends it by itself: a circle is not hurried on by a clock. */
const isOver = ({ since, seconds }: Minute, at: number): boolean => at - since >= seconds * 1000;

/** Who leads ends it at any time; anybody once its time is over, so that it waits for no one's device. */
export function decideMinuteOver(circle: Circle, by: Actor, at: number): CircleAnswer {
	if (!circle.minute) return [];
	const may = by.person === circle.leader || isOver(circle.minute, at);
	return may ? [{ is: 'minute-ended' }] : no('silent-minute');
}

export function decideMoreTime(
	circle: Circle,
	move: CircleMove & { do: 'more-time' },
	by: Actor
): CircleAnswer {
	const turns = turnsNow(circle);
	if (!turns || circle.phase.at !== 'round') return no('not-in-this-phase');
	const { round, turn } = move;
	if (circle.phase.round !== round || turns.turn !== turn || turns.holder === null) return [];
	if (by.person !== turns.holder && by.person !== circle.leader) return no('not-your-turn');
	if (circle.minute) return no('silent-minute');
	const suggested = roundNow(circle)?.seconds ?? null;
	return once(suggested !== null, { is: 'time-given', round, turn, seconds: moreSeconds });
}
