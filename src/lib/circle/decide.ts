// The meeting as a machine: what each move does in each phase. Pure. An empty list is a move that
// changes nothing, as a second press; a no says why. SPEC.md has every cell.

import type { PersonId, VersionId } from '#lib/base/id.ts';
import { no, unreachable, type No } from '#lib/base/no.ts';
import { decideNameReader, decidePaper } from '#lib/circle/aloud.ts';
import { versionOf, type Circle, type Setting } from '#lib/circle/circle.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
import { decideHandOver, decideNameCo, decideNameWriter, decideTakeOver } from '#lib/circle/leading.ts';
import { once, type Actor, type CircleAnswer, type CircleMove } from '#lib/circle/move.ts';
import {
	decideMinute,
	decideMinuteOver,
	decideMoreTime,
	decidePass,
	decideUndo,
	isPast
} from '#lib/circle/piece.ts';
import { endsByLeaving } from '#lib/circle/talk.ts';

/** `at`: the server's time in milliseconds. `by` sits at the table, or leads. */
export function decideCircle(circle: Circle, move: CircleMove, by: Actor, at: number): CircleAnswer {
	const leads = by.person === circle.leader;
	const inside = leads || circle.seated.has(by.person);
	if (!inside) return no('not-seated');
	if (circle.phase.at === 'closed')
		return (move.do === 'close' && leads) || isPast(circle, move) ? [] : no('circle-closed');
	switch (move.do) {
		case 'pass':
			return decidePass(circle, move, by, at);
		case 'more-time':
			return decideMoreTime(circle, move, by);
		case 'minute-over':
			return decideMinuteOver(circle, by, at);
		case 'take-over':
			return decideTakeOver(circle, by);
		case 'read-out':
			return decideReadOut(circle, move, by, at);
		case 'pause':
			return pausable(circle) ? once(!circle.paused, { is: 'paused' }) : no('not-in-this-phase');
		case 'leave':
			return leads || move.person === by.person ? decideLeave(circle, move.person) : no('only-the-leader');
		default:
			return leads ? decideLead(circle, move, at) : no('only-the-leader');
	}
}

type AnyonesMove = 'pass' | 'more-time' | 'minute-over' | 'take-over' | 'read-out' | 'pause' | 'leave';
type LeadMove = Exclude<CircleMove, { do: AnyonesMove }>;

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
		case 'minute':
			return decideMinute(circle, move.seconds);
		case 'name-co':
			return decideNameCo(circle, move.person);
		case 'hand-over':
			return decideHandOver(circle, move.to);
		case 'name-writer':
			return decideNameWriter(circle, move);
		case 'name-reader':
			return talking(circle) ? decideNameReader(circle, move.person) : no('not-in-this-phase');
		case 'paper':
			return decidePaper(circle, move.on);
		case 'break-off':
			if (circle.phase.at === 'planned') return no('not-in-this-phase');
			return once(circle.phase.at !== 'broken-off', { is: 'broken-off' });
		case 'take-up':
			if (circle.phase.at === 'planned') return no('not-in-this-phase');
			return once(circle.phase.at === 'broken-off', { is: 'taken-up' });
		case 'resume':
			return once(circle.paused, { is: 'resumed' });
		case 'close':
			return versionOf(circle.phase) ? [{ is: 'closed' }] : no('present-first');
		default:
			return unreachable(move);
	}
}

function decideOpen(circle: Circle, setting: Setting): CircleAnswer {
	if (circle.phase.at !== 'planned') return [];
	// A class circle is one as it was prepared; nothing else becomes one by opening.
	const given = circle.setting === 'class' || setting === 'class' ? circle.setting : setting;
	return [
		{ is: 'opened', setting: given, order: circle.order },
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
	if (!circle.seated.has(person)) return [];
	return [{ is: 'left', person }, ...endsByLeaving(circle, person)];
}

/** The same again within this many milliseconds is a second press. */
const readOnceWithin = 60_000;

/** By who read it out, or by who leads for them. It is noted, and changes nothing else. */
function decideReadOut(
	circle: Circle,
	{ person, language }: CircleMove & { do: 'read-out' },
	by: Actor,
	at: number
): CircleAnswer {
	if (by.person !== person && by.person !== circle.leader) return no('only-the-leader');
	if (!talking(circle) && circle.phase.at !== 'answering') return no('not-in-this-phase');
	if (!circle.order.includes(person)) return no('not-seated');
	const last = circle.readOut.findLast((one) => one.person === person && one.language === language);
	return once(!last || at - last.at > readOnceWithin, { is: 'read-out', person, language });
}

function decideRound(circle: Circle, round: number): CircleAnswer {
	if (!talking(circle)) return no('not-in-this-phase');
	if (!circle.rounds[round]) return no('no-such-round');
	if (circle.phase.at === 'round' && circle.phase.round === round) return [];
	const queue = circle.turns.has(round) ? null : queueFor(circle, round);
	return [{ is: 'round-begun', round, queue }];
}

/**
 * Everyone seated in the order of the table; the one who leads answers last (domain.md §4.1). Who asks after
 * their own promise has the word once.
 */
function queueFor(circle: Circle, round: number): PersonId[] {
	const first = circle.rounds[round]?.first ?? [];
	const others = circle.order.filter((person) => person !== circle.leader);
	const queue = new Set([...first, ...others, circle.leader]);
	return [...queue].filter((person) => circle.seated.has(person));
}

/**
 * Whether withdrawing this version makes its words a draft again: when it is what lies before the table now.
 * No fact follows `closed`: what is withdrawn afterwards is drawn up anew in a next circle.
 */
export function reopens({ phase }: Circle, version: VersionId): boolean {
	return phase.at !== 'closed' && versionOf(phase) === version;
}

/** The phases in which people talk and write: between opening and voorleggen. */
export function talking(circle: Circle): boolean {
	const at = circle.phase.at;
	return at !== 'planned' && at !== 'answering' && at !== 'broken-off' && at !== 'closed';
}

/** Why no words change and no yes is given now; null while people talk. */
export function whyStill(
	circle: Circle
): No<'not-in-this-phase' | 'broken-off' | 'already-presented'> | null {
	if (talking(circle)) return null;
	const { at } = circle.phase;
	return no(at === 'planned' ? 'not-in-this-phase' : at === 'broken-off' ? at : 'already-presented');
}

/** There is nothing to pause before it opens, and when people went home. */
function pausable({ phase: { at } }: Circle): boolean {
	return at !== 'planned' && at !== 'broken-off' && at !== 'closed';
}

function sameOrder(a: readonly PersonId[], b: readonly PersonId[]): boolean {
	return a.length === b.length && a.every((person, i) => person === b[i]);
}

function sameSet(a: readonly PersonId[], b: readonly PersonId[]): boolean {
	return a.length === b.length && new Set(a).size === a.length && a.every((person) => b.includes(person));
}
