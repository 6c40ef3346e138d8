// The talking piece within one round: whose turn, who comes next, who is offered it once more.
// domain.md §4.1: it goes fully round, everyone may pass. S1-05: who passed is offered it once more.

import type { PersonId } from '#lib/base/id.ts';

export const endings = ['spoke', 'pass', 'later', 'nothing', 'silent'] as const;
/**
 * How a turn ended: spoken, *ik pas*, *later*, *wil nu niets zeggen*, or *was erbij, zei niets* (recorded by
 * who leads). All of them are full answers; only *ik pas* and *later* are offered the piece once more.
 */
export type Ending = (typeof endings)[number];

export type Turns = {
	/** Number of this turn; a pass names the turn it ends, so pressing twice does nothing. */
	readonly turn: number;
	readonly holder: PersonId | null;
	/** Server's time this turn began, or began anew after a pause, milliseconds. */
	readonly since: number;
	/** *Nog even*: seconds given to this turn beside the suggested length. */
	readonly extra: number;
	/** Who still has to have the piece, in order. */
	readonly queue: readonly PersonId[];
	/** Who passed or said *later*: offered once more at the end, and not again. */
	readonly again: readonly PersonId[];
	/** How each person's turn ended last. */
	readonly ended: ReadonlyMap<PersonId, Ending>;
	/** Whether the holder has the piece for the second time. */
	readonly second: boolean;
	/** Who had it a second time: they are offered it no more, also when they left and came back. */
	readonly offered: ReadonlySet<PersonId>;
	/** What stood before the last pass, for a short undo. */
	readonly before: { readonly turns: Turns; readonly at: number } | null;
};

/** `at`, here and below: the server's time of the fact, milliseconds. */
export function beginTurns(queue: readonly PersonId[], at: number): Turns {
	return {
		turn: 0,
		holder: queue[0] ?? null,
		since: at,
		extra: 0,
		queue: queue.slice(1),
		again: [],
		ended: new Map(),
		second: false,
		offered: new Set(),
		before: null
	};
}

export type TurnEnd = { readonly person: PersonId; readonly how: Ending; readonly next: PersonId | null };

/** The piece goes from its holder to `next`. */
export function endTurn(turns: Turns, end: TurnEnd, at: number): Turns {
	const ended = new Map(turns.ended).set(end.person, end.how);
	const offered = turns.second ? new Set(turns.offered).add(end.person) : turns.offered;
	const left = { ...turns, again: againAfter(turns, end), ended, offered };
	return { ...handTo(left, end.next, at), before: { turns: { ...turns, before: null }, at } };
}

function againAfter(turns: Turns, end: TurnEnd): readonly PersonId[] {
	const others = turns.again.filter((person) => person !== end.person);
	return asksAgain(end.how) && !turns.second ? [...others, end.person] : others;
}

const asksAgain = (how: Ending | undefined): boolean => how === 'pass' || how === 'later';

/** A next turn: the piece is with `next`, or in the middle. */
function handTo(turns: Turns, next: PersonId | null, at: number): Turns {
	return {
		...turns,
		turn: turns.turn + 1,
		holder: next,
		since: at,
		extra: 0,
		queue: turns.queue.filter((person) => person !== next),
		again: turns.again.filter((person) => person !== next),
		second: next !== null && turns.ended.has(next),
		before: null
	};
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
export function giveTurn(turns: Turns, to: PersonId, at: number): Turns {
	return handTo(turns, to, at);
}

export function undoTurn(turns: Turns, at: number): Turns {
	return turns.before ? { ...turns.before.turns, turn: turns.turn + 1, since: at } : turns;
}

/** *Nog even*: the ring of this turn goes on for so many seconds more. */
export function giveTime(turns: Turns, seconds: number): Turns {
	return { ...turns, extra: turns.extra + seconds };
}

/** After a pause, a silent minute or *samen* nobody's time has been running. */
export function beginAnew(turns: Turns, at: number): Turns {
	return { ...turns, since: at };
}

/**
 * Somebody sits down while a round goes on: they come last, before the one who leads (domain.md §4.1). Who
 * had said *later*, left and came back, is still offered the piece once more.
 */
export function joinTurns(turns: Turns, person: PersonId, leader: PersonId): Turns {
	if (turns.holder === person || turns.queue.includes(person) || turns.again.includes(person)) return turns;
	if (turns.holder === null) return turns;
	const before = turns.before && { ...turns.before, turns: joinTurns(turns.before.turns, person, leader) };
	if (!turns.ended.has(person)) return { ...turns, queue: beforeLeader(turns.queue, person, leader), before };
	const owed = asksAgain(turns.ended.get(person)) && !turns.offered.has(person);
	return owed ? { ...turns, again: [...turns.again, person], before } : turns;
}

function beforeLeader(queue: readonly PersonId[], person: PersonId, leader: PersonId): PersonId[] {
	return queue.at(-1) === leader ? [...queue.slice(0, -1), person, leader] : [...queue, person];
}

/** Somebody leaves: they are asked no more; a piece they held goes on. */
export function leaveTurns(turns: Turns, person: PersonId, at: number): Turns {
	const without = {
		...turns,
		queue: turns.queue.filter((one) => one !== person),
		again: turns.again.filter((one) => one !== person),
		before: null
	};
	if (turns.holder !== person) return without;
	return handTo(without, without.queue[0] ?? without.again[0] ?? null, at);
}
