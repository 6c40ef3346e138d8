// Who comes in: a device that waits for *klopt*, a person who was not expected, the wall. The one who
// leads admits; the screen that has a seat may admit a second screen of the same person.

import { and, eq, gt, inArray } from 'drizzle-orm';
import type { PersonId, SeatId, VoiceId } from '#lib/base/id.ts';
import { cleanLine, limits } from '#lib/base/clean.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { decideCircle, schoolJoins } from '#lib/circle/decide.ts';
import { wasAsked } from '#lib/people/guest.ts';
import { labelled, mayConfide, toldNothing, type LabelRefusal, type Told } from '#lib/people/label.ts';
import { asksToShare } from '#lib/people/party.ts';
import { isUnnamed } from '#lib/people/person.ts';
import type { Role } from '#lib/people/role.ts';
import type { TableFact } from '#lib/table/stream.ts';
import { readBars } from '#server/door/bars.ts';
import { askedFirst } from '#server/door/parties.ts';
import { hasDevice, hoursAgo } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import { guest, person, seat, voice } from '#server/store/schema.ts';
import type { Writer } from '#server/store/store.ts';
import { seatable } from '#server/table/apart.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';
import { joinSchool } from '#server/table/opening.ts';

/** Every polite no at the door of a table. Each has a sentence in words/. */
type AdmitRefusal =
	/** That device waits no more, or it is not this one's to admit: both sound the same. */
	| 'nobody-waits'
	| LabelRefusal
	/** The traject knows somebody of this name who does not sit here: is it them? */
	| 'named-before'
	/** Of a duty (OCJ): the pupil and each parent are asked for their yes first, where the traject is prepared (S2-05). */
	| 'asked-first'
	/** A name is needed to call somebody by. */
	| 'name-needed';

const refuse = (code: AdmitRefusal): No<AdmitRefusal> => no(code);

export type Waiting = typeof seat.$inferSelect;

/**
 * A device that waits for this person's *klopt*: any device for the one who leads, a second screen of their own
 * for others.
 */
async function readWaiting(tx: Writer, live: Live, id: SeatId, by: PersonId): Promise<Waiting | null> {
	const [row] = await tx
		.select()
		.from(seat)
		.where(and(eq(seat.id, id), eq(seat.state, 'waiting'), eq(seat.traject, live.row.traject)));
	const mine = by === live.table.circle.leader || (row?.via === 'card' && row.person === by);
	return row && mine ? row : null;
}

/** What was answered of somebody new, as it was asked; `known`: they are that person, or another of that name. */
type Answered = Partial<Told> & { readonly known?: PersonId | 'other' | null };

export type Admission = Answered & { readonly seat: SeatId; readonly join: boolean };

/** *Klopt*: this device is who it says. `by` is the person who taps. */
export async function decideAdmit(
	tx: Writer,
	live: Live,
	admission: Admission,
	by: PersonId
): Promise<Decided | No> {
	const row = await readWaiting(tx, live, admission.seat, by);
	if (!row) return refuse('nobody-waits');
	// While somebody talks in private, no one else lets in another screen that would hear it.
	const who = row.person ?? admission.known ?? null;
	if (who !== by && isTalking(live, who)) return no('private-time');
	if (row.via === 'wall' || row.via === 'tablet')
		return { facts: [], rows: true, write: (tx) => open(tx, row.id as SeatId, null) };
	if (row.person) return admitPerson(live, row.id as SeatId, row.person as PersonId, admission.join);
	const name = row.claim?.name ?? '';
	const label = row.claim?.label ?? '';
	const newcomer = { person: newId<'person'>(), voice: newId<'voice'>(), name, label };
	return decideWelcome(live, { ...newcomer, ...admission, seated: true }, row.id as SeatId);
}

/** In besloten tijd now. */
export const isTalking = ({ table }: Live, who: string | null): boolean =>
	table.circle.private?.among.some((one) => one === who) === true;

function admitPerson(live: Live, id: SeatId, who: PersonId, join: boolean): Decided | No {
	const role = live.table.people.get(who)?.role;
	const facts = sitDown(live, who, role ?? 'network', join);
	if (isNo(facts)) return facts;
	return {
		facts,
		rows: true,
		write: async (tx) => {
			await open(tx, id, who);
			await joinSchool(tx, live, who, facts);
		}
	};
}

/** The facts of somebody sitting down; a school at a table without school first asks the one who leads. */
export function sitDown(live: Live, who: PersonId, role: Role, join: boolean): TableFact[] | No {
	const { circle } = live.table;
	const by = { person: circle.leader };
	if (circle.phase.at === 'planned' || circle.phase.at === 'closed') return [];
	const school = role === 'school';
	const answer =
		school && join
			? schoolJoins(circle, who, by)
			: decideCircle(circle, { do: 'seat', person: who, school }, by, 0);
	return isNo(answer) ? answer : answer.map((fact) => ({ to: 'circle', fact }));
}

async function open(tx: Writer, id: SeatId, who: PersonId | null): Promise<void> {
	await tx.update(seat).set({ state: 'seated', person: who, claim: null }).where(eq(seat.id, id));
}

export type Newcomer = Answered & {
	readonly person: PersonId;
	readonly voice: VoiceId;
	readonly name: string;
	readonly label: string;
	/** At the table now; otherwise only somebody one can name. */
	readonly seated: boolean;
	readonly join: boolean;
};

/** A place on the spot for who was not expected, with or without a device. */
export function decideWelcome(live: Live, newcomer: Newcomer, device: SeatId | null): Decided | No {
	const name = cleanLine(newcomer.name, limits.name);
	const label = cleanLine(newcomer.label, limits.label);
	if (name === '') return refuse('name-needed');
	const { person: id, seated, join, known = null } = newcomer;
	if (known !== null && known !== 'other') return asKnown(live, known, newcomer, device);
	if (known === null && knownAs(live, name).length > 0) return refuse('named-before');
	const found = labelled(label, { ...toldNothing, ...newcomer }, null);
	if (isNo(found)) return found;
	const { role, adult, confidantOf } = found;
	const chooser = confidantOf === null ? null : live.table.people.get(confidantOf);
	if (confidantOf !== null && !(chooser && mayConfide(chooser.role))) return refuse('whose-confidant');
	if (seated && asksToShare(label) && isAsked(live)) return refuse('asked-first');
	const facts = seated ? sitDown(live, id, role, join) : [];
	if (isNo(facts)) return facts;
	return {
		facts,
		rows: true,
		write: async (tx) => {
			const row = { id, traject: live.row.traject, name, label, role, adult, confidantOf };
			await tx.insert(person).values(row);
			await askedFirst(tx, live.row.traject, id, label);
			await tx.insert(voice).values({ id: newcomer.voice, person: id, behalf: false });
			const state = seated ? 'walked-in' : 'named';
			await tx.insert(guest).values({ circle: live.row.id, person: id, state, place: live.guests.length });
			if (device) await open(tx, device, id);
			if (seated) await joinSchool(tx, live, id, facts);
		}
	};
}

/** Whether there is anybody whose yes to sharing is asked. */
const isAsked = ({ table }: Live): boolean =>
	[...table.people.values()].some(({ role }) => role === 'pupil' || role === 'parent');

/** The people of this traject of that name who do not sit here: one name twice would be two persons. */
function knownAs({ table }: Live, name: string): PersonId[] {
	const { circle, people } = table;
	return [...people.values()]
		.filter((one) => one.name.toLowerCase() === name.toLowerCase() && !circle.seated.has(one.id))
		.map(({ id }) => id);
}

/** Somebody new after all is somebody this traject knows: they get their own place, or can be named. */
function asKnown(live: Live, who: PersonId, newcomer: Newcomer, device: SeatId | null): Decided | No {
	const one = live.table.people.get(who);
	if (!one || isUnnamed(one)) return refuse('nobody-waits');
	const { seated, join } = newcomer;
	const facts = seated ? sitDown(live, who, one.role, join) : [];
	if (isNo(facts)) return facts;
	const row = live.guests.find((guest) => guest.person === who);
	const state = seated ? 'walked-in' : 'named';
	return {
		facts,
		rows: true,
		write: async (tx) => {
			const place = live.guests.length;
			if (!row) await tx.insert(guest).values({ circle: live.row.id, person: who, state, place });
			else if (seated && !wasAsked(row.state))
				await tx
					.update(guest)
					.set({ state })
					.where(and(eq(guest.circle, live.row.id), eq(guest.person, who)));
			if (device) await open(tx, device, who);
			if (seated) await joinSchool(tx, live, who, facts);
		}
	};
}

/**
 * *Iedereen klopt*: all who wait under a name that is expected here, in one tap. A second device of somebody,
 * two that say the same name, one that asked another day, one of two who are not to meet, and somebody who talks in
 * private are not among them: each is looked at by itself.
 */
export async function decideAdmitAll(tx: Writer, live: Live): Promise<Decided | No> {
	const rows = await tx
		.select()
		.from(seat)
		.where(and(eq(seat.traject, live.row.traject), eq(seat.state, 'waiting'), gt(seat.at, hoursAgo)));
	const alone = (who: string) => rows.filter((row) => row.person === who).length === 1;
	const waiting = rows.flatMap((row) => (row.person as PersonId | null) ?? []);
	const may = new Set(seatable(await readBars(tx, live.row.traject), live.table.circle.seated, waiting));
	const facts: TableFact[] = [];
	const ids: SeatId[] = [];
	const people: PersonId[] = [];
	for (const row of rows) {
		const who = row.person as PersonId | null;
		const role = who ? live.table.people.get(who)?.role : undefined;
		if (!who || !role || !may.has(who) || !alone(who) || isTalking(live, who)) continue;
		if (await hasDevice(tx, who)) continue;
		const sits = sitDown(live, who, role, false);
		if (isNo(sits)) continue;
		facts.push(...sits);
		ids.push(row.id as SeatId);
		people.push(who);
	}
	if (ids.length === 0) return { facts: [] };
	return {
		facts,
		rows: true,
		write: async (tx) => {
			await tx.update(seat).set({ state: 'seated' }).where(inArray(seat.id, ids));
			for (const who of people) await joinSchool(tx, live, who, facts);
		}
	};
}

export async function decideTurnAway(
	tx: Writer,
	live: Live,
	id: SeatId,
	by: PersonId
): Promise<Decided | No> {
	const row = await readWaiting(tx, live, id, by);
	if (!row) return by === live.table.circle.leader ? { facts: [] } : refuse('nobody-waits');
	return {
		facts: [],
		rows: true,
		write: async (tx) => void (await tx.update(seat).set({ state: 'ended' }).where(eq(seat.id, id)))
	};
}
