// Who has not had the word yet: in this round, or, while everybody writes together, in the whole circle.

import type { PersonId } from '#lib/base/id.ts';
import { turnsNow, type Circle } from '#lib/circle/circle.ts';

/** Passing is a full answer, so who passed was asked; who leads asks for themselves. */
export function notHeard(circle: Circle): PersonId[] {
	const turns = turnsNow(circle);
	const rounds = turns ? [turns] : [...circle.turns.values()];
	const asked = new Set(rounds.flatMap((one) => [...one.ended.keys(), ...(one.holder ? [one.holder] : [])]));
	return circle.order.filter(
		(person) => circle.seated.has(person) && person !== circle.leader && !asked.has(person)
	);
}
