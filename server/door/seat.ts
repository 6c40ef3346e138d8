// A seat: one person's place in one traject, on one device. It has its own cookie and its own address.
// The first device is seated; a second one waits until the screen that has the seat, or the one who
// leads, says *klopt* (in-app browsers lose pages; a stolen card must not open a child's sheet).

import { and, eq, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm';
import {
	parseId,
	type CircleId,
	type PersonId,
	type SeatId,
	type StaffId,
	type TrajectId
} from '#lib/base/id.ts';
import { shutBy } from '#lib/people/party.ts';
import type { Role } from '#lib/people/role.ts';
import type { Who } from '#server/door/can.ts';
import { seatCookie, type CookieJar } from '#server/door/cookie.ts';
import { hashSecret, newId, newSecret, parseSecret, sameSecret } from '#server/door/secret.ts';
import { card, person, seat } from '#server/store/schema.ts';
import type { Reader, Store, Writer } from '#server/store/store.ts';

/** Hours in which a device that was seen counts as one at the table, and one that asks is still asking. */
export const deviceHours = 12;
export const hoursAgo = sql`now() - make_interval(hours => ${deviceHours})`;

export type SeatKey = { readonly id: SeatId; readonly secret: string };
export type SeatWho = Who & { readonly is: 'seat' };

export type NewSeat = {
	readonly traject: TrajectId;
	readonly person: PersonId | null;
	readonly circle: CircleId | null;
	readonly via: 'card' | 'name' | 'staff' | 'wall' | 'practice' | 'tablet';
	/** `offered`: on a tablet, to somebody who did not take it yet; no browser has its secret. */
	readonly state: 'waiting' | 'seated' | 'offered';
	readonly card: string | null;
	readonly claim: { name: string; label: string } | null;
	/** The tablet this seat is on; a tablet's own seat is its own. */
	readonly tablet?: SeatId;
};

/** Whether a party is in its traject: facts of a stream of its own (people/SPEC.md). */
export const partyStream = (who: PersonId): string => `party/${who}`;

const shutIs = (who: typeof person.id | typeof person.confidantOf) =>
	sql`coalesce((select last.body->>'is' in ${shutBy} from fact last
	where last.stream = 'party/' || ${who} order by last.seq desc limit 1), false)`;

/**
 * Whether the person of a row is asked for still, or left: then no seat of theirs is one, nor of the confidant who reads
 * along with them. For a select with `person`.
 */
const shut = sql<boolean>`(${shutIs(person.id)} or ${shutIs(person.confidantOf)})`;

/** When they left; null while they did not. */
export const leftAt = sql<
	string | null
>`(select case when last.body->>'is' = 'left' then last.at end from fact last
	where last.stream = 'party/' || ${person.id} order by last.seq desc limit 1)`;

export async function openSeat(tx: Writer, wanted: NewSeat): Promise<SeatKey> {
	const id = newId<'seat'>();
	const secret = newSecret();
	const tablet = wanted.via === 'tablet' ? (wanted.tablet ?? id) : null;
	await tx.insert(seat).values({ id, secretHash: hashSecret(secret), ...wanted, tablet });
	return { id, secret };
}

/** Whether some device already has this person's seat. */
export async function hasDevice(db: Reader, who: PersonId): Promise<boolean> {
	const rows = await db
		.select({ id: seat.id })
		.from(seat)
		.where(and(eq(seat.person, who), eq(seat.state, 'seated')))
		.limit(1);
	return rows.length > 0;
}

/** The row of a seat whose secret this browser has, whatever became of it. */
async function held(store: Store, id: SeatId, jar: CookieJar, secure: boolean) {
	const secret = parseSecret(jar.get(seatCookie(secure, id)));
	if (!secret) return null;
	const [row] = await store.read((db) =>
		db
			.select({ seat, role: person.role, of: person.confidantOf, ended: card.endedAt, left: leftAt, shut })
			.from(seat)
			.leftJoin(person, eq(person.id, seat.person))
			.leftJoin(card, eq(card.id, seat.card))
			.where(eq(seat.id, id))
	);
	return row && sameSecret(secret, row.seat.secretHash) ? row : null;
}

/** Who holds this seat on this browser, or nobody. One query; asked on every request and handshake. */
export async function seatOf(
	store: Store,
	id: SeatId,
	jar: CookieJar,
	secure: boolean
): Promise<SeatWho | null> {
	const row = await held(store, id, jar, secure);
	if (!row || row.ended || row.shut || !isOpen(row.seat)) return null;
	return {
		is: 'seat',
		seat: id,
		traject: row.seat.traject as TrajectId,
		state: row.seat.state === 'seated' ? 'seated' : 'waiting',
		person: row.seat.person as PersonId | null,
		// A confidant whom nobody names any more is nobody (S3-01).
		role: row.role === 'confidant' && row.of === null ? null : (row.role as Role | null),
		circle: row.seat.circle as CircleId | null,
		wall: row.seat.via === 'wall',
		tablet: row.seat.tablet as SeatId | null
	};
}

/** A seat on a passed tablet is a short one: of one sitting, not of six weeks. */
const isOpen = ({ state, tablet, at }: typeof seat.$inferSelect): boolean =>
	(state === 'seated' || state === 'waiting') &&
	(tablet === null || Date.now() - at.getTime() < deviceHours * 3_600_000);

/**
 * Whether this browser had the seat, and has it no more: turned away, revoked, replaced; `left`: when its person left this
 * traject.
 */
export async function wasHere(
	store: Store,
	id: SeatId,
	jar: CookieJar,
	secure: boolean
): Promise<{ readonly left: Date | null } | null> {
	const row = await held(store, id, jar, secure);
	const was = row && (row.shut || row.ended || row.seat.state === 'ended');
	return was ? { left: row.left ? new Date(row.left) : null } : null;
}

/** The seat this browser already has for a person, so that a card scanned again opens the same one. */
export function seatHere(
	store: Store,
	who: PersonId,
	jar: CookieJar,
	secure: boolean
): Promise<SeatId | null> {
	return firstHere(store, eq(seat.person, who), jar, secure);
}

/** The seat this browser has that fits; the seated one before the one that waits. */
export async function firstHere(
	store: Store,
	fits: SQL,
	jar: CookieJar,
	secure: boolean
): Promise<SeatId | null> {
	const rows = await store.read((db) =>
		db
			.select({ id: seat.id, hash: seat.secretHash })
			.from(seat)
			.leftJoin(card, eq(card.id, seat.card))
			.where(and(fits, ne(seat.state, 'ended'), isNull(card.endedAt)))
			.orderBy(seat.state)
	);
	for (const row of rows) {
		const secret = parseSecret(jar.get(seatCookie(secure, row.id as SeatId)));
		if (secret && sameSecret(secret, row.hash)) return row.id as SeatId;
	}
	return null;
}

/** Ends seats; returns the ones that were still open, so that their sockets close at once. */
export async function endSeats(tx: Writer, ids: readonly SeatId[]): Promise<SeatId[]> {
	if (ids.length === 0) return [];
	const rows = await tx
		.update(seat)
		.set({ state: 'ended' })
		.where(and(inArray(seat.id, [...ids]), ne(seat.state, 'ended')))
		.returning({ id: seat.id });
	return rows.map((row) => row.id as SeatId);
}

/** Signing out on a browser: the seats that were taken there with an account end as well. */
export async function endStaffSeats(
	store: Store,
	cookies: readonly { readonly name: string; readonly value: string }[],
	secure: boolean
): Promise<SeatId[]> {
	const jar = new Map(cookies.map(({ name, value }) => [name, value]));
	const before = seatCookie(secure, '' as SeatId);
	const named = cookies.flatMap(({ name }) =>
		name.startsWith(before) ? (parseId<'seat'>(name.slice(before.length)) ?? []) : []
	);
	if (named.length === 0) return [];
	return store.write(async (tx) => {
		const rows = await tx
			.select({ id: seat.id, hash: seat.secretHash })
			.from(seat)
			.where(and(inArray(seat.id, named), eq(seat.via, 'staff')));
		const mine = rows.filter(({ id, hash }) => {
			const secret = parseSecret(jar.get(seatCookie(secure, id as SeatId)));
			return secret !== null && sameSecret(secret, hash);
		});
		return endSeats(
			tx,
			mine.map(({ id }) => id as SeatId)
		);
	});
}

/** Every seat that was taken with this account ends, on whatever browser it is. */
export async function endAccountSeats(tx: Writer, who: StaffId): Promise<SeatId[]> {
	const rows = await tx
		.select({ id: seat.id })
		.from(seat)
		.innerJoin(person, eq(person.id, seat.person))
		.where(and(eq(person.staff, who), eq(seat.via, 'staff')));
	return endSeats(
		tx,
		rows.map(({ id }) => id as SeatId)
	);
}

/** Notes a visit, once a minute at most. */
export async function visited(store: Store, id: SeatId): Promise<void> {
	await store.write(async (tx) => {
		const old = sql`(${seat.seenAt} < now() - interval '1 minute' or ${seat.seenAt} = ${seat.at})`;
		const rows = await tx
			.update(seat)
			.set({ seenAt: sql`now()` })
			.where(and(eq(seat.id, id), old))
			.returning({ card: seat.card });
		const used = rows[0]?.card;
		if (used)
			await tx
				.update(card)
				.set({ seenAt: sql`now()` })
				.where(eq(card.id, used));
	});
}
