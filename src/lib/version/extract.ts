// What a pupil may let somebody read who did not sit at the table: what is their own, and what is nobody's. Other
// people's words and promises stay with those they were said to; who was there, and what they answered, too.

import type { PersonId } from '#lib/base/id.ts';
import { standingIn } from '#lib/version/other-words.ts';
import type { Part } from '#lib/version/part.ts';

/** Days a link opens an extract. */
export const extractDays = [7, 30, 90] as const;
/** Letters of who it is for. */
export const readerLetters = 80;

/** Own lines and own promises of the pupil; goals, Samen-sentences and agreements, which have no voice. */
export function mayPick(part: Part, pupil: PersonId): boolean {
	switch (part.part) {
		case 'line':
			return part.person === pupil && !part.behalf;
		case 'engagement':
		case 'not-now':
			return part.owner === pupil;
		case 'person':
		case 'silence':
		case 'phrase':
		case 'ask':
		case 'outcome':
			return false;
		default:
			return true;
	}
}

/** Those of a copy, in its order; of two that say one thing, the one that says it whole. */
export function pickable<One extends { readonly part: Part }>(all: readonly One[], pupil: PersonId): One[] {
	const again = standingIn(all.map(({ part }) => part));
	return all.filter(({ part }) => mayPick(part, pupil) && !('id' in part && again.has(part.id)));
}
