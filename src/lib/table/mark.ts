// Who keeps it: what a voice lets the school have of its own words. No answer is *blijft hier*.
// Silent, changeable until voorleggen, read by nobody else until then (design decision 7). It names the
// words as they were: other words, no mark, and the page asks again (circle/SPEC.md).

import type { Digest } from '#lib/base/digest.ts';
import type { LineId, PersonId } from '#lib/base/id.ts';
import type { Line } from '#lib/plan/line.ts';

/** ja, alles · ik kies zelf · nee, blijft hier */
export const markChoices = ['all', 'some', 'none'] as const;
export type MarkChoice = (typeof markChoices)[number];

/** A line as it stood on the screen where it was marked. */
export type Seen = { readonly line: LineId; readonly digest: Digest };

export type Mark = {
	readonly choice: MarkChoice;
	readonly lines: ReadonlySet<LineId>;
	readonly seen: ReadonlyMap<LineId, Digest>;
};

export type MarkMove = {
	readonly do: 'mark';
	readonly person: PersonId;
	readonly choice: MarkChoice;
	/** The lines the school may have, with `some`; otherwise none are named. */
	readonly lines: readonly LineId[];
	/** Every line of this person that was there to choose from. */
	readonly seen: readonly Seen[];
};

export type MarkFact = Pick<MarkMove, 'choice' | 'lines' | 'seen'> & {
	readonly is: 'marked';
	/** Who tapped: the person, or the one who leads. */
	readonly by: PersonId;
};

/** Of before a mark named its words and who gave it: it lets nothing go, and stands as the person's own. */
export type EarlyMarkFact = Pick<MarkMove, 'choice' | 'lines'> & { readonly is: 'marked' };

export function markOf(given: Pick<MarkMove, 'choice' | 'lines' | 'seen'> | EarlyMarkFact): Mark {
	const seen = 'seen' in given ? given.seen : [];
	return {
		choice: given.choice,
		lines: new Set(given.lines),
		seen: new Map(seen.map(({ line, digest }) => [line, digest]))
	};
}

/** Whether the school may have this line, in these words. */
export function mayGoToSchool(line: Line, mark: Mark | undefined): boolean {
	if (!mark || mark.choice === 'none' || mark.seen.get(line.id) !== line.digest) return false;
	return mark.choice === 'all' || mark.lines.has(line.id);
}

/** Whether a mark answers for these lines as they stand now; *nee, blijft hier* does for all to come. */
export function covers(mark: Mark | undefined, lines: readonly Line[]): boolean {
	if (!mark) return false;
	return mark.choice === 'none' || lines.every((line) => mark.seen.get(line.id) === line.digest);
}
