// Who came later and who went home earlier, in which round: folded from the facts of the meeting, for the plan and
// for who may hear what (domain.md §6.3).

import type { PersonId } from '#lib/base/id.ts';
import type { CircleFact } from '#lib/circle/fact.ts';

export type Coming = {
	/** The round, from 1, that had begun when they first sat down; null: before the rounds. */
	readonly joined: number | null;
	/** The last round, from 1, that had begun when they left; 0: before the first. Null while they are here. */
	readonly left: number | null;
	/** They sat here while words could still change. */
	readonly heard: boolean;
};

export type Comings = ReadonlyMap<PersonId, Coming>;

export function comingsOf(facts: Iterable<CircleFact>): Comings {
	const comings = new Map<PersonId, Coming>();
	let round = 0;
	let open = true;
	for (const fact of facts) {
		switch (fact.is) {
			case 'round-begun':
				round = fact.round + 1;
				break;
			case 'presented':
			case 'closed':
				open = false;
				break;
			case 'reopened':
				open = true;
				for (const [person, one] of comings)
					if (one.left === null) comings.set(person, { ...one, heard: true });
				break;
			case 'seated': {
				const before = comings.get(fact.person);
				const joined = before ? before.joined : round > 0 ? round : null;
				comings.set(fact.person, { joined, left: null, heard: open || before?.heard === true });
				break;
			}
			case 'left': {
				const before = comings.get(fact.person);
				if (before) comings.set(fact.person, { ...before, left: round });
				break;
			}
		}
	}
	return comings;
}
