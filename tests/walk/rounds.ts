// The piece over a whole walk: in a round everybody is asked once, who passed or said *later* once more, and
// nobody a third time (S1-05). Turns that somebody gave by hand are no asking.

import type { PersonId } from '#lib/base/id.ts';
import type { Ending } from '#lib/circle/turns.ts';
import type { Step } from './step.ts';

/** How often each had it, and how it ended last. */
type Had = ReadonlyMap<PersonId, { readonly times: number; readonly how: Ending }>;

type Round = {
	had: Had;
	before: Had;
	/** Sat down while the piece lay in the middle: only a hand gives it to them. */
	readonly late: Set<PersonId>;
};

export class Rounds {
	#rounds = new Map<number, Round>();

	/** What is wrong, or null. */
	saw(step: Step): string | null {
		for (const told of step.facts) {
			if (told.to !== 'circle') continue;
			const wrong = this.#hear(told.fact, step);
			if (wrong) return wrong;
		}
		return this.#over(step);
	}

	#hear(fact: (Step['facts'][number] & { to: 'circle' })['fact'], { asked, after }: Step): string | null {
		const round = 'round' in fact ? this.#at(fact.round) : null;
		switch (fact.is) {
			case 'turn-ended': {
				if (!round) return null;
				const times = 1 + (round.had.get(fact.person)?.times ?? 0);
				round.before = round.had;
				round.had = new Map(round.had).set(fact.person, { times, how: fact.how });
				const byHand = 'do' in asked && asked.do === 'pass' && asked.to !== null;
				return byHand ? null : asks(round.had, fact.next);
			}
			case 'turn-undone':
				if (round) round.had = round.before;
				return null;
			case 'seated':
				for (const [at, turns] of after.circle.turns)
					if (turns.holder === null) this.#at(at).late.add(fact.person);
				return null;
			default:
				return null;
		}
	}

	/** Nobody's turn is lost: when the piece lies in the middle, everybody had it. */
	#over({ before, after }: Step): string | null {
		for (const [at, turns] of after.circle.turns) {
			if (turns.holder !== null || before.circle.turns.get(at)?.holder === null) continue;
			const { had, late } = this.#at(at);
			for (const person of after.circle.seated) {
				const one = had.get(person);
				if (!one && !late.has(person)) return `${person} was not asked`;
				const owed = one?.times === 1 && (one.how === 'pass' || one.how === 'later');
				if (owed && !late.has(person)) return `${person} was not offered it once more`;
			}
		}
		return null;
	}

	#at(round: number): Round {
		const there = this.#rounds.get(round) ?? { had: new Map(), before: new Map(), late: new Set() };
		this.#rounds.set(round, there);
		return there;
	}
}

function asks(had: Had, person: PersonId | null): string | null {
	const one = person && had.get(person);
	if (!one) return null;
	const again = one.times === 1 && (one.how === 'pass' || one.how === 'later');
	return again ? null : `${person} is asked again after ${one.how}, had it ${one.times} times`;
}
