// One step of a walk, as the rules look at it, and how they look.

import type { PersonId, SheetId } from '#lib/base/id.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
import type { Turns } from '#lib/circle/turns.ts';
import type { SheetOf, TableFact } from '#lib/table/stream.ts';
import type { Table } from '#lib/table/table.ts';
import type { Asked } from './moves.ts';
import type { Ground } from './table.ts';

export type Step = {
	readonly ground: Ground;
	readonly before: Table;
	readonly after: Table;
	readonly by: PersonId;
	/** Milliseconds. */
	readonly at: number;
	readonly asked: Asked;
	readonly facts: readonly TableFact[];
};

/** As server/table/live.ts: of a besloten tijd that was asked there is no sheet yet, and its audience is known. */
export function sheetOf({ talks }: Table, id: SheetId): SheetOf | null {
	const talk = talks.get(id);
	return talk ? { audience: 'private', person: null, among: talk.among } : null;
}

export type Rule = (step: Step) => string | null;

export const circleFacts = ({ facts }: Step): CircleFact[] =>
	facts.flatMap((told) => (told.to === 'circle' ? [told.fact] : []));
export const roleOf = (table: Table, person: PersonId) => table.people.get(person)?.role;
export const distinct = (people: readonly PersonId[]): boolean => new Set(people).size === people.length;
export const waiting = (turns: Turns): PersonId[] => [
	...(turns.holder ? [turns.holder] : []),
	...turns.queue,
	...turns.again
];
