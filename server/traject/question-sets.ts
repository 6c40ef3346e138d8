// The questions a house asks instead of the standard ones, for a type and a method of circle. A circle that was
// prepared keeps what it was prepared with.

import { and, asc, eq } from 'drizzle-orm';
import type { TrajectId } from '#lib/base/id.ts';
import type { CircleType, Method } from '#lib/circle/round.ts';
import { standardSet, type QuestionRound } from '#lib/circle/standard.ts';
import type { QuestionSet } from '#lib/wire/questions.ts';
import { newId } from '#server/door/secret.ts';
import { questionSet, traject } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';

type Which = { readonly type: CircleType; readonly method: Method };

/** Every set this house made its own. */
export async function readSets(db: Reader, organisation: string): Promise<QuestionSet[]> {
	const rows = await db
		.select()
		.from(questionSet)
		.where(eq(questionSet.organisation, organisation))
		.orderBy(asc(questionSet.type), asc(questionSet.method));
	return rows.map(({ type, method, rounds }) => ({
		type: type as CircleType,
		method: method as Method,
		rounds: rounds as QuestionRound[]
	}));
}

/** What a circle of this traject asks: in the wording of its house, else the standard one. */
export async function readSet(db: Reader, of: TrajectId, { type, method }: Which): Promise<QuestionRound[]> {
	const [row] = await db
		.select({ rounds: questionSet.rounds })
		.from(questionSet)
		.innerJoin(traject, eq(traject.organisation, questionSet.organisation))
		.where(and(eq(traject.id, of), eq(questionSet.type, type), eq(questionSet.method, method)));
	return row ? (row.rounds as QuestionRound[]) : standardSet(type, method);
}

export async function keepSets(
	tx: Writer,
	organisation: string,
	sets: readonly QuestionSet[]
): Promise<void> {
	for (const { type, method, rounds } of sets) {
		const values = { id: newId(), organisation, name: '', type, method, rounds: [...rounds] };
		const target = [questionSet.organisation, questionSet.type, questionSet.method];
		await tx
			.insert(questionSet)
			.values(values)
			.onConflictDoUpdate({ target, set: { rounds: values.rounds, at: new Date() } });
	}
}

/** Back to the standard questions. */
export async function resetSet(tx: Writer, organisation: string, { type, method }: Which): Promise<void> {
	const which = and(
		eq(questionSet.organisation, organisation),
		eq(questionSet.type, type),
		eq(questionSet.method, method)
	);
	await tx.delete(questionSet).where(which);
}
