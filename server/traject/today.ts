// *Vandaag*: the circles of the house that are not over, the nearest first.

import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { CircleId, TrajectId } from '#lib/base/id.ts';
import type { CircleType } from '#lib/circle/round.ts';
import { dayOf, daysAfter, localTime } from '#lib/traject/when.ts';
import type { Staff } from '#server/door/staff.ts';
import { circle, guest, person, traject } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { aboutWhom } from '#server/traject/trajects.ts';

export type Coming = {
	readonly circle: CircleId;
	readonly traject: TrajectId;
	readonly about: string;
	readonly type: CircleType;
	readonly date: string;
	readonly place: string;
	readonly leader: string;
	/** I lead it with this account. */
	readonly lead: boolean;
	/** I am in this traject. */
	readonly mine: boolean;
	/** On now · still to come · its day went by and it never began, or never ended. */
	readonly when: 'now' | 'coming' | 'behind';
	readonly names: readonly string[];
};

/** Days a circle that was not held stays in sight. */
const inSight = 30;
/** Hours after opening in which a circle is on now. */
const hoursOn = 18;

export async function readComing(db: Reader, me: Staff, now: number): Promise<Coming[]> {
	const today = dayOf(localTime(now));
	const mine = sql<boolean>`exists (select 1 from person where person.traject = traject.id
		and person.staff = ${me.id})`;
	const rows = await db
		.select({ circle, about: aboutWhom, mine, leader: person.name, account: person.staff })
		.from(circle)
		.innerJoin(traject, eq(traject.id, circle.traject))
		.innerJoin(person, eq(person.id, circle.leader))
		.where(
			and(
				eq(traject.organisation, me.organisation),
				isNull(circle.closedAt),
				or(
					gt(circle.date, daysAfter(today, -inSight)),
					gt(circle.openedAt, new Date(now - inSight * 86_400_000))
				)
			)
		)
		.orderBy(asc(circle.date), asc(circle.at));
	const names = await readNames(
		db,
		rows.map((row) => row.circle.id)
	);
	const coming = rows.map(({ circle: row, about, mine, leader, account }): Coming => {
		const on = row.openedAt !== null && now - row.openedAt.getTime() < hoursOn * 3_600_000;
		const ahead = row.openedAt === null && dayOf(row.date) >= today;
		return {
			circle: row.id as CircleId,
			traject: row.traject as TrajectId,
			about,
			type: row.type as CircleType,
			date: row.date,
			place: row.place,
			leader,
			lead: account === me.id,
			mine,
			when: on ? 'now' : ahead ? 'coming' : 'behind',
			names: names.get(row.id) ?? []
		};
	});
	return coming.sort((a, b) => order[a.when] - order[b.when]);
}

const order: Record<Coming['when'], number> = { now: 0, coming: 1, behind: 2 };

async function readNames(db: Reader, circles: readonly string[]): Promise<Map<string, string[]>> {
	if (circles.length === 0) return new Map();
	const rows = await db
		.select({ circle: guest.circle, name: person.name })
		.from(guest)
		.innerJoin(person, eq(person.id, guest.person))
		.where(and(inArray(guest.circle, [...circles]), inArray(guest.state, ['expected', 'walked-in'])))
		.orderBy(asc(guest.place));
	const names = new Map<string, string[]>();
	for (const { circle, name } of rows) names.set(circle, [...(names.get(circle) ?? []), name]);
	return names;
}
