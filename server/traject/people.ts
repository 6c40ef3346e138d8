// The people of a traject: added by *voornaam, wie ben je hier*. A label that leaves open whether somebody
// belongs to a school is asked about, never guessed: it decides what they may read.

import { and, eq, inArray, isNotNull, isNull, notInArray, sql } from 'drizzle-orm';
import { cleanLine, limits } from '#lib/base/clean.ts';
import type { PersonId, SeatId, StaffId, TrajectId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import {
	labelled,
	mayConfide,
	toldNothing,
	type Labelled,
	type LabelRefusal,
	type Told
} from '#lib/people/label.ts';
import { roleOf, type Role } from '#lib/people/role.ts';
import { askedFirst } from '#server/door/parties.ts';
import { newId } from '#server/door/secret.ts';
import { forgetBars } from '#server/traject/bars.ts';
import { card, circle, guest, line, note, person, seat, voice } from '#server/store/schema.ts';
import type { Store, Writer } from '#server/store/store.ts';
import { codeOf } from '#server/store/trouble.ts';

/** Every polite no about a person. Each has a sentence in words/. */
export type PersonRefusal =
	| 'name-needed'
	| 'label-needed'
	| LabelRefusal
	/** Not of this traject. */
	| 'no-such-person'
	/** Something stands in the traject that is theirs: they stay in it. */
	| 'person-used'
	/** Only the CLB speaks *namens school*. */
	| 'only-the-clb'
	/** Words were laid in that voice. */
	| 'voice-used';

/** What a form says of somebody, with what it answered of what the label leaves open. */
export type GivenPerson = { readonly name: string; readonly label: string } & Partial<Told>;

type Checked = { readonly name: string; readonly label: string } & Labelled;

function check(given: GivenPerson, before: Role | null): Checked | No<PersonRefusal> {
	const name = cleanLine(given.name, limits.name);
	const label = cleanLine(given.label, limits.label);
	if (name === '') return no('name-needed');
	if (label === '') return no('label-needed');
	const found = labelled(label, { ...toldNothing, ...given }, before);
	return isNo(found) ? found : { name, label, ...found };
}

/** A confidant is of somebody of this traject who may choose one, and not of themselves. */
async function isChosen(
	tx: Writer,
	traject: TrajectId,
	{ confidantOf }: Labelled,
	who: PersonId | null
): Promise<boolean> {
	if (confidantOf === null) return true;
	const role = confidantOf === who ? null : await roleIn(tx, traject, confidantOf);
	return role !== null && mayConfide(role);
}

export async function insertPerson(
	tx: Writer,
	traject: TrajectId,
	one: Pick<Checked, 'name' | 'label' | 'role'> & Partial<Labelled> & { readonly staff: StaffId | null }
): Promise<PersonId> {
	const id = newId<'person'>();
	const after = sql`greatest(now(), (select max(p.at) + interval '1 millisecond' from person p
		where p.traject = ${traject}))`;
	await tx.insert(person).values({ id, traject, at: after, ...one });
	await tx.insert(voice).values({ id: newId(), person: id, behalf: false });
	return id;
}

/**
 * Adds somebody, and expects them at the circles that are planned. Whether a school comes is decided at the
 * circle itself: it changes what is said there.
 */
export async function addPerson(
	tx: Writer,
	traject: TrajectId,
	given: GivenPerson
): Promise<PersonId | No<PersonRefusal>> {
	const checked = check(given, null);
	if (isNo(checked)) return checked;
	if (!(await isChosen(tx, traject, checked, null))) return no('whose-confidant');
	const id = await insertPerson(tx, traject, { ...checked, staff: null });
	if (await askedFirst(tx, traject, id, checked.label)) return id;
	if (checked.role !== 'school') await expectAtPlanned(tx, traject, id);
	return id;
}

/** Joins as somebody of this house, who can then lead. */
export async function joinTraject(
	tx: Writer,
	traject: TrajectId,
	me: { readonly id: StaffId; readonly name: string },
	label: string
): Promise<void> {
	const mine = and(eq(person.traject, traject), eq(person.staff, me.id));
	const there = await tx.select({ id: person.id }).from(person).where(mine);
	if (there.length > 0) return;
	const one = { name: me.name, label, role: roleOf(label) ?? 'coach', staff: me.id };
	await expectAtPlanned(tx, traject, await insertPerson(tx, traject, one));
}

export async function expectAtPlanned(tx: Writer, traject: TrajectId, who: PersonId): Promise<void> {
	const planned = await tx
		.select({ id: circle.id })
		.from(circle)
		.where(and(eq(circle.traject, traject), isNull(circle.openedAt)));
	for (const { id } of planned) {
		const place = await tx.$count(guest, eq(guest.circle, id));
		await tx.insert(guest).values({ circle: id, person: who, state: 'expected', place });
	}
}

/** Another name or label; the seats to open anew when what they may see changed. */
export async function changePerson(
	tx: Writer,
	traject: TrajectId,
	who: PersonId,
	given: GivenPerson
): Promise<SeatId[] | No<PersonRefusal>> {
	const before = await roleIn(tx, traject, who);
	if (!before) return no('no-such-person');
	const checked = check(given, before);
	if (isNo(checked)) return checked;
	if (!(await isChosen(tx, traject, checked, who))) return no('whose-confidant');
	const chosen = await confidantOf(tx, who);
	await tx.update(person).set(checked).where(eq(person.id, who));
	if (checked.role !== 'clb') await tx.delete(voice).where(unusedBehalf(who));
	if (before === checked.role && chosen === checked.confidantOf) return [];
	const seats = await tx.select({ id: seat.id }).from(seat).where(eq(seat.person, who));
	return seats.map(({ id }) => id as SeatId);
}

/** Takes somebody out who was never at a table here; with them their cards and devices. */
export function removePerson(
	store: Store,
	traject: TrajectId,
	who: PersonId
): Promise<SeatId[] | No<PersonRefusal>> {
	return store
		.write(async (tx) => {
			if (!(await roleIn(tx, traject, who))) return no('no-such-person');
			const seats = await tx.delete(seat).where(eq(seat.person, who)).returning({ id: seat.id });
			await tx.delete(card).where(eq(card.person, who));
			await forgetGuest(tx, who);
			await forgetBars(tx, who);
			await tx.update(person).set({ confidantOf: null }).where(eq(person.confidantOf, who));
			await tx.delete(voice).where(eq(voice.person, who));
			await tx.delete(person).where(eq(person.id, who));
			return seats.map(({ id }) => id as SeatId);
		})
		.catch((error: unknown) => {
			if (codeOf(error) === '23503') return no('person-used');
			throw error;
		});
}

/** No longer expected at what is only planned, and no reason is kept of who is not. */
export async function forgetGuest(tx: Writer, who: PersonId): Promise<void> {
	const opened = tx.select({ id: circle.id }).from(circle).where(isNotNull(circle.openedAt));
	const rows = await tx
		.delete(guest)
		.where(and(eq(guest.person, who), notInArray(guest.circle, opened)))
		.returning({ reason: guest.reason });
	const reasons = rows.flatMap(({ reason }) => reason ?? []);
	if (reasons.length > 0) await tx.delete(note).where(inArray(note.id, reasons));
}

async function roleIn(tx: Writer, traject: TrajectId, who: PersonId): Promise<Role | null> {
	const [row] = await tx
		.select({ role: person.role })
		.from(person)
		.where(and(eq(person.id, who), eq(person.traject, traject)));
	return (row?.role as Role | undefined) ?? null;
}

async function confidantOf(tx: Writer, who: PersonId): Promise<PersonId | null> {
	const [row] = await tx.select({ of: person.confidantOf }).from(person).where(eq(person.id, who));
	return (row?.of as PersonId | undefined) ?? null;
}

/** Whether the CLB also speaks *namens school* (domain.md §3). */
export async function setBehalf(
	tx: Writer,
	traject: TrajectId,
	who: PersonId,
	behalf: boolean
): Promise<No<PersonRefusal> | null> {
	if ((await roleIn(tx, traject, who)) !== 'clb') return no('only-the-clb');
	if (behalf) {
		await tx.insert(voice).values({ id: newId(), person: who, behalf }).onConflictDoNothing();
		return null;
	}
	await tx.delete(voice).where(unusedBehalf(who));
	const left = await tx.$count(voice, and(eq(voice.person, who), voice.behalf));
	return left > 0 ? no('voice-used') : null;
}

const unusedBehalf = (who: PersonId) =>
	and(
		eq(voice.person, who),
		voice.behalf,
		sql`not exists (select 1 from ${line} where ${line.voice} = ${voice.id})`
	);
