// The rounds a circle is prepared with: those of its house for this type and method, or the standard ones; the
// promises a follow-up goes about; and what was changed for this circle, which stays when the others change.

import { and, eq, isNull } from 'drizzle-orm';
import type { CircleId, TrajectId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import type { CircleType, KeptRound, Method } from '#lib/circle/round.ts';
import { changeRounds, type RoundChange, type RoundRefusal } from '#lib/circle/rounds.ts';
import { reviewAsk, roundsFrom, type Reviewed } from '#lib/circle/standard.ts';
import type { PlanRefusal } from '#lib/traject/planned.ts';
import { circle } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import { readReviewed } from '#server/table/reviewed.ts';
import { readSet } from '#server/traject/question-sets.ts';

/**
 * The rounds of a circle that follows this version. Everybody at the table sees the rounds: where a school
 * is expected, a promise the school may not have is in none of them (design decision 7).
 */
export async function freshRounds(
	db: Reader,
	of: TrajectId,
	which: { readonly type: CircleType; readonly method: Method },
	follows: VersionId | null,
	school: boolean
): Promise<KeptRound[]> {
	const set = await readSet(db, of, which);
	const looksBack = follows !== null && set.some(({ ask }) => ask === reviewAsk);
	const promises = looksBack ? await readReviewed(db, follows) : [];
	const shown = promises.filter(({ audience }) => !school || audience === 'core');
	return roundsFrom(
		set,
		shown.flatMap(({ id, part }): Reviewed[] =>
			part.part === 'engagement' && part.owner ? [{ id, owner: part.owner, asker: part.asker }] : []
		)
	);
}

type Planned = { readonly id: CircleId; readonly type: CircleType; readonly rounds: readonly KeptRound[] };

/** Changes the rounds before the circle opens: all of these, or none. */
export async function prepareRounds(
	tx: Writer,
	row: Planned,
	changes: readonly RoundChange[]
): Promise<No<PlanRefusal | RoundRefusal> | null> {
	let rounds = row.rounds;
	for (const change of changes) {
		const changed = changeRounds(rounds, new Set(), change, row.type);
		if (isNo(changed)) return changed;
		rounds = changed;
	}
	const planned = and(eq(circle.id, row.id), isNull(circle.openedAt));
	const kept = { rounds: [...rounds] };
	const rows = await tx.update(circle).set(kept).where(planned).returning({ id: circle.id });
	return rows.length > 0 ? null : no('already-open');
}
