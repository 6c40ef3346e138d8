// The kinds of words in a plan. domain.md §5.3; two kinds of words: design decision 6.

/** Own words, in a voice: beleving, kracht, zorg, verlangen, nodig; and what one says of a promise. */
export const ownKinds = ['experience', 'strength', 'worry', 'wish', 'need', 'review'] as const;
export type OwnKind = (typeof ownKinds)[number];

/** The headings of the plan, strengths before worries (domain.md §1, krachtgericht). */
export const headings = ['experience', 'strength', 'worry', 'wish', 'need'] as const;
export type Heading = (typeof headings)[number];

/** The frame one agrees on: duur, plaats, manier van werken (domain.md §5.3). */
export const frameKinds = ['duration', 'place', 'method'] as const;

/** Shared words that are a sentence and nothing else, in the order they are read; schoolondersteuning leads. */
export const plainKinds = ['school-support', ...frameKinds, 'agreement', 'next', 'plan-b'] as const;
export type PlainKind = (typeof plainKinds)[number];

/**
 * Shared words: a Samen-sentence, doel, engagement, vraag aan, besproken nu niet, the plain ones, steunend
 * netwerk, a phrase of a class without a name, and what is parked for later (*straks*).
 */
const itemKinds = [
	'together',
	'goal',
	'engagement',
	'ask',
	'not-now',
	...plainKinds,
	'network',
	'phrase',
	'parked'
] as const;
export type ItemKind = (typeof itemKinds)[number];

/** Level of a goal: jongere, klasgroep, leerkracht & school, context (domain.md §5.3). */
export const levels = ['pupil', 'class', 'school', 'context'] as const;
export type Level = (typeof levels)[number];

/** Schoolondersteuning: what the school does, beside what the others do (domain.md §5.3). */
export const strands = ['school'] as const;
export type Strand = (typeof strands)[number];

export const isOwnKind = (text: unknown): text is OwnKind => ownKinds.includes(text as OwnKind);
export const isHeading = (text: unknown): text is Heading => headings.includes(text as Heading);
export const isItemKind = (text: unknown): text is ItemKind => itemKinds.includes(text as ItemKind);
export const isStrand = (text: unknown): text is Strand => strands.includes(text as Strand);
export const isPlainKind = (text: unknown): text is PlainKind => plainKinds.includes(text as PlainKind);
export const isLevel = (text: unknown): text is Level => levels.includes(text as Level);
