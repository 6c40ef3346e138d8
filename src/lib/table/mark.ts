// Who keeps it: what a voice lets the school have of its own words. No answer is *blijft hier*.
// Silent, changeable until voorleggen, read by nobody else until then (design decision 7).

import type { LineId, PersonId } from '#lib/base/id.ts';
import type { Line } from '#lib/plan/line.ts';

/** ja, alles · ik kies zelf · nee, blijft hier */
export const markChoices = ['all', 'some', 'none'] as const;
export type MarkChoice = (typeof markChoices)[number];

export type Mark = { readonly choice: MarkChoice; readonly lines: ReadonlySet<LineId> };

export type MarkMove = {
	readonly do: 'mark';
	readonly person: PersonId;
	readonly choice: MarkChoice;
	/** The lines the school may have, with `some`; otherwise none are named. */
	readonly lines: readonly LineId[];
};

export type MarkFact = {
	readonly is: 'marked';
	readonly choice: MarkChoice;
	readonly lines: readonly LineId[];
};

/** Whether the school may have this line. */
export function mayGoToSchool(line: Line, mark: Mark | undefined): boolean {
	if (!mark || mark.choice === 'none') return false;
	return mark.choice === 'all' || mark.lines.has(line.id);
}
