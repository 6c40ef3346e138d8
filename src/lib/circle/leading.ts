// Who leads, who may take over, who types for others. Whether somebody may lead at all (people/role.ts) is
// known in `lib/table`, which knows the people.

import type { PersonId } from '#lib/base/id.ts';
import { no } from '#lib/base/no.ts';
import type { Circle } from '#lib/circle/circle.ts';
import type { Actor, CircleAnswer, CircleMove } from '#lib/circle/move.ts';

export function decideNameCo(circle: Circle, person: PersonId | null): CircleAnswer {
	if (circle.phase.at === 'planned') return no('not-in-this-phase');
	if (person === circle.co) return [];
	if (person === circle.leader) return no('already-leads');
	if (person !== null && !circle.order.includes(person)) return no('not-seated');
	return [{ is: 'co-named', person }];
}

export function decideHandOver(circle: Circle, to: PersonId): CircleAnswer {
	if (circle.phase.at === 'planned') return no('not-in-this-phase');
	if (to === circle.leader) return [];
	return circle.seated.has(to) ? [{ is: 'leads', person: to }] : no('not-seated');
}

/** By hand and by the one who was named: nothing jumps by itself. Giving it back is a hand-over. */
export function decideTakeOver(circle: Circle, by: Actor): CircleAnswer {
	if (by.person === circle.leader) return [];
	return by.person === circle.co ? [{ is: 'leads', person: by.person }] : no('only-the-co-leader');
}

export function decideNameWriter(circle: Circle, move: CircleMove & { do: 'name-writer' }): CircleAnswer {
	const { person, writes } = move;
	if (circle.phase.at === 'planned') return no('not-in-this-phase');
	if (circle.writers.has(person) === writes) return [];
	return circle.seated.has(person) ? [{ is: 'writer-named', person, writes }] : no('not-seated');
}

export function withWriter(
	writers: ReadonlySet<PersonId>,
	person: PersonId,
	writes: boolean
): ReadonlySet<PersonId> {
	const next = new Set(writers);
	if (writes) next.add(person);
	else next.delete(person);
	return next;
}

/** Who leads, led or may take over: handing over takes nothing from the screens they set up. */
export function leadersOf({ led, co }: Circle): ReadonlySet<PersonId> {
	return co ? new Set(led).add(co) : led;
}
