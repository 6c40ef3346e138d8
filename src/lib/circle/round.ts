// A round: one question to everyone in turn, and what it writes. domain.md §4.3.

import type { ItemId, PersonId } from '#lib/base/id.ts';
import type { OwnKind } from '#lib/plan/kind.ts';

export const circleTypes = ['clarify', 'start', 'follow-up'] as const;
/** Why one meets: vraagverheldering, start-rondetafel, opvolgcirkel. */
export type CircleType = (typeof circleTypes)[number];

export const methods = ['free', 'proactive'] as const;
/** How: vrij gesprek, or proactieve cirkel, whose rounds are quiet (design decision 11). */
export type Method = (typeof methods)[number];

export type Round = {
	/** Key of the standard question in words/. */
	readonly ask: string;
	/** The provider's own wording, when it was changed. */
	readonly text: string | null;
	readonly writes: 'nothing' | 'own' | 'together';
	readonly kind: OwnKind | null;
	/** The promise a round of the follow-up goes about. */
	readonly about: ItemId | null;
	/** Who has the word before the others: the owner of that promise, then its follower (domain.md §7). */
	readonly first: readonly PersonId[];
	/** A length to suggest for one turn, seconds; null: nobody is shown a ring. */
	readonly seconds: number | null;
};

/** A promise that a follow-up goes about. */
export type Reviewed = { readonly id: ItemId; readonly owner: PersonId; readonly asker: PersonId | null };

const round = (ask: string, writes: Round['writes'], kind: OwnKind | null = null): Round => ({
	ask,
	text: null,
	writes,
	kind,
	about: null,
	first: [],
	seconds: null
});

const themes = (prefix: string): Round[] => [
	round(`${prefix}.experience`, 'own', 'experience'),
	round(`${prefix}.strength`, 'own', 'strength'),
	round(`${prefix}.worry`, 'own', 'worry'),
	round(`${prefix}.wish`, 'own', 'wish'),
	round(`${prefix}.need`, 'own', 'need')
];

/** The rounds a circle of this type begins with; check-in and check-out write nothing. */
export function roundsFor(type: CircleType, promises: readonly Reviewed[] = []): Round[] {
	switch (type) {
		case 'clarify':
		case 'start':
			return [
				round('ask.check-in', 'nothing'),
				...themes('ask'),
				round('ask.engagement', 'together'),
				round('ask.check-out', 'nothing')
			];
		case 'follow-up':
			return [
				round('ask.how-now', 'nothing'),
				round('ask.proud', 'own', 'strength'),
				...promises.map(reviewRound),
				round('ask.keep-change', 'together'),
				round('ask.check-out', 'nothing')
			];
	}
}

function reviewRound(promise: Reviewed): Round {
	const first = promise.asker ? [promise.owner, promise.asker] : [promise.owner];
	return { ...round('ask.review', 'own', 'review'), about: promise.id, first };
}
