// What people at a table are in the mood to ask.

import type { PersonId } from '#lib/base/id.ts';
import type { Table } from '#lib/table/table.ts';
import type { Ground } from './table.ts';
import { makers, type Asked, type Maker } from './moves.ts';

/** What a table is in the mood for: these come six times as often. A list to add to. */
const moods: readonly (readonly (keyof typeof makers)[])[] = [
	['round', 'pass', 'undo', 'more-time', 'minute', 'minute-over', 'leave', 'seat'],
	['name-co', 'hand-over', 'take-over', 'name-writer', 'name-reader', 'break-off', 'take-up'],
	['lay', 'correct', 'confirm', 'take-back', 'cover', 'uncover', 'empty-line', 'check', 'mark'],
	['take', 'agree', 'let-go', 'review', 'read', 'go', 'empty-item'],
	['private-ask', 'private-agree', 'private-decline', 'private-end', 'private-call', 'private-stay'],
	['private-ask', 'private-agree', 'private-yes', 'private-no'],
	['house present', 'house answer', 'house withdraw', 'house declare', 'close']
];

type Weighed = { readonly whole: number; readonly all: readonly (readonly [number, Maker])[] };

const weighedFor = moods.map((mood): Weighed => {
	const all = Object.entries(makers).map(
		([name, [weight, make]]) => [weight * (mood.some((one) => one === name) ? 6 : 1), make] as const
	);
	return { all, whole: all.reduce((sum, [weight]) => sum + weight, 0) };
});

/** A mood for a table, by its number among all that are walked. */
export const moodAt = (at: number): Weighed => weighedFor[at % weighedFor.length] as Weighed;

/** Anybody's next thought. */
export function askedBy(ground: Ground, table: Table, by: PersonId, { whole, all }: Weighed): Asked {
	let left = ground.chance.next() * whole;
	for (const [weight, make] of all) if ((left -= weight) < 0) return make(ground, table, by);
	return { do: 'pause' };
}
