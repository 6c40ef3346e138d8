// The questions of a circle that ask for somebody's own words: what one can prepare, and which draft answers
// which question.

import type { PersonId } from '#lib/base/id.ts';
import type { Round } from '#lib/circle/round.ts';
import type { OwnKind } from '#lib/plan/kind.ts';

export type Prompt = {
	readonly round: Round;
	/** Which round of the circle it is. */
	readonly at: number;
	readonly kind: OwnKind;
	/** Which of the questions of its kind, about the same thing: 1 for the first. */
	readonly nth: number;
};

/** Of the promises a follow-up looks back on, somebody is asked about their own, and those they ask after. */
export function promptsFor(rounds: readonly Round[], person: PersonId): Prompt[] {
	const asked = new Map<string, number>();
	return rounds.flatMap((round, at): Prompt[] => {
		const { writes, kind, about, first } = round;
		if (writes !== 'own' || kind === null) return [];
		const nth = (asked.get(`${kind} ${about}`) ?? 0) + 1;
		asked.set(`${kind} ${about}`, nth);
		return kind === 'review' && !first.includes(person) ? [] : [{ round, at, kind, nth }];
	});
}
