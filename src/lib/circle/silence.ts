// Full answers without words: *wil nu niets zeggen*, and *was erbij, zei niets*. A pass says nothing of
// anybody and stays out of the plan.

import type { ItemId, PersonId } from '#lib/base/id.ts';
import type { Circle } from '#lib/circle/circle.ts';
import type { Ending } from '#lib/circle/turns.ts';
import type { OwnKind } from '#lib/plan/kind.ts';

export type Silence = {
	readonly person: PersonId;
	readonly kind: OwnKind;
	/** The promise the round went about. */
	readonly about: ItemId | null;
	readonly how: Extract<Ending, 'nothing' | 'silent'>;
};

/** Of every round that asks for own words, in the order of the table; what was said last counts. */
export function silencesOf({ rounds, turns, order }: Circle): Silence[] {
	const found = new Map<string, Silence>();
	for (const [at, { writes, kind, about }] of rounds.entries()) {
		if (writes !== 'own' || kind === null) continue;
		for (const [person, how] of turns.get(at)?.ended ?? [])
			if (how === 'nothing' || how === 'silent')
				found.set(`${person} ${kind} ${about}`, { person, kind, about, how });
	}
	return [...found.values()].sort((a, b) => order.indexOf(a.person) - order.indexOf(b.person));
}
