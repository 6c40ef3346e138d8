// A circle that is planned, with a parent and a school expected, each before their own screen.

import type { CircleId, PersonId, SeatId, TrajectId } from '#lib/base/id.ts';
import { printCards, redeemCard } from '#server/door/card.ts';
import { seatCookie } from '#server/door/cookie.ts';
import type { Staff } from '#server/door/staff.ts';
import type { House } from '#server/house.ts';
import { atTraject } from '#server/traject/at-traject.ts';
import { add, aCircle, aTraject, Browser, named, yes } from '../server/door-house.ts';
import { plannedGuests } from '../server/door-plan.ts';

export type Planned = {
	readonly traject: TrajectId;
	readonly circle: CircleId;
	readonly people: readonly PersonId[];
	readonly held: Readonly<
		Record<'leader' | 'parent' | 'school', { person: PersonId; seat: SeatId; cookie: string }>
	>;
};
export async function aPlannedTable(house: House, staff: Staff): Promise<Planned> {
	const { traject, mine } = await aTraject(house, staff);
	const school = await add(house, traject, 'Bral', 'directie');
	const at = await atTraject({ house, staff }, traject);
	const circle = await aCircle(at, { guests: plannedGuests(at, {}) });
	const who = { leader: mine ?? school, parent: named(at, 'Wim'), school };
	const { cards } = await printCards(house.store, traject, Object.values(who));
	const enter = async (person: PersonId) => {
		const secret = cards.find((card) => card.person === person)?.secret;
		const done = yes(await redeemCard(house, secret, new Browser(), false));
		return { person, seat: done.seat, cookie: `${seatCookie(false, done.seat)}=${done.secret}` };
	};
	const held = {
		leader: await enter(who.leader),
		parent: await enter(who.parent),
		school: await enter(who.school)
	};
	return { traject, circle, people: at.people.map((one) => one.id), held };
}
