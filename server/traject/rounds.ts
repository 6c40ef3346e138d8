// The rounds a circle is prepared with: the standard ones of its type, the promises a follow-up goes about,
// and the provider's own wording, which is kept when the others change.

import { and, eq, isNull } from 'drizzle-orm';
import { cleanLine, limits } from '#lib/base/clean.ts';
import type { CircleId, VersionId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { roundsFor, type CircleType, type Reviewed, type Round } from '#lib/circle/round.ts';
import type { PlanRefusal } from '#lib/traject/planned.ts';
import { circle } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import { readReviewed } from '#server/table/reviewed.ts';

/** What a round is known by: its question, and the promise it goes about. */
export const roundKey = (round: Pick<Round, 'ask' | 'about'>): string => `${round.ask}/${round.about ?? ''}`;

/**
 * The rounds of a circle that follows this version. Everybody at the table sees the rounds: where a school
 * is expected, a promise the school may not have is in none of them (design decision 7).
 */
export async function freshRounds(
	db: Reader,
	type: CircleType,
	follows: VersionId | null,
	school: boolean
): Promise<Round[]> {
	const promises = type === 'follow-up' && follows ? await readReviewed(db, follows) : [];
	const shown = promises.filter(({ audience }) => !school || audience === 'core');
	return roundsFor(
		type,
		shown.flatMap(({ id, part }): Reviewed[] =>
			part.part === 'engagement' && part.owner ? [{ id, owner: part.owner, asker: part.asker }] : []
		)
	);
}

/** Fresh rounds in the wording of the ones there were. */
export function reworded(fresh: readonly Round[], before: readonly Round[]): Round[] {
	const known = new Map(before.map((round) => [roundKey(round), round]));
	return fresh.map((round) => {
		const { text, writes, kind } = known.get(roundKey(round)) ?? round;
		return { ...round, text, writes, kind };
	});
}

/** Another wording, before the circle opens. */
export async function changeRounds(
	tx: Writer,
	row: { readonly id: CircleId; readonly rounds: readonly Round[] },
	given: (key: string) => Rewording | null
): Promise<No<PlanRefusal> | null> {
	const planned = and(eq(circle.id, row.id), isNull(circle.openedAt));
	const rounds = reword(row.rounds, given);
	const rows = await tx.update(circle).set({ rounds }).where(planned).returning({ id: circle.id });
	return rows.length > 0 ? null : no('already-open');
}

export type Rewording = { readonly text: string; readonly writes: string };

/** The rounds as a form changes them; an empty text is the standard question again. */
function reword(rounds: readonly Round[], given: (key: string) => Rewording | null): Round[] {
	return rounds.map((round): Round => {
		const said = given(roundKey(round));
		if (!said) return round;
		const text = cleanLine(said.text, limits.question) || null;
		const writes = (['nothing', 'own', 'together'] as const).find((one) => one === said.writes);
		const next = { ...round, text, writes: writes ?? round.writes };
		// Own words are laid under a heading: a question that had none goes under beleving.
		return next.writes === 'own' && next.kind === null ? { ...next, kind: 'experience' } : next;
	});
}
