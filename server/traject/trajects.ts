// Trajecten: begun with a first name, and found back by the ones who prepare.

import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { cleanLine, limits } from '#lib/base/clean.ts';
import type { PersonId, StaffId, TrajectId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import type { Role } from '#lib/people/role.ts';
import type { Participant } from '#lib/traject/planned.ts';
import type { Party } from '#lib/people/party.ts';
import { leftAt } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import type { Staff } from '#server/door/staff.ts';
import { person, traject } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import { readParties } from '#server/door/parties.ts';
import { insertPerson } from '#server/traject/people.ts';

export type TrajectRow = { readonly id: TrajectId; readonly organisation: string | null };

export async function readTraject(db: Reader, id: TrajectId): Promise<TrajectRow | null> {
	const [row] = await db
		.select({ organisation: traject.organisation })
		.from(traject)
		.where(and(eq(traject.id, id), isNull(traject.practiceUntil)));
	return row ? { id, organisation: row.organisation } : null;
}

/** `account`: whose, when it is somebody of this house. */
export type Participating = Participant & {
	readonly account: StaffId | null;
	readonly behalf: boolean;
	readonly adult: boolean | null;
	readonly confidantOf: PersonId | null;
	/** When they left this traject; null while they are in it. */
	readonly left: Date | null;
	/** Whether they are in it: a party of a duty only with a yes of those it is about. */
	readonly party: Party;
};

/** Everybody of a traject, oldest first. */
export async function readParticipants(db: Reader, of: TrajectId): Promise<Participating[]> {
	const behalf = sql<boolean>`exists (select 1 from voice where voice.person = person.id and voice.behalf)`;
	const rows = await db
		.select({
			id: person.id,
			name: person.name,
			label: person.label,
			role: person.role,
			account: person.staff,
			adult: person.adult,
			confidantOf: person.confidantOf,
			left: leftAt,
			behalf
		})
		.from(person)
		.where(eq(person.traject, of))
		.orderBy(asc(person.at), asc(person.id));
	const parties = await readParties(
		db,
		rows.map(({ id }) => id as PersonId)
	);
	return rows.map((row) => ({
		...row,
		party: parties.get(row.id as PersonId) ?? { is: 'in' },
		id: row.id as PersonId,
		role: row.role as Role,
		account: row.account as StaffId | null,
		confidantOf: row.confidantOf as PersonId | null,
		staff: row.account !== null,
		left: row.left ? new Date(row.left) : null
	}));
}

/** A new traject for a pupil, or a class; the coach who begins it is in it. The same form sent twice begins one. */
export async function beginTraject(
	tx: Writer,
	me: Staff,
	given: string,
	/** How it is said who they are: the one it is about, and the coach. */
	labels: { readonly pupil: string; readonly coach: string },
	id: TrajectId = newId<'traject'>(),
	of: 'pupil' | 'class' = 'pupil'
): Promise<TrajectId | No<'name-needed'>> {
	const name = cleanLine(given, limits.name);
	if (name === '') return no('name-needed');
	const begun = await tx
		.insert(traject)
		.values({ id, organisation: me.organisation })
		.onConflictDoNothing()
		.returning({ id: traject.id });
	if (begun.length === 0) return id;
	await insertPerson(tx, id, { name, label: labels.pupil, role: of, staff: null });
	const mine = { name: firstNameOf(me.name), label: labels.coach, role: 'coach' as const, staff: me.id };
	await insertPerson(tx, id, mine);
	return id;
}

/** What stands on a place card: "Joris Peeters" sits there as Joris. */
export const firstNameOf = (name: string): string => name.split(' ')[0] ?? name;

/** Whose table it is: the class, or the first pupil. For a select that has `traject` in it. */
export const aboutWhom = sql<string>`coalesce((select person.name from person where person.traject = traject.id
	and person.role in ('class', 'pupil') order by person.role, person.at, person.id limit 1), '')`;

export type TrajectLine = { readonly id: TrajectId; readonly about: string; readonly mine: boolean };

/** Every traject of the organisation, the newest first. */
export async function readTrajects(db: Reader, me: Staff): Promise<TrajectLine[]> {
	const mine = sql<boolean>`exists (select 1 from person where person.traject = traject.id
		and person.staff = ${me.id})`;
	const rows = await db
		.select({ id: traject.id, about: aboutWhom, mine })
		.from(traject)
		.where(eq(traject.organisation, me.organisation))
		.orderBy(desc(traject.at));
	return rows.map((row) => ({ ...row, id: row.id as TrajectId }));
}
