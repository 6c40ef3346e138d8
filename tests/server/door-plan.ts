// Guests of a plan, for tests: everybody is expected but who is named.

import type { PersonId } from '#lib/base/id.ts';
import { asPlanned, type PlannedCircle, type PlannedState } from '#lib/traject/planned.ts';
import type { Preparing } from '#server/traject/at-traject.ts';

export function plannedGuests(
	at: Preparing,
	states: Record<string, PlannedState>,
	readers: readonly PersonId[] = []
): PlannedCircle['guests'] {
	return at.people.map(({ id }) => {
		const state = states[id] ?? 'expected';
		const told = state === 'not-invited';
		const reason = told ? 'spanning nu te groot' : '';
		return { ...asPlanned(id, state), reason, readers: told ? readers : [] };
	});
}
