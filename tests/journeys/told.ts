// What the house tells somebody who asks it anew: the facts of the meeting, in their order, and the table they make.

import { turnsNow, type Circle } from '#lib/circle/circle.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
import { foldView } from '#lib/wire/fold.ts';
import type { WorldSeat } from '#server/world/world.ts';
import { Person } from '../server/person.ts';
import type { House } from './house.ts';

export type Meeting = { readonly circle: Circle; readonly facts: readonly CircleFact[] };

export async function told(house: House, seat: WorldSeat): Promise<Meeting> {
	const person = new Person(seat, house.origin);
	const view = await person.sit();
	person.leave();
	const facts = view.streams.flatMap(({ facts }) =>
		facts.flatMap(({ told }) => (told.to === 'circle' ? [told.fact] : []))
	);
	return { circle: foldView(view).circle, facts };
}

/** Each turn that ended: its number, and whose it was by their place at the table. */
export function turnsIn({ circle, facts }: Meeting): string[] {
	return facts.flatMap((fact) =>
		fact.is === 'turn-ended' ? [`${fact.turn} P${circle.order.indexOf(fact.person)}`] : []
	);
}

/** Who has the piece and who waits for it, by their places at the table. */
export function waitsIn({ circle }: Meeting): string {
	const turns = turnsNow(circle);
	return [turns?.holder ?? null, ...(turns?.queue ?? []), ...(turns?.again ?? [])]
		.map((person) => (person === null ? 'nobody' : `P${circle.order.indexOf(person)}`))
		.join(' ');
}

export const count = ({ facts }: Meeting, is: CircleFact['is']): number =>
	facts.filter((fact) => fact.is === is).length;
