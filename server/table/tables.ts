// Tables as doors and sockets ask for them: which circle is on now, what a viewer may have of it, who
// sits down by arriving.

import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { CircleId, ItemId, PersonId, SeatId, SheetId, TrajectId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { askedStates, wasAsked } from '#lib/people/guest.ts';
import type { Item } from '#lib/plan/item.ts';
import { isShared, isShutOut, type SheetOf, type Viewer } from '#lib/table/stream.ts';
import type { TableView, WaitingView } from '#lib/wire/view.ts';
import { deviceHours, hoursAgo, visited, type SeatWho } from '#server/door/seat.ts';
import { circle, fact, guest, note, seat, version } from '#server/store/schema.ts';
import type { Reader, Store } from '#server/store/store.ts';
import { isTalking, sitDown } from '#server/table/admit.ts';
import { readAnswers } from '#server/table/answers-read.ts';
import { readErased } from '#server/table/erased.ts';
import { readConsents } from '#server/table/beside-answer.ts';
import type { Hall } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';
import { readShielded } from '#server/table/shield.ts';
import { joinSchool, ownSheetOf, ownSheetsFor } from '#server/table/opening.ts';
import { viewFor, type Beside } from '#server/table/view.ts';

export type Tables = {
	/** The circle of a traject that is on for this person: open, else the next, else the last. */
	currentOf(traject: TrajectId, person: PersonId | null): Promise<CircleId | null>;
	/** Whether they are in a besloten tijd now: then nobody else lets in a screen that would hear it. */
	isInPrivate(traject: TrajectId, person: PersonId): Promise<boolean>;
	view(id: CircleId, viewer: Viewer, seat: SeatId): Promise<TableView | null>;
	beside(live: Live): Promise<Omit<Beside, 'seat'>>;
	/** Somebody whose device was let in sits down, once the table is open; until then they can prepare. */
	arrive(id: CircleId, person: PersonId): Promise<void>;
	/** The shared sheet an item stands in, for presence; as one of all but the school while it is too new to be stored. */
	sheetWith(id: CircleId, item: ItemId): Promise<SheetOf>;
	/** Notes a visit; true when this device had not been seen yet today. */
	visited(who: SeatWho): Promise<boolean>;
};

export type TableTools = {
	readonly store: Store;
	readonly hall: Hall;
	readonly joinAt: string;
	readonly itemsOf: (sheet: SheetId) => Promise<readonly Item[]>;
};

export function openTables({ store, hall, joinAt, itemsOf }: TableTools): Tables {
	async function beside(live: Live): Promise<Omit<Beside, 'seat'>> {
		return store.read(async (db) => ({
			now: hall.now(),
			joinAt,
			reasons: await readReasons(db, live),
			numbers: await readNumbers(db, live),
			answers: await readAnswers(db, live.versions),
			erased: await readErased(db, live.versions),
			consents: await readConsents(db, live.versions),
			shielded: await readShielded(db, live),
			withdrawn: await readWithdrawn(db, live),
			waiting: await readWaiting(db, live),
			devices: await readDevices(db, live)
		}));
	}

	/** An own sheet before the circle opens: what is prepared there lies on it when it does. */
	async function prepares(live: Live, person: PersonId): Promise<void> {
		if (!live.table.circle.order.includes(person) || ownSheetOf(live, person)) return;
		await hall.commit(live.row.id, person, null, (_tx, live) =>
			live.table.circle.phase.at === 'planned' && live.table.circle.order.includes(person)
				? { facts: [], anew: true, write: (tx) => ownSheetsFor(tx, live, [person]) }
				: { facts: [] }
		);
	}

	const currentOf = (traject: TrajectId, person: PersonId | null) =>
		store.read((db) => currentCircle(db, traject, person));

	return {
		beside,
		currentOf,
		async isInPrivate(traject, person) {
			const id = await currentOf(traject, person);
			const live = id && (await hall.live(id));
			return live ? isTalking(live, person) : false;
		},
		async view(id, viewer, seat) {
			const before = await hall.live(id);
			const rows = before && (await beside(before));
			// What happened while the rows were read was told already: a view of before would take it back.
			const live = await hall.live(id);
			if (!live || !rows || isShutOut(viewer, live.table.circle.setting)) return null;
			return viewFor(live, viewer, { ...rows, seat });
		},
		async arrive(id, person) {
			const live = await hall.live(id);
			if (!live) return;
			const { phase, seated, left } = live.table.circle;
			if (phase.at === 'planned') return prepares(live, person);
			if (phase.at === 'broken-off' || phase.at === 'closed') return;
			if (seated.has(person) || left.has(person) || answersFromHome(live, person)) return;
			await hall.commit(id, person, null, (_tx, live) => {
				const facts = sitDown(live, person, live.table.people.get(person)?.role ?? 'network', false);
				if (isNo(facts)) return facts;
				return { facts, rows: facts.length > 0, write: (tx) => joinSchool(tx, live, person, facts) };
			});
		},
		async sheetWith(id, item) {
			const live = await hall.live(id);
			for (const sheet of live?.sheets ?? []) {
				if (!sheet.open || !isShared(sheet.audience)) continue;
				const there = (await itemsOf(sheet.id)).some((one) => one.id === item);
				if (there) return sheet;
			}
			return { audience: 'inner', person: null, among: [] };
		},
		async visited(who) {
			const [row] = await store.read((db) =>
				db.select({ seenAt: seat.seenAt, at: seat.at }).from(seat).where(eq(seat.id, who.seat))
			);
			const fresh =
				row &&
				(row.seenAt.getTime() === row.at.getTime() ||
					hall.now() - row.seenAt.getTime() > deviceHours * 3_600_000);
			await visited(store, who.seat);
			return fresh === true;
		}
	};
}

/** They were put on the list of who answers, and were not asked to come: opening their copy seats nobody. */
function answersFromHome({ guests, table, versions }: Live, person: PersonId): boolean {
	const called = guests.some((guest) => guest.person === person && wasAsked(guest.state));
	return !called && versions.some((id) => table.versions.get(id)?.expected.has(person) === true);
}

async function currentCircle(
	db: Reader,
	traject: TrajectId,
	person: PersonId | null
): Promise<CircleId | null> {
	const invited = person
		? sql`(${circle.leader} = ${person} or exists (select 1 from ${guest} where ${guest.circle} = ${circle.id}
			and ${guest.person} in (${person}, (select confidant_of from person where person.id = ${person}))
			and ${inArray(guest.state, [...askedStates])})
			or exists (select 1 from ${version} join ${fact} on ${fact.stream} = 'version/' || ${version.id}
				where ${version.circle} = ${circle.id} and (${fact.body} @> jsonb_build_object('is', 'asked', 'person', ${person}::text)
				or ${fact.body} @> jsonb_build_object('is', 'issued', 'expected', jsonb_build_array(${person}::text)))))`
		: sql`true`;
	const [row] = await db
		.select({ id: circle.id })
		.from(circle)
		.where(and(eq(circle.traject, traject), invited))
		.orderBy(
			sql`case when ${circle.openedAt} is not null and ${circle.closedAt} is null then 0
				when ${circle.closedAt} is null then 1 else 2 end`,
			sql`case when ${circle.closedAt} is null then ${circle.date} end`,
			desc(circle.closedAt)
		)
		.limit(1);
	return (row?.id as CircleId | undefined) ?? null;
}

async function readReasons(db: Reader, live: Live): Promise<Beside['reasons']> {
	const ids = live.guests.flatMap((guest) => guest.reason ?? []);
	if (ids.length === 0) return new Map();
	const rows = await db.select().from(note).where(inArray(note.id, ids));
	return new Map(rows.map((row) => [row.id, { text: row.text, readers: row.readers }]));
}

/** The notes of versions that no longer stand; a reason for *van kracht* is kept in the same place. */
async function readWithdrawn(db: Reader, live: Live): Promise<Beside['withdrawn']> {
	const ids = live.versions.filter((id) => live.table.versions.get(id)?.state.is === 'withdrawn');
	if (ids.length === 0) return new Map();
	const rows = await db.select().from(note).where(inArray(note.about, ids));
	return new Map(rows.map((row) => [row.about as VersionId, { text: row.text, readers: row.readers }]));
}

async function readNumbers(db: Reader, live: Live): Promise<Beside['numbers']> {
	if (live.versions.length === 0) return new Map();
	const rows = await db
		.select({ id: version.id, no: version.no })
		.from(version)
		.where(inArray(version.id, [...live.versions]));
	return new Map(rows.map((row) => [row.id as VersionId, row.no]));
}

async function readWaiting(db: Reader, live: Live): Promise<WaitingView[]> {
	const rows = await db
		.select()
		.from(seat)
		.where(and(eq(seat.traject, live.row.traject), eq(seat.state, 'waiting'), gt(seat.at, hoursAgo)))
		.orderBy(seat.at);
	return rows.map((row) => ({
		seat: row.id as SeatId,
		person: row.person as PersonId | null,
		via: row.via === 'wall' || row.via === 'tablet' || row.via === 'card' ? row.via : 'name',
		claim: row.claim ?? null,
		at: row.at.getTime()
	}));
}

async function readDevices(db: Reader, live: Live): Promise<PersonId[]> {
	const rows = await db
		.selectDistinct({ person: seat.person })
		.from(seat)
		.where(and(eq(seat.traject, live.row.traject), eq(seat.state, 'seated'), gt(seat.seenAt, hoursAgo)));
	return rows.flatMap((row) => (row.person ? [row.person as PersonId] : []));
}
