// A round: one question to everyone in turn, and what it writes. domain.md §4.3. Which rounds a circle begins
// with: standard.ts; how they change, before and during: rounds.ts.

import type { ItemId, PersonId } from '#lib/base/id.ts';
import type { OwnKind } from '#lib/plan/kind.ts';

/**
 * Why one meets: vraagverheldering, intake, start-rondetafel, tussentijds overleg, opvolgcirkel,
 * herinstapgesprek, ouder-jongere gesprek, klascirkel, afsluitend gesprek, overdracht.
 */
export const circleTypes = [
	'clarify',
	'intake',
	'start',
	'interim',
	'follow-up',
	'return',
	'parent-child',
	'class',
	'closing',
	'handover'
] as const;
export type CircleType = (typeof circleTypes)[number];

/** How: vrij gesprek, proactieve cirkel, herstelcirkel, familieberaad. A label the provider chooses (domain.md §4.1). */
export const methods = ['free', 'proactive', 'restorative', 'family'] as const;
export type Method = (typeof methods)[number];

/** Methods whose rounds are quiet (design decision 11). */
export const isQuiet = (method: Method): boolean => method === 'proactive' || method === 'restorative';

/** How the questions speak: je, u, or in the simplest words (domain.md §4.3). */
export const tones = ['je', 'u', 'simple'] as const;
export type Tone = (typeof tones)[number];

export const writings = ['nothing', 'own', 'together'] as const;

export type Round = {
	/** Key of the standard question in words/, or of a round the provider made: `own.…`. Once in a circle, but for a promise. */
	readonly ask: string;
	/** The provider's own wording, when it was changed. */
	readonly text: string | null;
	readonly writes: (typeof writings)[number];
	/** Where own words are laid; in a class circle, under which heading its phrases stand. */
	readonly kind: OwnKind | null;
	/** The promise a round of the follow-up goes about. */
	readonly about: ItemId | null;
	/** Who has the word before the others: the owner of that promise, then its follower (domain.md §7). */
	readonly first: readonly PersonId[];
	/** Suggested length of one turn, in seconds; null: as long as it takes. */
	readonly seconds: number | null;
};

/** What a house says instead of the standard question, in each tone it has words for. */
export type Wording = Readonly<Partial<Record<Tone, string>>>;

/** A round as it is kept: the wording of this circle is `text`, that of its house stands beside it. */
export type KeptRound = Round & { readonly house: Wording };

/** What a round is known by in its circle: its question, and the promise it goes about. */
export const roundKey = (round: Pick<Round, 'ask' | 'about'>): string => `${round.ask}/${round.about ?? ''}`;

/** A round the provider made: no standard question stands behind it. */
export const isOwn = (ask: string): boolean => ask.startsWith('own.');

/** The rounds as a circle of this tone asks them. */
export function inTone(rounds: readonly KeptRound[], tone: Tone): Round[] {
	return rounds.map(({ house, ...round }) => ({
		...round,
		text: round.text ?? wordingIn(round.ask, house, tone)
	}));
}

/** Null: the standard question. A round without one is asked in the words there are. */
export function wordingIn(ask: string, house: Wording, tone: Tone): string | null {
	return house[tone] ?? (isOwn(ask) ? (house.je ?? house.u ?? house.simple ?? '') : null);
}

/** Rounds of before they had a length, or a wording of the house, have none. */
export function readRounds(rows: readonly unknown[]): KeptRound[] {
	return (rows as readonly (Omit<KeptRound, 'seconds' | 'house'> & Partial<KeptRound>)[]).map((round) => ({
		...round,
		seconds: round.seconds ?? null,
		house: round.house ?? {}
	}));
}
