// Who refuses contact with whom in a traject, as it stands in this very transaction: a bar that was set a moment
// ago, by whichever process, holds for the next move.

import { asc, eq } from 'drizzle-orm';
import type { PersonId, TrajectId } from '#lib/base/id.ts';
import type { Bar } from '#lib/people/bar.ts';
import { contactBar } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';

/** Oldest first. */
export async function readBars(db: Reader, of: TrajectId): Promise<Bar[]> {
	const rows = await db
		.select({ person: contactBar.person, other: contactBar.other })
		.from(contactBar)
		.where(eq(contactBar.traject, of))
		.orderBy(asc(contactBar.at), asc(contactBar.person));
	return rows.map((row) => ({ person: row.person as PersonId, other: row.other as PersonId }));
}
