// The open fields of an answer, which every copy of it shows: which version, who, what, when and how.
// Reasons and reserves are no part of them: those are hidden words. domain.md §6.2; FORMAT.md §7.

import type { Json } from '#lib/base/canonical.ts';
import type { Digest } from '#lib/base/digest.ts';
import { isId, type PersonId, type TrajectId } from '#lib/base/id.ts';
import { isDigestText, isSeconds, type Fields } from '#lib/seal/text.ts';

/** onderschrijft · met voorbehoud · onderschrijft niet · gezien · denkt nog na · trekt in. */
export const answerKinds = ['yes', 'yes-but', 'no', 'seen', 'thinking', 'withdraws'] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** On the own device; on a passed tablet; aloud; some other way the house wrote down (paper, a call). */
const hows = ['device', 'tablet', 'spoken', 'house'] as const;
export type How = (typeof hows)[number];

export type Said = {
	/** The digest of the version's token: the answer counts for no other. */
	readonly version: Digest;
	readonly traject: TrajectId;
	readonly person: PersonId;
	readonly answer: AnswerKind;
	/** When, in whole seconds since 1970 UTC, by the clock of whoever signed. It orders nothing. */
	readonly at: number;
	/** The day somebody who thinks it over hopes to know, as 2026-09-14; null for every other answer. */
	readonly until: string | null;
	readonly how: How;
	/** Who heard or saw it, when somebody else wrote it down. */
	readonly witness: PersonId | null;
};

export const saidNames = ['version', 'traject', 'person', 'answer', 'at', 'until', 'how', 'witness'] as const;

/** The open fields in an object that may hold more, or null when one has another shape. */
export function readSaid(fields: Fields): Said | null {
	const { version, traject, person, at, until, witness } = fields;
	const answer = answerKinds.find((kind) => kind === fields['answer']);
	const how = hows.find((way) => way === fields['how']);
	if (answer === undefined || how === undefined || !isSeconds(at)) return null;
	if (!isDigestText(version) || !isId(traject) || !isId(person)) return null;
	if (witness !== null && !isId(witness)) return null;
	if (until !== null && !(answer === 'thinking' && isDay(until))) return null;
	return { version, traject, person, answer, at, until, how, witness };
}

/** A day of the calendar (RFC 3339 full-date): no 30th of February. */
export function isDay(value: Json | undefined): value is string {
	if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
	const day = new Date(`${value}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
