// Whether what the house would sign may stand in the place of what somebody said last to a version. What their own hand
// said, nobody turns for them. SPEC.md, *In whose place*.

import type { PersonId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';

/** What somebody said last: with a witness, or with their own hand and none. */
export type SaidLast = { readonly witness: PersonId | null };

/** What the house is asked to sign: who asks it, of whom, in sight of whom. */
export type ForSomebody = {
	readonly by: PersonId;
	readonly person: PersonId;
	readonly witness: PersonId | null;
	/** On a tablet that goes round: whoever taps a name there proves nothing. */
	readonly passed: boolean;
	/** They asked for it here, aloud, knowing that they answered before. */
	readonly anew: boolean;
};

/** Every polite no of this. Each has a sentence in words/. */
export type InPlaceRefusal =
	/** On the tablet, of who answered with their own hand before. */
	| 'said-by-own-hand'
	/** What somebody said with their own hand, only their own hand changes. */
	| 'not-yours-to-answer'
	/** Asked for anew, it takes a witness beside the one who writes it down. */
	| 'no-witness';

/** Null: it may. `last`: what this person said last; null when they said nothing yet. */
export function refuseInPlace(last: SaidLast | null, asked: ForSomebody): No<InPlaceRefusal> | null {
	if (last === null || last.witness !== null) return null;
	if (asked.by === asked.person) return asked.passed ? no('said-by-own-hand') : null;
	if (!asked.anew) return no('not-yours-to-answer');
	return asked.witness === null || asked.witness === asked.by ? no('no-witness') : null;
}
