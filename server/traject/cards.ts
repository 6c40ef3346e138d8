// Place cards as the one who prepares sees them: who has one, when it was last used, which device waits for
// *klopt*; and taking one back, with every device that came in on it.

import { and, asc, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { CircleId, PersonId, SeatId, TrajectId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { barredBy } from '#lib/people/bar.ts';
import { endCards, printCards, type PrintedCard } from '#server/door/card.ts';
import { endSeats } from '#server/door/seat.ts';
import { card, seat } from '#server/store/schema.ts';
import type { Reader, Store, Writer } from '#server/store/store.ts';
import { decideAdmit, decideTurnAway } from '#server/table/admit.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { shutSeats } from '#server/shut.ts';
import { touchTables } from '#server/traject/touch.ts';

/** Every polite no about cards. Each has a sentence in words/. */
export type CardsRefusal =
	/** Two of whom one refuses contact with the other are expected at this circle: first who comes, then cards. */
	| 'contact-refused'
	/** Cards were made since this page was opened: look before ending them again. */
	| 'cards-changed'
	| 'nobody-chosen';

export type CardState = {
	readonly person: PersonId;
	/** none: never made. open: its link works. over: revoked, and no new one. */
	readonly is: 'none' | 'open' | 'over';
	/** The last visit with any device of theirs. */
	readonly seenAt: Date | null;
	/** Devices that hold the seat now. */
	readonly devices: number;
};

export async function readCards(
	db: Reader,
	of: TrajectId,
	people: readonly { readonly id: PersonId }[]
): Promise<{ states: CardState[]; mark: string }> {
	const cards = await db
		.select({ id: card.id, person: card.person, endedAt: card.endedAt })
		.from(card)
		.where(eq(card.traject, of))
		.orderBy(asc(card.id));
	const seats = await db
		.select({ person: seat.person, seenAt: seat.seenAt })
		.from(seat)
		.where(and(eq(seat.traject, of), eq(seat.state, 'seated'), ne(seat.via, 'staff')));
	const states = people.map(({ id }): CardState => {
		const made = cards.filter((one) => one.person === id);
		const seen = seats.filter((one) => one.person === id).map((one) => one.seenAt.getTime());
		return {
			person: id,
			is: made.some((one) => !one.endedAt) ? 'open' : made.length > 0 ? 'over' : 'none',
			seenAt: seen.length > 0 ? new Date(Math.max(...seen)) : null,
			devices: seen.length
		};
	});
	return { states, mark: markOf(cards.filter((one) => !one.endedAt).map((one) => one.id)) };
}

/** What the cards were when a page was shown: a page sent twice makes no second set. */
const markOf = (ids: readonly string[]): string => ids.join('.').slice(0, 4000);

/** New cards; the secrets are in the answer and nowhere else. `expected`: who comes to the circle they are for. */
export async function makeCards(
	at: Preparing,
	chosen: readonly PersonId[],
	mark: string,
	expected: ReadonlySet<PersonId>
): Promise<PrintedCard[] | No<CardsRefusal>> {
	const { store } = at.house;
	const people = at.people.map((one) => one.id).filter((id) => chosen.includes(id));
	if (people.length === 0) return no('nobody-chosen');
	const company = new Set([...expected, ...people]);
	if (people.some((one) => barredBy(at.bars, one, company))) return no('contact-refused');
	const before = await store.read((db) => readCards(db, at.traject, at.people));
	if (before.mark !== mark) return no('cards-changed');
	const { cards, ended } = await printCards(store, at.traject, people);
	const byName = await store.write((tx) => endDevices(tx, at.traject, people));
	shutSeats(at.house, [...ended, ...byName], 'revoked');
	await touchTables(at.house, at.traject);
	return cards;
}

/** Every device of these people but those of the house's own accounts; the ones that were open. */
async function endDevices(tx: Writer, of: TrajectId, people: readonly PersonId[]): Promise<SeatId[]> {
	const rows = await tx
		.select({ id: seat.id })
		.from(seat)
		.where(and(eq(seat.traject, of), inArray(seat.person, [...people]), ne(seat.via, 'staff')));
	return endSeats(
		tx,
		rows.map(({ id }) => id as SeatId)
	);
}

/** Takes a card back, and every device of that person but those of the house's own account. */
export async function revokeCard(at: Preparing, who: PersonId): Promise<void> {
	const ended = await at.house.store.write(async (tx) => {
		const byCard = await endCards(tx, at.traject, who);
		return [...byCard, ...(await endDevices(tx, at.traject, [who]))];
	});
	shutSeats(at.house, ended, 'revoked');
	await touchTables(at.house, at.traject);
}

export type WaitingDevice = { readonly seat: SeatId; readonly person: PersonId; readonly at: Date };

/** Second devices on a card that wait for *klopt*, also after the circle. Older than two weeks: forgotten. */
export async function readWaitingDevices(store: Store, of: TrajectId): Promise<WaitingDevice[]> {
	const recent = gt(seat.at, sql`now() - interval '14 days'`);
	const rows = await store.read((db) =>
		db
			.select({ seat: seat.id, person: seat.person, at: seat.at })
			.from(seat)
			.leftJoin(card, eq(card.id, seat.card))
			.where(
				and(
					eq(seat.traject, of),
					eq(seat.state, 'waiting'),
					inArray(seat.via, ['card', 'name']),
					isNull(card.endedAt),
					recent
				)
			)
			.orderBy(asc(seat.at))
	);
	return rows.flatMap(({ seat, person, at }) =>
		person ? [{ seat: seat as SeatId, person: person as PersonId, at }] : []
	);
}

/**
 * *Klopt*, or not, by the one who prepares; decided as at the table, in the name of the one who leads. Whatever
 * circle's page it is tapped on, nobody gets in as somebody who talks in private now.
 */
export async function judgeDevice(
	at: Preparing,
	circle: CircleId,
	device: SeatId,
	right: boolean
): Promise<No | null> {
	const { store, tables } = at.house;
	const asks = (await readWaitingDevices(store, at.traject)).find(({ seat }) => seat === device);
	if (right && asks && (await tables.isInPrivate(at.traject, asks.person))) return no('private-time');
	return at.house.hall.commit(circle, at.me.id, null, (tx, live) =>
		right
			? decideAdmit(tx, live, { seat: device, school: null, join: false }, live.table.circle.leader)
			: decideTurnAway(tx, live, device, live.table.circle.leader)
	);
}
