// Who may take over leading, by hand, when the one who leads drops out: named beforehand by whoever prepares the
// circle. Once it is open it is named at the table.

import { eq } from 'drizzle-orm';
import type { PersonId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { isExpected } from '#lib/people/guest.ts';
import { mayLead } from '#lib/people/role.ts';
import { circle } from '#server/store/schema.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { isStillPlanned, readPlan, type CircleRow } from '#server/traject/circles.ts';

export type CoRefusal =
	/** A coach or moderator who is expected, and not the one who leads. */
	| 'who-leads-along'
	/** It opened meanwhile. */
	| 'already-open';

/** `person` null: nobody. */
export async function nameCo(
	at: Preparing,
	row: CircleRow,
	person: PersonId | null
): Promise<No<CoRefusal> | null> {
	const who = at.people.find((one) => one.id === person);
	if (person !== null && (!who || !mayLead(who.role) || person === row.leader)) return no('who-leads-along');
	const { store, hall } = at.house;
	const refused = await store.write(async (tx) => {
		if (!(await isStillPlanned(tx, row.id))) return no('already-open');
		const { guests } = await readPlan(tx, row, at.people);
		const sits = guests.some((guest) => guest.person === person && isExpected(guest.state));
		if (person !== null && !sits) return no('who-leads-along');
		await tx.update(circle).set({ coLeader: person }).where(eq(circle.id, row.id));
		return null;
	});
	if (!refused) await hall.touch(row.id);
	return refused;
}
