// *Naar de tafel*: the one who leads sits down with their account; and another of the house may take the lead
// of a circle that was not opened yet.

import { eq } from 'drizzle-orm';
import { no, type No } from '#lib/base/no.ts';
import { barredBy } from '#lib/people/bar.ts';
import { leadersOf } from '#lib/circle/leading.ts';
import { canLead, expectedIn, type PlanRefusal } from '#lib/traject/planned.ts';
import { readBars } from '#server/door/bars.ts';
import type { CookieJar } from '#server/door/cookie.ts';
import { openSeat, seatHere, seatOf, type SeatKey } from '#server/door/seat.ts';
import { circle, guest } from '#server/store/schema.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { isStillPlanned, readPlan, refreshStart, type CircleRow } from '#server/traject/circles.ts';

/** Days a browser keeps a seat that was taken with an account; with the account one takes it again. */
export const staffSeatDays = 30;

/** Somebody else leads this circle: they go to the table with their own account. */
export type LeadRefusal = 'not-yours-to-lead';

/** Who was planned to lead; once it opened also who leads by then, or may take over, whose own screen may be gone. */
export async function goesToTable({ house, mine }: Preparing, row: CircleRow): Promise<boolean> {
	if (mine === null) return false;
	const live = await house.hall.live(row.id);
	return row.leader === mine || (live !== null && leadersOf(live.table.circle).has(mine));
}

/** A seat as the one who leads; `secret` is null when this browser had it already. */
export async function toTable(
	at: Preparing,
	row: CircleRow,
	jar: CookieJar,
	secure: boolean
): Promise<(Omit<SeatKey, 'secret'> & { readonly secret: string | null }) | No<LeadRefusal>> {
	const { mine, traject } = at;
	if (mine === null || !(await goesToTable(at, row))) return no('not-yours-to-lead');
	const { store, hall } = at.house;
	await store.write((tx) => refreshStart(tx, traject, row, at.people));
	await hall.touch(row.id);
	const here = await seatHere(store, mine, jar, secure);
	const seated = here && (await seatOf(store, here, jar, secure))?.state === 'seated';
	if (here && seated) return { id: here, secret: null };
	return store.write((tx) =>
		openSeat(tx, {
			traject,
			person: mine,
			circle: null,
			via: 'staff',
			state: 'seated',
			card: null,
			claim: null
		})
	);
}

/** *Ik leid deze kring*: before it opens, who leads may change. */
export async function takeLead(at: Preparing, row: CircleRow): Promise<No<PlanRefusal | LeadRefusal> | null> {
	const me = at.people.find((one) => one.id === at.mine);
	if (!me || !canLead(me)) return no('who-leads');
	const refused = await at.house.store.write(async (tx) => {
		if (!(await isStillPlanned(tx, row.id))) return no('already-open');
		const plan = await readPlan(tx, row, at.people);
		if (plan.guests.find((guest) => guest.person === me.id)?.state === 'not-invited')
			return no('leader-sits');
		const expected = expectedIn(plan).add(me.id);
		if (barredBy(await readBars(tx, at.traject), me.id, expected)) return no('contact-refused');
		await tx.update(circle).set({ leader: me.id }).where(eq(circle.id, row.id));
		await tx
			.insert(guest)
			.values({ circle: row.id, person: me.id, state: 'expected', place: 0 })
			.onConflictDoNothing();
		return null;
	});
	if (!refused) await at.house.hall.touch(row.id);
	return refused;
}
