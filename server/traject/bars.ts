// Refusals of contact as those who prepare keep them: set in the name of the one who refuses, lifted only when that
// person says so, with a sentence of who said it (domain.md §6.3, S1-10).

import { and, asc, eq, isNull, like, or } from 'drizzle-orm';
import { clean, limits } from '#lib/base/clean.ts';
import type { CircleId, PersonId, TrajectId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { barsWithin, type Bars } from '#lib/people/bar.ts';
import { isExpected, type GuestState } from '#lib/people/guest.ts';
import { newId } from '#server/door/secret.ts';
import { circle, contactBar, guest, note } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';

/** Every polite no about a refusal of contact. Each has a sentence in words/. */
export type BarRefusal =
	/** It takes two people. */
	| 'choose-two'
	/** Lifting asks who said that it may, in a sentence. */
	| 'who-said-so';

/** In the name of `person`, who refuses. Set twice, it stands once. */
export async function setBar(
	tx: Writer,
	traject: TrajectId,
	person: PersonId,
	other: PersonId
): Promise<No<BarRefusal> | null> {
	if (person === other) return no('choose-two');
	await tx.insert(contactBar).values({ traject, person, other }).onConflictDoNothing();
	return null;
}

const about = (person: PersonId, other: PersonId) => `bar/${person}/${other}`;

/** The refusing person says it is over; `said`: who told it, and how. Lifted twice, it is told once. */
export async function liftBar(
	tx: Writer,
	traject: TrajectId,
	person: PersonId,
	other: PersonId,
	said: string
): Promise<No<BarRefusal> | null> {
	const text = clean(said).slice(0, limits.sentence);
	if (text === '') return no('who-said-so');
	const same = and(
		eq(contactBar.traject, traject),
		eq(contactBar.person, person),
		eq(contactBar.other, other)
	);
	const gone = await tx.delete(contactBar).where(same).returning({ person: contactBar.person });
	if (gone.length > 0)
		await tx.insert(note).values({ id: newId(), traject, text, about: about(person, other), readers: [] });
	return null;
}

export type Lifted = {
	readonly person: PersonId;
	readonly other: PersonId;
	readonly said: string;
	readonly at: Date;
};

/** What was refused once and is over, with who said so. */
export async function readLifted(db: Reader, of: TrajectId): Promise<Lifted[]> {
	const rows = await db
		.select()
		.from(note)
		.where(and(eq(note.traject, of), like(note.about, 'bar/%')))
		.orderBy(asc(note.at));
	return rows.map((row) => {
		const [, person, other] = (row.about ?? '').split('/');
		return { person: person as PersonId, other: other as PersonId, said: row.text, at: row.at };
	});
}

/** The circles still to be held at which two are expected who are not to meet. */
export async function readTogether(
	db: Reader,
	of: TrajectId,
	bars: Bars
): Promise<{ circle: CircleId; bars: Bars }[]> {
	if (bars.length === 0) return [];
	const rows = await db
		.select({ circle: circle.id, leader: circle.leader, person: guest.person, state: guest.state })
		.from(circle)
		.innerJoin(guest, eq(guest.circle, circle.id))
		.where(and(eq(circle.traject, of), isNull(circle.closedAt)));
	return [...Map.groupBy(rows, (row) => row.circle)].flatMap(([id, guests]) => {
		const company = guests.filter(({ state }) => isExpected(state as GuestState));
		const people = [...company.map(({ person }) => person), ...guests.map(({ leader }) => leader)];
		const within = barsWithin(bars, new Set(people as PersonId[]));
		return within.length > 0 ? [{ circle: id as CircleId, bars: within }] : [];
	});
}

/** Somebody is taken out of the traject: nothing is kept of whom they refused, or who refused them. */
export async function forgetBars(tx: Writer, who: PersonId): Promise<void> {
	await tx.delete(contactBar).where(or(eq(contactBar.person, who), eq(contactBar.other, who)));
	await tx.delete(note).where(and(like(note.about, 'bar/%'), like(note.about, `%${who}%`)));
}
