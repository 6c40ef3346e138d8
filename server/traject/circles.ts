// Circles of a traject: prepared, changed until they open, and started from the version in force.

import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { clean, cleanLine, limits } from '#lib/base/clean.ts';
import type { CircleId, PersonId, TrajectId, VersionId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { readRounds, type CircleType, type KeptRound, type Method, type Tone } from '#lib/circle/round.ts';
import { refreshed } from '#lib/circle/rounds.ts';
import { isExpected, type GuestState } from '#lib/people/guest.ts';
import {
	asPlanned,
	checkPlan,
	expectedIn,
	settingOf,
	type Participant,
	type PlannedCircle,
	type PlannedGuest,
	type PlannedState,
	type PlanRefusal
} from '#lib/traject/planned.ts';
import { dayOf, timeOf } from '#lib/traject/when.ts';
import { readBars } from '#server/door/bars.ts';
import { newId } from '#server/door/secret.ts';
import { circle, guest, note, version } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import { inForce, readVersions } from '#server/table/versions.ts';
import { freshRounds } from '#server/traject/rounds.ts';

export type CircleRow = {
	readonly id: CircleId;
	readonly type: CircleType;
	readonly method: Method;
	readonly tone: Tone;
	readonly leader: PersonId;
	/** Who may take over by hand. */
	readonly co: PersonId | null;
	readonly date: string;
	readonly place: string;
	readonly rounds: readonly KeptRound[];
	readonly follows: VersionId | null;
	readonly openedAt: Date | null;
	readonly closedAt: Date | null;
};

/** As its rows tell it; at the table the folded circle does. */
export function stateOf({ openedAt, closedAt }: CircleRow): 'planned' | 'open' | 'closed' {
	if (closedAt) return 'closed';
	return openedAt ? 'open' : 'planned';
}

/** The circles of a traject, the last first. */
export async function readCircles(db: Reader, of: TrajectId): Promise<CircleRow[]> {
	const rows = await db
		.select()
		.from(circle)
		.where(eq(circle.traject, of))
		.orderBy(desc(circle.date), desc(circle.at));
	return rows.map((row) => ({
		id: row.id as CircleId,
		type: row.type as CircleType,
		method: row.method as Method,
		tone: row.tone as Tone,
		leader: row.leader as PersonId,
		co: row.coLeader as PersonId | null,
		date: row.date,
		place: row.place,
		rounds: readRounds(row.rounds),
		follows: row.follows as VersionId | null,
		openedAt: row.openedAt,
		closedAt: row.closedAt
	}));
}

/** A circle as it was prepared; who is not among its guests does not come this time. */
export async function readPlan(
	db: Reader,
	row: CircleRow,
	people: readonly Participant[]
): Promise<PlannedCircle> {
	const rows = await db
		.select({ guest, reason: note.text, readers: note.readers })
		.from(guest)
		.leftJoin(note, eq(note.id, guest.reason))
		.where(eq(guest.circle, row.id))
		.orderBy(asc(guest.place));
	const guests = people.map((one): PlannedGuest => {
		const found = rows.find(({ guest }) => guest.person === one.id);
		if (!found) return asPlanned(one.id, 'absent');
		return {
			person: one.id,
			state: plannedAs(found.guest.state as GuestState),
			reason: found.reason ?? '',
			readers: (found.readers ?? []) as PersonId[],
			speaker: found.guest.speaker as PersonId | null
		};
	});
	const { type, method, tone, place, leader } = row;
	return { type, method, tone, place, leader, guests, day: dayOf(row.date), time: timeOf(row.date) };
}

function plannedAs(state: GuestState): PlannedState {
	if (isExpected(state)) return 'expected';
	return state === 'named' ? 'absent' : state;
}

/** Prepares a circle; `follows` is what is in force by now. The same form sent twice makes one circle. */
export async function planCircle(
	tx: Writer,
	of: TrajectId,
	plan: PlannedCircle,
	people: readonly Participant[],
	id: CircleId = newId<'circle'>()
): Promise<CircleId | No<PlanRefusal>> {
	const refused = checkPlan(plan, people, await readBars(tx, of));
	if (refused) return refused;
	const start = await startOf(tx, of, plan, people, null);
	const made = await tx
		.insert(circle)
		.values({ id, traject: of, ...columns(plan), ...start })
		.onConflictDoNothing()
		.returning({ id: circle.id });
	if (made.length > 0) await writeGuests(tx, of, id, plan);
	return id;
}

/** Changes a circle that was not opened yet. */
export async function changeCircle(
	tx: Writer,
	of: TrajectId,
	row: CircleRow,
	plan: PlannedCircle,
	people: readonly Participant[]
): Promise<No<PlanRefusal> | null> {
	const refused = checkPlan(plan, people, await readBars(tx, of));
	if (refused) return refused;
	if (!(await isStillPlanned(tx, row.id))) return no('already-open');
	const start = await startOf(tx, of, plan, people, row);
	await tx
		.update(circle)
		.set({ ...columns(plan), ...start })
		.where(eq(circle.id, row.id));
	await writeGuests(tx, of, row.id, plan);
	return null;
}

/** Locks a circle's row, so that it does not open while it is changed. */
export async function isStillPlanned(tx: Writer, id: CircleId): Promise<boolean> {
	const planned = and(eq(circle.id, id), isNull(circle.openedAt));
	const rows = await tx.select({ id: circle.id }).from(circle).where(planned).for('update');
	return rows.length > 0;
}

/** A circle may have been planned before the version it starts from was there: asked again when it begins. */
export async function refreshStart(
	tx: Writer,
	of: TrajectId,
	row: CircleRow,
	people: readonly Participant[]
): Promise<void> {
	if (!(await isStillPlanned(tx, row.id))) return;
	const start = await startOf(tx, of, await readPlan(tx, row, people), people, row);
	await tx.update(circle).set(start).where(eq(circle.id, row.id));
}

async function startOf(
	tx: Writer,
	of: TrajectId,
	plan: PlannedCircle,
	people: readonly Participant[],
	before: CircleRow | null
): Promise<{ follows: VersionId | null; rounds: KeptRound[] }> {
	const last = inForce(await readVersions(tx, of));
	const follows = plan.type === 'class' ? await ofAClass(tx, last) : last;
	const school = settingOf(plan.type, expectedIn(plan), people) === 'school';
	const same = before?.type === plan.type && before.method === plan.method;
	const fresh = await freshRounds(tx, of, plan, follows, school);
	return { follows, rounds: refreshed(fresh, before?.rounds ?? [], same, plan.type) };
}

/** A class goes on from what a class said, and from nothing else. */
async function ofAClass(tx: Writer, last: VersionId | null): Promise<VersionId | null> {
	if (last === null) return null;
	const [row] = await tx
		.select({ type: circle.type })
		.from(version)
		.innerJoin(circle, eq(circle.id, version.circle))
		.where(eq(version.id, last));
	return row?.type === 'class' ? last : null;
}

function columns({ type, method, tone, leader, day, time, place }: PlannedCircle) {
	return { type, method, tone, leader, date: `${day}T${time}`, place: cleanLine(place, limits.question) };
}

async function writeGuests(tx: Writer, of: TrajectId, id: CircleId, plan: PlannedCircle): Promise<void> {
	const before = await tx.delete(guest).where(eq(guest.circle, id)).returning();
	const reasons = before.flatMap(({ reason }) => reason ?? []);
	if (reasons.length > 0) await tx.delete(note).where(inArray(note.id, reasons));
	const first = plan.guests.filter((one) => one.person === plan.leader);
	const others = plan.guests.filter((one) => one.person !== plan.leader && one.state !== 'absent');
	for (const [place, one] of [...first, ...others].entries()) {
		const reason = one.state === 'not-invited' ? newId() : null;
		if (reason) {
			const text = clean(one.reason).slice(0, limits.sentence);
			await tx.insert(note).values({ id: reason, traject: of, text, readers: [...one.readers] });
		}
		const { person, state } = one;
		const speaker = state === 'represented' ? one.speaker : null;
		const { attempts, talkedAt } = before.find((row) => row.person === person) ?? {
			attempts: 0,
			talkedAt: null
		};
		await tx.insert(guest).values({ circle: id, person, state, reason, speaker, attempts, talkedAt, place });
	}
}
