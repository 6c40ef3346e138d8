// Who is not here, and how that is called; and who sits beside somebody as their confidant: rows, decided at the
// table (domain.md §3, §6.3, S3-01).

import { and, eq } from 'drizzle-orm';
import type { PersonId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { talking } from '#lib/circle/decide.ts';
import { wasAsked } from '#lib/people/guest.ts';
import { mayConfide } from '#lib/people/label.ts';
import type { TableFact } from '#lib/table/stream.ts';
import type { HouseMove } from '#lib/wire/move.ts';
import { guest, person } from '#server/store/schema.ts';
import type { Writer } from '#server/store/store.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';

/** Every polite no of these moves. Each has a sentence in words/. */
export type BesideRefusal =
	| 'only-the-leader'
	/** A version lies before everybody: who was there stands in it. */
	| 'already-presented'
	/** Who sits here, is here. */
	| 'is-here'
	/** Not asked to come to this circle: somebody of another one, and nobody at all, sound the same. */
	| 'not-expected-here'
	/** Somebody who is represented has a speaker, who sits here. */
	| 'who-speaks'
	/** Only the pupil, family and network choose a confidant; and only an adult of the network, who is nobody's yet. */
	| 'no-confidant'
	/** Is this person eighteen? */
	| 'adult-or-not'
	| 'minor-confides';

const refuse = (code: BesideRefusal): No<BesideRefusal> => no(code);

export function decideAbsence(
	live: Live,
	move: HouseMove & { do: 'absence' },
	by: PersonId
): Decided | No<BesideRefusal> {
	const { circle } = live.table;
	if (by !== circle.leader) return refuse('only-the-leader');
	if (!talking(circle)) return refuse('already-presented');
	const row = live.guests.find((one) => one.person === move.person);
	if (!row || !wasAsked(row.state)) return refuse('not-expected-here');
	if (circle.seated.has(move.person)) return refuse('is-here');
	const speaker = move.state === 'represented' ? move.speaker : null;
	if (move.state === 'represented' && (speaker === null || !circle.seated.has(speaker)))
		return refuse('who-speaks');
	if (row.state === move.state && row.speaker === speaker) return { facts: [] };
	const mine = and(eq(guest.circle, live.row.id), eq(guest.person, move.person));
	return {
		facts: [],
		rows: true,
		write: async (tx) => void (await tx.update(guest).set({ state: move.state, speaker }).where(mine))
	};
}

/** By the one who chooses, from their own seat. Whoever was named before is nobody from that moment. */
export async function decideConfidant(
	tx: Writer,
	live: Live,
	move: HouseMove & { do: 'confidant' },
	by: PersonId
): Promise<Decided | No<BesideRefusal>> {
	const { circle, people } = live.table;
	const me = people.get(by);
	if (!me || !mayConfide(me.role) || circle.phase.at === 'closed') return refuse('no-confidant');
	const before = [...people.values()].filter((one) => one.confidantOf === by && one.id !== move.person);
	const chosen = move.person === null ? null : people.get(move.person);
	const mine = chosen?.confidantOf === by;
	if (before.length === 0 && (move.person === null || mine)) return { facts: [] };
	if (move.person !== null && !mine) {
		const free = chosen?.role === 'network' || (chosen?.role === 'confidant' && chosen.confidantOf === null);
		if (!chosen || !free || chosen.id === by) return refuse('no-confidant');
		const [row] = await tx.select({ adult: person.adult }).from(person).where(eq(person.id, chosen.id));
		const adult = row?.adult ?? move.adult;
		if (adult === null) return refuse('adult-or-not');
		if (!adult) return refuse('minor-confides');
	}
	const facts: TableFact[] = before
		.filter((one) => circle.seated.has(one.id))
		.map((one) => ({ to: 'circle', fact: { is: 'left', person: one.id } }));
	return {
		facts,
		rows: true,
		write: async (tx) => {
			for (const one of before)
				await tx.update(person).set({ confidantOf: null }).where(eq(person.id, one.id));
			if (chosen && !mine)
				await tx
					.update(person)
					.set({ role: 'confidant', confidantOf: by, adult: true })
					.where(eq(person.id, chosen.id));
		}
	};
}
