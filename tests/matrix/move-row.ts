// A row of move × role: the move, and what each who sits at a table with a school hears of it.

import type { Move } from '#lib/wire/move.ts';
import type { Named } from './named.ts';

/** Null: it was done. Otherwise the refusal. */
export type Said = string | null;
export type Sitting = 'school' | 'parent' | 'pupil' | 'leader';

export type MoveRow = {
	readonly move: (named: Named) => Move;
	readonly hears: Readonly<Record<Sitting, Said>>;
	/** What the one who leads hears of what is foreign or missing, where a move names anything. */
	readonly absent?: Said;
	/** What the one who leads does before. */
	readonly first?: Move;
};

export const hear = (school: Said, parent: Said, pupil: Said, leader: Said) => ({
	school,
	parent,
	pupil,
	leader
});
/** Only the one who leads gets that far. */
export const lead = (leader: Said) => hear('only-the-leader', 'only-the-leader', 'only-the-leader', leader);
/** For the pupil, and the one who leads. */
export const own = (pupil: Said, leader: Said, others: Said) => hear(others, others, pupil, leader);

export type MoveRows = Readonly<Record<string, MoveRow>>;

/** The move a row is about; behind a comma, a word more. */
export const moveOf = (name: string): string => name.replace(/,.*/, '');
