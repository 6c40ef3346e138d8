// The tablet that goes round. The device has a seat of its own, which is nobody's and opens nothing but the
// cover; whoever is named gets a short seat with a cookie and an address of its own, and the former one ends
// the moment the tablet is handed on. Who holds it hands it on: it goes from hand to hand in sight of all.

import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import type { PersonId, SeatId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { isOfTheClass } from '#lib/table/nameless.ts';
import { endSeats, openSeat, type SeatKey, type SeatWho } from '#server/door/seat.ts';
import { seat } from '#server/store/schema.ts';
import type { Reader, Store, Writer } from '#server/store/store.ts';
import type { Live } from '#server/table/live.ts';

/** Every polite no of a passed tablet. Each has a sentence in words/. */
export type TabletRefusal =
	/** Only who sits at the table is handed it, and the one who leads has a screen of their own. */
	| 'not-for-tablet'
	/** It was handed to somebody else in the meantime. */
	| 'other-hands'
	/** The circle is not open: there is nothing to hand round. */
	| 'tablet-rests';

const refuse = (code: TabletRefusal): No<TabletRefusal> => no(code);

/** The tablet itself, let in: a seat that is its own tablet. */
export const isTablet = (who: SeatWho): boolean =>
	who.state === 'seated' && who.tablet === who.seat && who.person === null;

export type Holder = { readonly seat: SeatId; readonly person: PersonId; readonly taken: boolean };

/** Who has it, or was named and did not take it yet. */
export async function readHolder(db: Reader, tablet: SeatId): Promise<Holder | null> {
	const [row] = await db
		.select({ id: seat.id, person: seat.person, state: seat.state })
		.from(seat)
		.where(and(eq(seat.tablet, tablet), ne(seat.id, tablet), ne(seat.state, 'ended')))
		.orderBy(desc(seat.at))
		.limit(1);
	if (!row?.person) return null;
	return { seat: row.id as SeatId, person: row.person as PersonId, taken: row.state === 'seated' };
}

/**
 * Whom a tablet can be handed to at this table: who sits there, but the one who leads; and nobody of a class, since
 * whoever holds it reads to whom it can go.
 */
export function handsAt({ table: { circle, people } }: Live): PersonId[] {
	const { at } = circle.phase;
	if (at === 'planned' || at === 'closed') return [];
	return circle.order.filter((id) => {
		const one = people.get(id);
		if (!one || isOfTheClass(circle.setting, one.role)) return false;
		return circle.seated.has(id) && id !== circle.leader;
	});
}

type Handed = { readonly ended: readonly SeatId[] };

/** *Geef door aan …*: the former seat is over before the next one is offered. To nobody: it lies on the table. */
export function handTo(
	store: Store,
	tablet: SeatWho,
	live: Live,
	to: PersonId | null
): Promise<Handed | No<TabletRefusal>> {
	return inHand(store, tablet.seat, async (tx) => {
		const hands = handsAt(live);
		if (to !== null && hands.length === 0) return refuse('tablet-rests');
		if (to !== null && !hands.includes(to)) return refuse('not-for-tablet');
		const before = await readHolder(tx, tablet.seat);
		// Pressed twice: it is offered to that person already.
		if (before && !before.taken && before.person === to) return { ended: [] };
		const ended = await endHeld(tx, tablet.seat);
		if (to !== null)
			await openSeat(tx, {
				...of(tablet),
				person: to,
				state: 'offered'
			});
		return { ended };
	});
}

export type Taken = Handed & { readonly key: SeatKey };

/** *Ik ben …*: a fresh seat for who was named. `as`: whom the page named when it was tapped. */
export function takeTablet(
	store: Store,
	tablet: SeatWho,
	live: Live,
	as: PersonId | null
): Promise<Taken | No<TabletRefusal>> {
	return inHand(store, tablet.seat, async (tx) => {
		const holder = await readHolder(tx, tablet.seat);
		if (!holder || holder.person !== as) return refuse('other-hands');
		if (!handsAt(live).includes(holder.person)) return refuse('tablet-rests');
		const ended = await endHeld(tx, tablet.seat);
		const key = await openSeat(tx, { ...of(tablet), person: holder.person, state: 'seated' });
		return { ended, key };
	});
}

const of = ({ traject, circle, seat: tablet }: SeatWho) =>
	({ traject, circle, tablet, via: 'tablet', card: null, claim: null }) as const;

async function endHeld(tx: Writer, tablet: SeatId): Promise<SeatId[]> {
	const rows = await tx
		.select({ id: seat.id })
		.from(seat)
		.where(and(eq(seat.tablet, tablet), ne(seat.id, tablet), inArray(seat.state, ['offered', 'seated'])));
	return endSeats(
		tx,
		rows.map(({ id }) => id as SeatId)
	);
}

/** One hand after another, whoever presses at the same moment. */
function inHand<T>(store: Store, tablet: SeatId, work: (tx: Writer) => Promise<T>): Promise<T> {
	return store.write(async (tx) => {
		await tx.select({ id: seat.id }).from(seat).where(eq(seat.id, tablet)).for('update');
		return work(tx);
	});
}
