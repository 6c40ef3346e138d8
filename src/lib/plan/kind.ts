// The kinds of words in a plan. domain.md §5.3; two kinds of words: design decision 6.

/** Own words, in a voice: beleving, kracht, zorg, verlangen, nodig; and what one says of a promise. */
export const ownKinds = ['experience', 'strength', 'worry', 'wish', 'need', 'review'] as const;
export type OwnKind = (typeof ownKinds)[number];

/** The headings of the plan, strengths before worries (domain.md §1, krachtgericht). */
export const headings = ['experience', 'strength', 'worry', 'wish', 'need'] as const;
export type Heading = (typeof headings)[number];

/** Shared words: a Samen-sentence, doel, engagement, vraag aan, besproken nu niet, afspraak, volgende keer, plan B. */
const itemKinds = [
	'together',
	'goal',
	'engagement',
	'ask',
	'not-now',
	'agreement',
	'next',
	'plan-b'
] as const;
export type ItemKind = (typeof itemKinds)[number];

/** Level of a goal: jongere, klasgroep, leerkracht & school, context (domain.md §5.3). */
export const levels = ['pupil', 'class', 'school', 'context'] as const;
export type Level = (typeof levels)[number];

export const isOwnKind = (text: unknown): text is OwnKind => ownKinds.includes(text as OwnKind);
export const isHeading = (text: unknown): text is Heading => headings.includes(text as Heading);
export const isItemKind = (text: unknown): text is ItemKind => itemKinds.includes(text as ItemKind);
export const isLevel = (text: unknown): text is Level => levels.includes(text as Level);
