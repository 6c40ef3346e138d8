// Practice tables are thrown away whole when their time is over; the only rows of what was agreed that are
// ever deleted. The rule is in drizzle/0002_practice.sql, alike on both kinds of database.

import { eq, lt, sql } from 'drizzle-orm';
import type { CircleId } from '#lib/base/id.ts';
import { circle, traject } from '#server/store/schema.ts';
import type { Store } from '#server/store/store.ts';

/** The circles of every practice traject that ended before a moment. */
export async function endedPractice(store: Store, before: Date): Promise<CircleId[]> {
	const rows = await store.read((db) =>
		db
			.select({ id: circle.id })
			.from(circle)
			.innerJoin(traject, eq(traject.id, circle.traject))
			.where(lt(traject.practiceUntil, before))
	);
	return rows.map((row) => row.id as CircleId);
}

/** Throws away every practice traject that ended before a moment, and tells how many. */
export function sweepPractice(store: Store, before: Date): Promise<number> {
	return store.write(async (tx) => {
		const rows = await tx.execute<{ swept: number }>(
			sql`select sweep_practice(${before.toISOString()}::timestamptz) as swept`
		);
		return rows[0]?.swept ?? 0;
	});
}
