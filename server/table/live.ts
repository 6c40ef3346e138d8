// One table in memory: folded from the database, kept up with it, moved one move at a time. The database
// is the truth; this is its echo, and `catchUp` makes it so whichever process wrote last.

import { eq } from 'drizzle-orm';
import type { CircleId, LineId, PersonId, SheetId, VersionId } from '#lib/base/id.ts';
import { planned, type Setting } from '#lib/circle/circle.ts';
import { comingsOf, type Comings } from '#lib/circle/comings.ts';
import { inTone, type CircleType } from '#lib/circle/round.ts';
import type { Bars } from '#lib/people/bar.ts';
import { isExpected } from '#lib/people/guest.ts';
import type { KeptOriginal } from '#lib/plan/line.ts';
import { streamName, type SheetOf, type Stream } from '#lib/table/stream.ts';
import { applyTable, tableBefore, type Table } from '#lib/table/table.ts';
import type { Told } from '#lib/wire/view.ts';
import { line } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { readBars } from '#server/door/bars.ts';
import { readReviewed, type Reviewed } from '#server/table/reviewed.ts';
import {
	readCircle,
	readFactsOf,
	readGuests,
	readPeople,
	readSheets,
	readVersionIds,
	streamFrom,
	type CircleRow,
	type FactRow,
	type GuestRow,
	type SheetRow
} from '#server/table/rows.ts';

export type Live = {
	readonly row: CircleRow;
	readonly table: Table;
	readonly guests: readonly GuestRow[];
	/** Who refuses contact with whom, as it was when this was read; a move asks again (`contactRefused`). */
	readonly bars: Bars;
	readonly sheets: readonly SheetRow[];
	readonly versions: readonly VersionId[];
	readonly reviewed: readonly Reviewed[];
	readonly words: ReadonlyMap<LineId, string>;
	/** What was said in another language, by the line it stays with. */
	readonly originals: ReadonlyMap<LineId, KeptOriginal>;
	/** Every stream's facts so far; its length is its last seq. */
	readonly streams: ReadonlyMap<string, readonly Told[]>;
};

export async function loadLive(db: Reader, id: CircleId): Promise<Live | null> {
	const row = await readCircle(db, id);
	if (!row) return null;
	const people = await readPeople(db, row.traject);
	const guests = await readGuests(db, id);
	const order = tableOrder(row.leader, guests);
	const setting = settingFor(
		row.type,
		guests.filter((guest) => guest.state === 'expected'),
		people
	);
	const { leader, co, method } = row;
	const rounds = inTone(row.rounds, row.tone);
	const reviewed = row.follows ? await readReviewed(db, row.follows) : [];
	const circle = planned({ leader, co, method, rounds, setting, order });
	const before: Live = {
		row,
		table: tableBefore(
			circle,
			people,
			reviewed.map((one) => one.id)
		),
		guests,
		bars: await readBars(db, row.traject),
		sheets: await readSheets(db, id),
		versions: await readVersionIds(db, id),
		reviewed,
		...(await readWords(db, id)),
		streams: new Map()
	};
	return (await catchUp(db, before)).live;
}

/** Facts another process added since; usually none. */
export async function catchUp(db: Reader, live: Live): Promise<{ live: Live; news: FactRow[] }> {
	const known = new Map([...live.streams].map(([name, facts]) => [name, facts.length]));
	const news = await readFactsOf(db, live.row.id, streamsBeside(live), known);
	return { live: withFacts(live, news), news };
}

/** The versions of this table, and the one it starts from: that one is replaced here. */
function streamsBeside(live: Live): VersionId[] {
	return live.row.follows ? [...live.versions, live.row.follows] : [...live.versions];
}

export function withFacts(live: Live, news: readonly FactRow[]): Live {
	const streams = new Map(live.streams);
	let table = live.table;
	for (const { name, told } of news) {
		streams.set(name, [...(streams.get(name) ?? []), told]);
		table = applyTable(table, told.told, told.at);
	}
	return { ...live, table, streams };
}

/** Everybody's place: the one who leads first, then as expected. Who is deliberately not here has none. */
function tableOrder(leader: PersonId, guests: readonly GuestRow[]): PersonId[] {
	const here = guests.filter((guest) => isExpected(guest.state));
	const others = here.filter((guest) => guest.person !== leader);
	return [leader, ...others.map((guest) => guest.person)];
}

/** A school expected makes it a table with a school (design decision 7). */
function settingFor(type: CircleType, expected: readonly GuestRow[], people: Table['people']): Setting {
	if (type === 'class') return 'class';
	return expected.some((guest) => people.get(guest.person)?.role === 'school') ? 'school' : 'family';
}

async function readWords(db: Reader, id: CircleId): Promise<Pick<Live, 'words' | 'originals'>> {
	const rows = await db
		.select({ id: line.id, text: line.text, original: line.original })
		.from(line)
		.where(eq(line.circle, id));
	const originals = rows.flatMap(({ id, original }) =>
		original ? [[id as LineId, original as KeptOriginal] as const] : []
	);
	return {
		words: new Map(rows.map((row) => [row.id as LineId, row.text])),
		originals: new Map(originals)
	};
}

/** A besloten tijd that was asked and not begun has no sheet yet; who may know of it, has that audience already. */
export function sheetOf(live: Live, id: SheetId): SheetOf | null {
	const made = live.sheets.find((sheet) => sheet.id === id);
	const talk = live.table.talks.get(id);
	return made ?? (talk ? { audience: 'private', person: null, among: talk.among } : null);
}

/** Whose copies somebody reads: their own; a confidant, those of the one who chose them. */
export function readsAs(live: Live, person: PersonId): PersonId {
	const one = live.table.people.get(person);
	return (one?.role === 'confidant' && one.confidantOf) || person;
}

/**
 * Whether somebody hears of a version: who is asked for an answer has a copy, and their confidant reads it beside
 * them.
 */
export function signs(live: Live, version: VersionId, person: PersonId): boolean {
	return live.table.versions.get(version)?.expected.has(readsAs(live, person)) ?? false;
}

/** Who came when, and heard what: folded once for the facts there are. */
export function comingsAt(live: Live): Comings {
	const facts = live.streams.get(nameIn(live, { to: 'circle' })) ?? nothing;
	const known = folded.get(facts);
	if (known) return known;
	const comings = comingsOf(facts.flatMap(({ told }) => (told.to === 'circle' ? [told.fact] : [])));
	folded.set(facts, comings);
	return comings;
}

const nothing: readonly Told[] = [];
const folded = new WeakMap<readonly Told[], Comings>();

export const nameIn = (live: Live, stream: Stream): string => streamName(live.row.id, stream);
export const streamIn = (live: Live, name: string): Stream => streamFrom(live.row.id, name);
