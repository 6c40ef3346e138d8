// The moves of the talking piece: passing, undoing, *nog even*, and the silent minute in which it lies still.

import type { PersonId } from '#lib/base/id.ts';
import { isNo, no } from '#lib/base/no.ts';
import { roundNow, turnsNow, type Circle, type Minute } from '#lib/circle/circle.ts';
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
	const moved = decideMoved(circle, move, by);
	if (isNo(moved) || moved.length === 0 || !circle.minute) return moved;
	return isOver(circle.minute, at) ? [{ is: 'minute-ended' }, ...moved] : no('silent-minute');
}

function decideMoved(circle: Circle, move: CircleMove & { do: 'pass' }, by: Actor): CircleAnswer {
	const turns = turnsNow(circle);
	const { round, turn, how, to } = move;
	if (isPast(circle, move)) return [];
	if (!turns || circle.phase.at !== 'round') return no('not-in-this-phase');
	if (circle.phase.round !== round || turns.turn !== turn) return [];
	if (turns.holder === null) return to === null ? [] : decideGive(circle, { round, turn, to }, by);
	if (by.person !== turns.holder && by.person !== circle.leader) return no('not-your-turn');
	// *Was erbij, zei niets* is never said of oneself: who leads records it (S2-06).
	if (how === 'silent' && by.person !== circle.leader) return no('only-the-leader');
	if (to !== null && !circle.seated.has(to)) return no('not-seated');
	if (to === turns.holder) return [];
	const next = nextAfter(turns, turns.holder, how, to);
	return [{ is: 'turn-ended', round, turn, person: turns.holder, how, next }];
}

/** Of a turn that ended already, whatever goes on by now: somebody's phone was away when it was pressed. */
export const isPast = (circle: Circle, move: CircleMove): boolean =>
	'turn' in move && move.turn < (circle.turns.get(move.round)?.turn ?? 0);

type Given = { readonly round: number; readonly turn: number; readonly to: PersonId };

/** The piece lies in the middle, everybody had it; the one who leads gives it to somebody again. */
function decideGive(circle: Circle, given: Given, by: Actor): CircleAnswer {
	if (by.person !== circle.leader) return no('only-the-leader');
	return circle.seated.has(given.to) ? [{ is: 'turn-given', ...given }] : no('not-seated');
}

export function decideUndo(circle: Circle, move: CircleMove & { do: 'undo' }, at: number): CircleAnswer {
	const turns = turnsNow(circle);
	if (isPast(circle, move)) return [];
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
	if (isPast(circle, move)) return [];
	if (!turns || circle.phase.at !== 'round') return no('not-in-this-phase');
	const { round, turn } = move;
	if (circle.phase.round !== round || turns.turn !== turn || turns.holder === null) return [];
	if (by.person !== turns.holder && by.person !== circle.leader) return no('not-your-turn');
	if (circle.minute) return no('silent-minute');
	const suggested = roundNow(circle)?.seconds ?? null;
	return once(suggested !== null, { is: 'time-given', round, turn, seconds: moreSeconds });
}
