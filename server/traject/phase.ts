// Where a traject stands: facts of its own stream, and the reasons beside them. For those who prepare it; nobody at the
// table hears of it. src/lib/traject/SPEC.md.

import { and, eq } from 'drizzle-orm';
import { clean, limits } from '#lib/base/clean.ts';
import type { PersonId, TrajectId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { decidePhase, phaseOf, type Phase, type PhaseFact, type PhaseRefusal } from '#lib/traject/phase.ts';
import { newId } from '#server/door/secret.ts';
import { appendFacts, LostRace, readFacts } from '#server/store/facts.ts';
import { note } from '#server/store/schema.ts';
import type { Reader, Store } from '#server/store/store.ts';

const streamOf = (of: TrajectId): string => `traject/${of}`;

export type PhaseLine = {
	readonly phase: Phase;
	/** Who moved it there. */
	readonly by: string | null;
	readonly at: Date;
	/** In their own words; empty when none was given, or when it was erased. */
	readonly reason: string;
	/** Under which it is kept, to wipe it by; null: there is none. */
	readonly note: string | null;
};

/** The way so far, the oldest first; empty for a traject that nobody moved yet. */
export async function readWay(db: Reader, of: TrajectId): Promise<PhaseLine[]> {
	const facts = await readFacts(db, streamOf(of));
	const notes = await db
		.select()
		.from(note)
		.where(eq(note.about, streamOf(of)));
	const textOf = new Map(notes.map(({ id, text }) => [id, text]));
	return facts.map(({ body, by, at }) => {
		const { to, note } = body as PhaseFact;
		return { phase: to, by, at, reason: (note && textOf.get(note)) ?? '', note };
	});
}

/** Moves it, by a person of this traject; `from`: where it stood on their page. */
export async function movePhase(
	store: Store,
	of: TrajectId,
	by: PersonId,
	move: { readonly from: string; readonly to: Phase; readonly reason: string },
	now: number
): Promise<No<PhaseRefusal | 'moved-meanwhile'> | null> {
	try {
		return await store.write(async (tx) => {
			const facts = await readFacts(tx, streamOf(of));
			const stands = phaseOf(facts.map(({ body }) => body as PhaseFact));
			if (stands === move.to) return null;
			if (stands !== move.from) return no('moved-meanwhile');
			const text = clean(move.reason).slice(0, limits.sentence);
			const id = newId();
			const moved = decidePhase(stands, { to: move.to, reason: text }, id);
			if (isNo(moved)) return moved;
			if (text !== '')
				await tx.insert(note).values({ id, traject: of, text, about: streamOf(of), readers: [] });
			const after = facts.at(-1)?.seq ?? 0;
			await appendFacts(tx, [{ stream: streamOf(of), after, at: now, facts: moved }], by);
			return null;
		});
	} catch (error) {
		if (error instanceof LostRace) return no('moved-meanwhile');
		throw error;
	}
}

/** The words of a reason are destroyed: they may be about somebody who asks it. That it went on or back stays. False: no such one. */
export async function wipeReason(store: Store, of: TrajectId, id: string): Promise<boolean> {
	const its = and(eq(note.id, id), eq(note.about, streamOf(of)));
	const gone = await store.write((tx) =>
		tx.update(note).set({ text: '' }).where(its).returning({ id: note.id })
	);
	await store.tidy();
	return gone.length > 0;
}
