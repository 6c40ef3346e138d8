// The talking piece within one round: whose turn, who comes next, who is offered it once more.
// domain.md §4.1: it goes fully round, everyone may pass. S1-05: who passed is offered it once more.

import type { PersonId } from '#lib/base/id.ts';

/** How a turn ended: spoken, *ik pas*, or *later*. */
export type Ending = 'spoke' | 'pass' | 'later';

export type Turns = {
	/** Number of this turn; a pass names the turn it ends, so pressing twice does nothing. */
	readonly turn: number;
	readonly holder: PersonId | null;
	/** Who still has to have the piece, in order. */
	readonly queue: readonly PersonId[];
	/** Who passed or said *later*: offered once more at the end, and not again. */
	readonly again: readonly PersonId[];
	/** How each person's turn ended last. */
	readonly ended: ReadonlyMap<PersonId, Ending>;
	/** Whether the holder has the piece for the second time. */
	readonly second: boolean;
	/** What stood before the last pass, for a short undo. */
	readonly before: { readonly turns: Turns; readonly at: number } | null;
};

export function beginTurns(queue: readonly PersonId[]): Turns {
	return {
		turn: 0,
		holder: queue[0] ?? null,
		queue: queue.slice(1),
		again: [],
		ended: new Map(),
		second: false,
		before: null
	};
}

export type TurnEnd = { readonly person: PersonId; readonly how: Ending; readonly next: PersonId | null };

/** The piece goes from its holder to `next`. */
export function endTurn(turns: Turns, end: TurnEnd, at: number): Turns {
	const again = againAfter(turns, end);
	return {
		turn: turns.turn + 1,
		holder: end.next,
		queue: turns.queue.filter((person) => person !== end.next),
		again: again.filter((person) => person !== end.next),
		ended: new Map(turns.ended).set(end.person, end.how),
		second: end.next !== null && (end.next === end.person || turns.ended.has(end.next)),
		before: { turns: { ...turns, before: null }, at }
	};
}

function againAfter(turns: Turns, end: TurnEnd): readonly PersonId[] {
	const others = turns.again.filter((person) => person !== end.person);
	return end.how !== 'spoke' && !turns.second ? [...others, end.person] : others;
}

/**
 * Who gets the piece after this ending. `to` is a seat somebody tapped; without it the order goes on,
 * and at the end everyone who passed is offered the piece once more, and not again.
 */
export function nextAfter(turns: Turns, person: PersonId, how: Ending, to: PersonId | null): PersonId | null {
	if (to !== null) return to;
	return turns.queue[0] ?? againAfter(turns, { person, how, next: null })[0] ?? null;
}

/** The piece is taken from the middle again. */
export function giveTurn(turns: Turns, to: PersonId): Turns {
	return { ...turns, turn: turns.turn + 1, holder: to, second: turns.ended.has(to), before: null };
}

export function undoTurn(turns: Turns): Turns {
	return turns.before ? { ...turns.before.turns, turn: turns.turn + 1 } : turns;
}

/** Somebody sits down while a round goes on: they come last, before the one who leads would. */
export function joinTurns(turns: Turns, person: PersonId): Turns {
	if (turns.holder === person || turns.queue.includes(person) || turns.ended.has(person)) return turns;
	if (turns.holder === null) return turns;
	const before = turns.before && { ...turns.before, turns: joinTurns(turns.before.turns, person) };
	return { ...turns, queue: [...turns.queue, person], before };
}

/** Somebody leaves: they are asked no more; a piece they held goes on. */
export function leaveTurns(turns: Turns, person: PersonId): Turns {
	const without = {
		...turns,
		queue: turns.queue.filter((one) => one !== person),
		again: turns.again.filter((one) => one !== person),
		before: null
	};
	if (turns.holder !== person) return without;
	const next = without.queue[0] ?? without.again[0] ?? null;
	return {
		...without,
		turn: turns.turn + 1,
		holder: next,
		queue: without.queue.filter((one) => one !== next),
		again: without.again.filter((one) => one !== next),
		second: next !== null && turns.ended.has(next)
	};
}
