// What was done before a circle with each who comes: the talk beforehand, and how often one tried to reach somebody
// (domain.md §2.4, §4.1, §6.3). For those who prepare; nobody at the table is shown it.

import { and, eq } from 'drizzle-orm';
import type { CircleId, PersonId, TrajectId } from '#lib/base/id.ts';
import { wasAsked, type GuestState } from '#lib/people/guest.ts';
import { appendFacts, readFacts, readStreams } from '#server/store/facts.ts';
import { circle, guest } from '#server/store/schema.ts';
import type { Reader, Store } from '#server/store/store.ts';

export type Prepared = {
	readonly person: PersonId;
	readonly state: GuestState;
	readonly talkedAt: Date | null;
	readonly attempts: number;
};

/** Everybody who was asked to come, in the order of the plan. */
export async function readPrepared(db: Reader, id: CircleId): Promise<Prepared[]> {
	const rows = await db.select().from(guest).where(eq(guest.circle, id)).orderBy(guest.place);
	return rows
		.map((row) => ({ ...row, person: row.person as PersonId, state: row.state as GuestState }))
		.filter(({ state }) => wasAsked(state))
		.map(({ person, state, talkedAt, attempts }) => ({ person, state, talkedAt, attempts }));
}

/** Who is only named at a circle of this traject: at home, and somebody who may ask how it goes (S1-11). */
export async function readNamed(db: Reader, of: TrajectId): Promise<Set<PersonId>> {
	const rows = await db
		.select({ person: guest.person })
		.from(guest)
		.innerJoin(circle, eq(circle.id, guest.circle))
		.where(and(eq(circle.traject, of), eq(guest.state, 'named')));
	return new Set(rows.map((row) => row.person as PersonId));
}

/** *Voorbereid*: everybody who comes was talked with; the one who leads need not talk with themselves. */
export const allTalked = (rows: readonly Prepared[], leader: PersonId): boolean => {
	const comes = rows.filter(({ person, state }) => state === 'expected' && person !== leader);
	return comes.length > 0 && comes.every(({ talkedAt }) => talkedAt !== null);
};

const guestAt = (id: CircleId, who: PersonId) => and(eq(guest.circle, id), eq(guest.person, who));

/** The talk was held, or it was noted by mistake. The first time it was noted stays. `now`: milliseconds. */
export async function noteTalk(
	store: Store,
	id: CircleId,
	who: PersonId,
	held: boolean,
	now: number
): Promise<void> {
	await store.write(async (tx) => {
		const [row] = await tx.select({ at: guest.talkedAt }).from(guest).where(guestAt(id, who));
		if (!row || (row.at !== null) === held) return;
		await tx
			.update(guest)
			.set({ talkedAt: held ? new Date(now) : null })
			.where(guestAt(id, who));
	});
}

/** How one tried to reach somebody. */
export const reachWays = ['phone', 'message', 'letter', 'visit', 'through-somebody'] as const;
export type ReachWay = (typeof reachWays)[number];

export type TriedFact = { readonly is: 'tried'; readonly how: ReachWay };

export type Tried = { readonly how: ReachWay; readonly by: string | null; readonly at: Date };

const triedStream = (id: CircleId, who: PersonId): string => `tried/${id}/${who}`;

/** Each try at each who comes to a circle, the oldest first: who tried, how and when. */
export async function readTried(
	db: Reader,
	id: CircleId,
	who: readonly PersonId[]
): Promise<Map<PersonId, Tried[]>> {
	const found = await readStreams(
		db,
		who.map((one) => triedStream(id, one))
	);
	return new Map(
		who.map((one) => [
			one,
			(found.get(triedStream(id, one)) ?? []).map(({ body, by, at }) => ({
				...{ how: (body as TriedFact).how, by, at }
			}))
		])
	);
}

/** More than anybody tries. */
const mostAttempts = 99;

export type Try = {
	readonly circle: CircleId;
	/** Whom one tried to reach. */
	readonly who: PersonId;
	/** How many there were on the page that was pressed, so that a form sent twice counts once. */
	readonly seen: number;
	readonly how: ReachWay;
	/** Who tried, and when: milliseconds. */
	readonly by: string;
	readonly at: number;
};

/** One more try: a fact, and the count that a version is told. False when it was not so any more. */
export async function noteAttempt(store: Store, { circle, who, seen, how, by, at }: Try): Promise<boolean> {
	if (seen < 0 || seen >= mostAttempts) return false;
	return store.write(async (tx) => {
		const rows = await tx
			.update(guest)
			.set({ attempts: seen + 1 })
			.where(and(guestAt(circle, who), eq(guest.state, 'not-reached'), eq(guest.attempts, seen)))
			.returning({ person: guest.person });
		if (rows.length === 0) return false;
		const stream = triedStream(circle, who);
		const after = (await readFacts(tx, stream)).at(-1)?.seq ?? 0;
		const fact: TriedFact = { is: 'tried', how };
		await appendFacts(tx, [{ stream, after, at, facts: [fact] }], by);
		return true;
	});
}
