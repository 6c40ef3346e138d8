// Empty sheets of paper, one for every screen, for when a screen fails: which there are, and which a circle has use for.

import type { CircleType } from '#lib/circle/round.ts';

export const blankSheets = ['own', 'round', 'promises', 'aloud', 'review', 'private', 'mine', 'who'] as const;
export type BlankSheet = (typeof blankSheets)[number];

/** A class says everything without names, so it has no sheet that asks for one but of who promises and who comes. */
const ofClass: readonly BlankSheet[] = ['round', 'promises', 'who'];

export const sheetsOf = (type: CircleType): readonly BlankSheet[] =>
	type === 'class' ? ofClass : blankSheets;

/** Those of them that were named, in their own order; all when none was. */
export function chosenOf(type: CircleType, named: readonly string[]): readonly BlankSheet[] {
	const chosen = sheetsOf(type).filter((one) => named.includes(one));
	return chosen.length > 0 ? chosen : sheetsOf(type);
}
