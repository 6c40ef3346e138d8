// Rows changed that a table is composed from: whoever looks at it sees it as it is now.

import { and, eq, isNull } from 'drizzle-orm';
import type { CircleId, PersonId, TrajectId } from '#lib/base/id.ts';
import type { House } from '#server/house.ts';
import { circle } from '#server/store/schema.ts';

/** Every table of a traject that is not over: its people, guests or cards changed. */
export async function touchTables(house: House, traject: TrajectId): Promise<void> {
	const rows = await house.store.read((db) =>
		db
			.select({ id: circle.id })
			.from(circle)
			.where(and(eq(circle.traject, traject), isNull(circle.closedAt)))
	);
	for (const { id } of rows) await house.hall.touch(id as CircleId);
}

/** The table a person is at now: who leads there sees that somebody waits. */
export async function touchCurrent(house: House, traject: TrajectId, person: PersonId | null): Promise<void> {
	const id = await house.tables.currentOf(traject, person);
	if (id) await house.hall.touch(id);
}
