// The meeting as a machine: what each move does in each phase. Pure. An empty list is a move that
// changes nothing, as a second press; a no says why. SPEC.md has every cell.

import type { PersonId } from '#lib/base/id.ts';
import { no, unreachable, type No } from '#lib/base/no.ts';
import { turnsNow, type Circle, type Setting } from '#lib/circle/circle.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
import type { Actor, CircleMove, CircleRefusal } from '#lib/circle/move.ts';
import { nextAfter } from '#lib/circle/turns.ts';

export type CircleAnswer = readonly CircleFact[] | No<CircleRefusal>;

/** The leader's last pass can be undone for this long, in milliseconds. */
export const undoWithin = 10_000;

/** `at`: the server's time in milliseconds. `by` sits at the table, or leads. */
export function decideCircle(circle: Circle, move: CircleMove, by: Actor, at: number): CircleAnswer {
	const leads = by.person === circle.leader;
	const inside = leads || circle.seated.has(by.person);
	if (!inside) return no('not-seated');
	if (circle.phase.at === 'closed') return move.do === 'close' && leads ? [] : no('circle-closed');
	switch (move.do) {
		case 'pass':
			return decidePass(circle, move, by);
		case 'pause':
			return pausable(circle) ? once(!circle.paused, { is: 'paused' }) : no('not-in-this-phase');
		case 'leave':
			return leads || move.person === by.person ? decideLeave(circle, move.person) : no('only-the-leader');
		default:
			return leads ? decideLead(circle, move, at) : no('only-the-leader');
	}
}

type LeadMove = Exclude<CircleMove, { do: 'pass' | 'pause' | 'leave' }>;

function decideLead(circle: Circle, move: LeadMove, at: number): CircleAnswer {
	switch (move.do) {
		case 'open':
			return decideOpen(circle, move.setting);
		case 'seat':
			return decideSeat(circle, move);
		case 'arrange':
			return sameSet(move.order, circle.order)
				? once(!sameOrder(move.order, circle.order), { is: 'arranged', order: move.order })
				: no('not-everybody');
		case 'round':
			return decideRound(circle, move.round);
		case 'undo':
			return decideUndo(circle, move, at);
		case 'go':
			return talking(circle)
				? once(circle.phase.at !== move.to, { is: 'moved', to: move.to })
				: no('not-in-this-phase');
		case 'resume':
			return once(circle.paused, { is: 'resumed' });
		case 'close':
			return circle.phase.at === 'answering' ? [{ is: 'closed' }] : no('present-first');
		default:
			return unreachable(move);
	}
}

function decideOpen(circle: Circle, setting: Setting): CircleAnswer {
	if (circle.phase.at !== 'planned') return [];
	return [
		{ is: 'opened', setting, order: circle.order },
		{ is: 'seated', person: circle.leader }
	];
}

function decideSeat(circle: Circle, move: CircleMove & { do: 'seat' }): CircleAnswer {
	if (circle.phase.at === 'planned') return no('not-in-this-phase');
	if (circle.seated.has(move.person)) return [];
	if (move.school && circle.setting === 'family') return no('school-unexpected');
	return [{ is: 'seated', person: move.person }];
}

/**
 * The school sits down unexpected and the one who leads agreed: what stood there stays with who had
 * it, and from here on the table is one with a school (design decision 7).
 */
export function schoolJoins(circle: Circle, person: PersonId, by: Actor): CircleAnswer {
	if (by.person !== circle.leader) return no('only-the-leader');
	if (!talking(circle)) return no('not-in-this-phase');
	if (circle.seated.has(person)) return [];
	const joined: CircleFact[] = circle.setting === 'family' ? [{ is: 'school-joined' }] : [];
	return [...joined, { is: 'seated', person }];
}

function decideLeave(circle: Circle, person: PersonId): CircleAnswer {
	return once(circle.seated.has(person), { is: 'left', person });
}

function decideRound(circle: Circle, round: number): CircleAnswer {
	if (!talking(circle)) return no('not-in-this-phase');
	if (!circle.rounds[round]) return no('no-such-round');
	if (circle.phase.at === 'round' && circle.phase.round === round) return [];
	const queue = circle.turns.has(round) ? null : queueFor(circle, round);
	return [{ is: 'round-begun', round, queue }];
}

/** Everyone seated in the order of the table; the one who leads answers last (domain.md §4.1). */
function queueFor(circle: Circle, round: number): PersonId[] {
	const first = circle.rounds[round]?.first ?? [];
	const seated = circle.order.filter((person) => circle.seated.has(person));
	const others = seated.filter((person) => person !== circle.leader && !first.includes(person));
	const leader = seated.filter((person) => person === circle.leader && !first.includes(person));
	return [...first.filter((person) => circle.seated.has(person)), ...others, ...leader];
}

function decidePass(circle: Circle, move: CircleMove & { do: 'pass' }, by: Actor): CircleAnswer {
	const turns = turnsNow(circle);
	if (!turns || circle.phase.at !== 'round') return no('not-in-this-phase');
	if (circle.phase.round !== move.round || turns.turn !== move.turn) return [];
	if (turns.holder === null) return move.to === null ? [] : decideGive(circle, move, by);
	if (by.person !== turns.holder && by.person !== circle.leader) return no('not-your-turn');
	if (move.to !== null && !circle.seated.has(move.to)) return no('not-seated');
	if (move.to === turns.holder) return [];
	const next = nextAfter(turns, turns.holder, move.how, move.to);
	return [
		{ is: 'turn-ended', round: move.round, turn: move.turn, person: turns.holder, how: move.how, next }
	];
}

/** The piece lies in the middle, everybody had it; the one who leads gives it to somebody again. */
function decideGive(circle: Circle, move: CircleMove & { do: 'pass' }, by: Actor): CircleAnswer {
	if (by.person !== circle.leader) return no('only-the-leader');
	const to = move.to;
	if (to === null || !circle.seated.has(to)) return no('not-seated');
	return [{ is: 'turn-given', round: move.round, turn: move.turn, to }];
}

function decideUndo(circle: Circle, move: CircleMove & { do: 'undo' }, at: number): CircleAnswer {
	const turns = turnsNow(circle);
	if (!turns || circle.phase.at !== 'round') return no('not-in-this-phase');
	if (circle.phase.round !== move.round || turns.turn !== move.turn) return [];
	if (!turns.before || at - turns.before.at > undoWithin) return no('too-late-to-undo');
	return [{ is: 'turn-undone', round: move.round, turn: move.turn }];
}

/** The phases in which people talk and write: between opening and voorleggen. */
export function talking(circle: Circle): boolean {
	const at = circle.phase.at;
	return at !== 'planned' && at !== 'answering' && at !== 'closed';
}

const pausable = (circle: Circle): boolean => circle.phase.at !== 'planned' && circle.phase.at !== 'closed';

function once(changes: boolean, fact: CircleFact): CircleAnswer {
	return changes ? [fact] : [];
}

function sameOrder(a: readonly PersonId[], b: readonly PersonId[]): boolean {
	return a.length === b.length && a.every((person, i) => person === b[i]);
}

function sameSet(a: readonly PersonId[], b: readonly PersonId[]): boolean {
	return a.length === b.length && new Set(a).size === a.length && a.every((person) => b.includes(person));
}
