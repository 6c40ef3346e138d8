// Place cards: one person's link in one traject until it is revoked or replaced. The secret stands on
// paper after `#`, and here only as its SHA-256. A look uses nothing up; one tap redeems.

import { and, eq, isNull } from 'drizzle-orm';
import type { PersonId, SeatId, TrajectId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import type { CookieJar } from '#server/door/cookie.ts';
import { hashSecret, newId, newSecret, parseSecret } from '#server/door/secret.ts';
import { endSeats, hasDevice, openSeat, seatHere } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { card, person, seat } from '#server/store/schema.ts';
import type { Store, Writer } from '#server/store/store.ts';

/** Revoked, replaced, or never made: all read the same. Has a sentence in words/. */
export type CardRefusal = 'card-over';

export type CardLook = {
	readonly person: PersonId;
	readonly name: string;
	readonly traject: TrajectId;
	readonly card: string;
};

export async function lookAtCard(store: Store, text: unknown): Promise<CardLook | No<CardRefusal>> {
	const secret = parseSecret(text);
	const [row] = secret
		? await store.read((db) =>
				db
					.select({ card: card.id, person: person.id, name: person.name, traject: card.traject })
					.from(card)
					.innerJoin(person, eq(person.id, card.person))
					.where(and(eq(card.secretHash, hashSecret(secret)), isNull(card.endedAt)))
			)
		: [];
	if (!row) return no('card-over');
	return { ...row, person: row.person as PersonId, traject: row.traject as TrajectId };
}

/** What the page of a card hears before anything is opened. */
export type Looked =
	| { readonly no: string }
	| {
			readonly name: string;
			/** This browser has the seat already. */
			readonly seat: SeatId | null;
			readonly table: { readonly about: string; readonly date: string } | null;
	  };

export type Redeemed = { readonly look: CardLook; readonly seat: SeatId } &
	/** This browser had the seat already. */
	({ readonly secret: null } | { readonly secret: string; readonly state: 'seated' | 'waiting' });

/**
 * "Ja, dat ben ik." The first device is seated; every later one waits for *klopt*. So does a first one of somebody who
 * talks in private: whoever made them a new card meanwhile does not listen in with it.
 */
export async function redeemCard(
	{ store, tables }: Pick<House, 'store' | 'tables'>,
	text: unknown,
	jar: CookieJar,
	secure: boolean
): Promise<Redeemed | No<CardRefusal>> {
	const look = await lookAtCard(store, text);
	if ('no' in look) return look;
	const here = await seatHere(store, look.person, jar, secure);
	if (here) return { look, seat: here, secret: null };
	const talks = await tables.isInPrivate(look.traject, look.person);
	return store.write(async (tx) => {
		const [still] = await tx
			.select({ id: card.id })
			.from(card)
			.where(and(eq(card.id, look.card), isNull(card.endedAt)))
			.for('update');
		if (!still) return no('card-over');
		const state = talks || (await hasDevice(tx, look.person)) ? 'waiting' : 'seated';
		const key = await openSeat(tx, {
			traject: look.traject,
			person: look.person,
			circle: null,
			via: 'card',
			state,
			card: look.card,
			claim: null
		});
		return { look, seat: key.id, secret: key.secret, state };
	});
}

export type PrintedCard = { readonly person: PersonId; readonly secret: string };

/**
 * New cards for these people. The old ones end, with every device that came in on them: printing again
 * is the way to take a lost card back.
 */
export async function printCards(
	store: Store,
	traject: TrajectId,
	people: readonly PersonId[]
): Promise<{ cards: PrintedCard[]; ended: SeatId[] }> {
	return store.write(async (tx) => {
		const cards: PrintedCard[] = [];
		const ended: SeatId[] = [];
		for (const one of people) {
			ended.push(...(await endCards(tx, traject, one)));
			const secret = newSecret();
			await tx.insert(card).values({ id: newId(), traject, person: one, secretHash: hashSecret(secret) });
			cards.push({ person: one, secret });
		}
		return { cards, ended };
	});
}

/** Revokes somebody's card; returns the seats whose sockets must close. */
export async function endCards(tx: Writer, traject: TrajectId, who: PersonId): Promise<SeatId[]> {
	const over = await tx
		.update(card)
		.set({ endedAt: new Date() })
		.where(and(eq(card.traject, traject), eq(card.person, who), isNull(card.endedAt)))
		.returning({ id: card.id });
	const seats: SeatId[] = [];
	for (const { id } of over) {
		const rows = await tx.select({ id: seat.id }).from(seat).where(eq(seat.card, id));
		seats.push(...rows.map((row) => row.id as SeatId));
	}
	return endSeats(tx, seats);
}
