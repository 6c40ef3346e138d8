// Arriving with the code on the wall. A code opens a list of first names and nothing else: whoever taps one
// waits until the one who leads says *klopt*.

import { and, asc, count, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { CircleId, PersonId, SeatId, TrajectId } from '#lib/base/id.ts';
import { cleanLine, limits as lengths } from '#lib/base/clean.ts';
import { askedStates } from '#lib/people/guest.ts';
import { no, type No } from '#lib/base/no.ts';
import { countTry, tryDoor, type TriedTooOften } from '#server/door/attempts.ts';
import { codeHours, parseCode } from '#server/door/code.ts';
import type { CookieJar } from '#server/door/cookie.ts';
import { firstHere, openSeat, seatHere } from '#server/door/seat.ts';
import { circle, guest, person, seat } from '#server/store/schema.ts';
import type { Reader, Store } from '#server/store/store.ts';

/** Every polite no at the front door. Each has a sentence in words/. */
export type EnterRefusal =
	| TriedTooOften
	/** No circle has this code. */
	| 'code-wrong'
	/** The circle was closed; one's own card still opens one's own plan. */
	| 'code-closed'
	/** On the wall since yesterday: the one who leads puts up a new one. */
	| 'code-old'
	/** Not among who is expected here. */
	| 'not-expected'
	/** More devices wait than can sit at any table. */
	| 'too-many-wait'
	| 'name-needed'
	| 'label-needed';

export type Room = { readonly circle: CircleId; readonly traject: TrajectId; readonly code: string };

/** The circle a code opens now. `from`: the network address, whose wrong tries count. */
export function findRoom(store: Store, text: unknown, from: string): Promise<Room | No<EnterRefusal>> {
	const code = parseCode(text);
	return tryDoor(store, 'code', from, async (tx): Promise<Room | No<EnterRefusal>> => {
		const fresh = sql<boolean>`${circle.codeAt} > now() - make_interval(hours => ${codeHours})`;
		const [row] = await tx
			.select({ id: circle.id, traject: circle.traject, closedAt: circle.closedAt, fresh })
			.from(circle)
			.where(eq(circle.code, code ?? ''));
		if (!row || !code) return no('code-wrong');
		if (row.closedAt) return no('code-closed');
		if (!row.fresh) return no('code-old');
		return { circle: row.id as CircleId, traject: row.traject as TrajectId, code };
	});
}

export type Expected = { readonly id: PersonId; readonly name: string; readonly label: string };

/** Who has a place at this circle: the one who leads, who is expected, who walked in. Nobody else is named. */
export async function readExpected(db: Reader, room: Room): Promise<Expected[]> {
	const place = and(eq(guest.circle, circle.id), eq(guest.person, person.id));
	const rows = await db
		.select({ id: person.id, name: person.name, label: person.label })
		.from(circle)
		.innerJoin(person, eq(person.traject, circle.traject))
		.leftJoin(guest, place)
		.where(
			and(
				eq(circle.id, room.circle),
				// Of a class nobody is named; they come with a card, or say themselves who they are.
				or(ne(circle.type, 'class'), ne(person.role, 'pupil')),
				or(eq(circle.leader, person.id), inArray(guest.state, [...askedStates]))
			)
		)
		.orderBy(asc(guest.place), asc(person.at));
	return rows.map((row) => ({ ...row, id: row.id as PersonId }));
}

/** Whose browser asks, and from where. */
export type Asker = { readonly jar: CookieJar; readonly secure: boolean; readonly from: string };

/** `secret` is null when this browser had the seat already. */
export type Asked = { readonly seat: SeatId; readonly secret: string | null };

export async function askSeat(
	store: Store,
	room: Room,
	who: PersonId | null,
	asker: Asker
): Promise<Asked | No<EnterRefusal>> {
	const expected = await store.read((db) => readExpected(db, room));
	if (!who || !expected.some((one) => one.id === who)) return no('not-expected');
	const here = await seatHere(store, who, asker.jar, asker.secure);
	if (here) return { seat: here, secret: null };
	return open(store, room, asker, { person: who, via: 'name', claim: null });
}

/** *Ik sta er niet bij*: in their own words, until the one who leads has looked. */
export async function askAsNewcomer(
	store: Store,
	room: Room,
	given: { readonly name: string; readonly label: string },
	asker: Asker
): Promise<Asked | No<EnterRefusal>> {
	const name = cleanLine(given.name, lengths.name);
	const label = cleanLine(given.label, lengths.label);
	if (name === '') return no('name-needed');
	if (label === '') return no('label-needed');
	const same = sql`${seat.traject} = ${room.traject} and ${seat.claim} ->> 'name' = ${name}`;
	const here = await firstHere(store, same, asker.jar, asker.secure);
	if (here) return { seat: here, secret: null };
	return open(store, room, asker, { person: null, via: 'name', claim: { name, label } });
}

export async function askAsWall(store: Store, room: Room, asker: Asker): Promise<Asked | No<EnterRefusal>> {
	const same = sql`${seat.circle} = ${room.circle} and ${seat.via} = 'wall'`;
	const here = await firstHere(store, same, asker.jar, asker.secure);
	if (here) return { seat: here, secret: null };
	return open(store, room, asker, { person: null, via: 'wall', claim: null });
}

/** The tablet that goes round: nobody's, until it is handed to somebody. */
export async function askAsTablet(store: Store, room: Room, asker: Asker): Promise<Asked | No<EnterRefusal>> {
	const same = sql`${seat.circle} = ${room.circle} and ${seat.via} = 'tablet' and ${seat.person} is null`;
	const here = await firstHere(store, same, asker.jar, asker.secure);
	if (here) return { seat: here, secret: null };
	return open(store, room, asker, { person: null, via: 'tablet', claim: null });
}

type Opening = {
	readonly person: PersonId | null;
	readonly via: 'name' | 'wall' | 'tablet';
	readonly claim: { name: string; label: string } | null;
};

/** Devices that may wait at one table at a time: far more than there are chairs. */
export const mostWaiting = 100;

async function open(
	store: Store,
	room: Room,
	asker: Asker,
	opening: Opening
): Promise<Asked | No<EnterRefusal>> {
	if (!(await countTry(store, 'seat', asker.from))) return no('too-many-tries');
	return store.write(async (tx) => {
		const today = gt(seat.at, sql`now() - interval '12 hours'`);
		const [waiting] = await tx
			.select({ count: count() })
			.from(seat)
			.where(and(eq(seat.traject, room.traject), eq(seat.state, 'waiting'), isNull(seat.card), today));
		if ((waiting?.count ?? 0) >= mostWaiting) return no('too-many-wait');
		const key = await openSeat(tx, {
			traject: room.traject,
			circle: opening.via === 'name' ? null : room.circle,
			state: 'waiting',
			card: null,
			...opening
		});
		return { seat: key.id, secret: key.secret };
	});
}
