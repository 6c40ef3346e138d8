// From rows to the house's own types, and back: the one place that trusts what the database says.

import { and, asc, eq, gt, inArray, like, notInArray, or } from 'drizzle-orm';
import type { CircleId, PersonId, SheetId, TrajectId, VersionId, VoiceId } from '#lib/base/id.ts';
import { readRounds, type CircleType, type KeptRound, type Method, type Tone } from '#lib/circle/round.ts';
import type { GuestState } from '#lib/people/guest.ts';
import type { People, Person, Voice } from '#lib/people/person.ts';
import type { Role } from '#lib/people/role.ts';
import { inOneOrder, type Audience, type Stream, type TableFact } from '#lib/table/stream.ts';
import type { Told } from '#lib/wire/view.ts';
import { circle, fact, guest, person, sheet, traject, version, voice } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';

export type CircleRow = {
	readonly id: CircleId;
	readonly traject: TrajectId;
	readonly organisation: string | null;
	readonly type: CircleType;
	readonly method: Method;
	readonly tone: Tone;
	/** Who was planned to lead; once it opened, who leads now is folded (`live.table.circle.leader`). */
	readonly leader: PersonId;
	readonly co: PersonId | null;
	readonly date: string;
	readonly place: string;
	readonly rounds: readonly KeptRound[];
	readonly code: string | null;
	readonly follows: VersionId | null;
	readonly practice: boolean;
};

export async function readCircle(db: Reader, id: CircleId): Promise<CircleRow | null> {
	const [row] = await db
		.select({ circle, organisation: traject.organisation, practice: traject.practiceUntil })
		.from(circle)
		.innerJoin(traject, eq(traject.id, circle.traject))
		.where(eq(circle.id, id));
	if (!row) return null;
	const { leader, coLeader, follows, date, place, code } = row.circle;
	return {
		id,
		traject: row.circle.traject as TrajectId,
		organisation: row.organisation,
		type: row.circle.type as CircleType,
		method: row.circle.method as Method,
		tone: row.circle.tone as Tone,
		leader: leader as PersonId,
		co: coLeader as PersonId | null,
		date,
		place,
		rounds: readRounds(row.circle.rounds),
		code,
		follows: follows as VersionId | null,
		practice: row.practice !== null
	};
}

/** Everybody of a traject, oldest first. */
export async function readPeople(db: Reader, of: TrajectId): Promise<People> {
	const rows = await db
		.select({ person, voice })
		.from(person)
		.innerJoin(voice, eq(voice.person, person.id))
		.where(eq(person.traject, of))
		.orderBy(asc(person.at), asc(person.id), asc(voice.behalf));
	const people = new Map<PersonId, Person>();
	for (const row of rows) {
		const id = row.person.id as PersonId;
		const one: Voice = { id: row.voice.id as VoiceId, person: id, behalf: row.voice.behalf };
		const before = people.get(id);
		const voices: Person['voices'] = before ? [...before.voices, one] : [one];
		people.set(id, {
			id,
			name: row.person.name,
			label: row.person.label,
			role: row.person.role as Role,
			confidantOf: row.person.confidantOf as PersonId | null,
			voices
		});
	}
	return people;
}

export type GuestRow = {
	readonly person: PersonId;
	readonly state: GuestState;
	readonly reason: string | null;
	/** Who speaks for them, while they are represented. */
	readonly speaker: PersonId | null;
	readonly attempts: number;
};

export async function readGuests(db: Reader, of: CircleId): Promise<GuestRow[]> {
	const rows = await db
		.select()
		.from(guest)
		.where(eq(guest.circle, of))
		.orderBy(asc(guest.place), asc(guest.person));
	return rows.map((row) => ({
		person: row.person as PersonId,
		state: row.state as GuestState,
		reason: row.reason,
		speaker: row.speaker as PersonId | null,
		attempts: row.attempts
	}));
}

export type SheetRow = {
	readonly id: SheetId;
	readonly audience: Audience;
	readonly person: PersonId | null;
	readonly among: readonly PersonId[];
	readonly epoch: number;
	readonly open: boolean;
};

export async function readSheets(db: Reader, of: CircleId): Promise<SheetRow[]> {
	const rows = await db
		.select()
		.from(sheet)
		.where(eq(sheet.circle, of))
		.orderBy(asc(sheet.epoch), asc(sheet.at));
	return rows.map(({ id, audience, person, among, epoch, open }) => ({
		id: id as SheetId,
		audience: audience as Audience,
		person: person as PersonId | null,
		among: (among ?? []) as PersonId[],
		epoch,
		open
	}));
}

export type FactRow = { readonly name: string; readonly seq: number; readonly told: Told };

/** The facts of a circle and of its versions that come after what is known, in the order they were added. */
export async function readFactsOf(
	db: Reader,
	id: CircleId,
	versions: readonly VersionId[],
	known: ReadonlyMap<string, number>
): Promise<FactRow[]> {
	const names = versions.map((one) => `version/${one}`);
	const ofThisTable = or(like(fact.stream, `${id}/%`), inArray(fact.stream, names.length > 0 ? names : ['']));
	const newer = [...known].map(([name, seq]) => and(eq(fact.stream, name), gt(fact.seq, seq)));
	const rows = await db
		.select()
		.from(fact)
		.where(
			known.size > 0
				? and(ofThisTable, or(...newer, notInArray(fact.stream, [...known.keys()])))
				: ofThisTable
		)
		.orderBy(asc(fact.stream), asc(fact.seq));
	const streams = Map.groupBy(rows, (row) => row.stream).values();
	return inOneOrder(streams, (row) => row.at.getTime()).map((row) => ({
		name: row.stream,
		seq: row.seq,
		told: { at: row.at.getTime(), told: toldFrom(id, row.stream, row.body) }
	}));
}

function toldFrom(id: CircleId, name: string, body: unknown): TableFact {
	return { ...streamFrom(id, name), fact: body } as TableFact;
}

/** The stream a name stands for. Throws when the name is none of ours: the log itself is wrong. */
export function streamFrom(id: CircleId, name: string): Stream {
	const [head, to, what] = name.split('/');
	if (head === 'version' && to) return { to: 'version', version: to as VersionId };
	if (head === id) {
		if (to === 'circle' || to === 'lines' || to === 'school-lines') return { to };
		if ((to === 'sheet' || to === 'private') && what) return { to, sheet: what as SheetId };
		if (to === 'mine' && what) return { to, person: what as PersonId };
	}
	throw new Error(`no stream of this circle: ${name}`);
}

export async function readVersionIds(db: Reader, of: CircleId): Promise<VersionId[]> {
	const rows = await db
		.select({ id: version.id })
		.from(version)
		.where(eq(version.circle, of))
		.orderBy(asc(version.no));
	return rows.map((row) => row.id as VersionId);
}
