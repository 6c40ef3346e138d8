// Facts are added under a number of their stream, never changed. Whoever decides on what another has just
// changed meets that number and decides again (design decision 8).

import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { fact } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import { isUniqueViolation } from '#server/store/trouble.ts';

export type NewFacts = {
	readonly stream: string;
	/** The last sequence the decider saw; 0 in a new stream. */
	readonly after: number;
	/** Milliseconds since 1970; the database's own clock when absent. */
	readonly at?: number;
	readonly facts: readonly unknown[];
};

/** Somebody else added to a stream first. The transaction is lost: read again, decide again. */
export class LostRace extends Error {
	override name = 'LostRace';
}

/** Throws LostRace when a stream went on after what the decider saw. `by`: who moved. */
export async function appendFacts(
	tx: Writer,
	streams: readonly NewFacts[],
	by: string | null
): Promise<void> {
	const rows = [...streams].sort(byName).flatMap(({ stream, after, at, facts }) =>
		facts.map((body, index) => ({
			stream,
			seq: after + 1 + index,
			by,
			body,
			...(at === undefined ? {} : { at: new Date(at) })
		}))
	);
	if (rows.length === 0) return;
	try {
		await tx.insert(fact).values(rows);
	} catch (error) {
		if (isUniqueViolation(error)) throw new LostRace('a stream went on', { cause: error });
		throw error;
	}
}

/** Two that append to the same streams wait for each other in one order. */
const byName = (a: NewFacts, b: NewFacts): number => (a.stream < b.stream ? -1 : 1);

export type Fact = {
	readonly seq: number;
	readonly at: Date;
	readonly by: string | null;
	readonly body: unknown;
};

export async function readFacts(db: Reader, stream: string, after = 0): Promise<Fact[]> {
	const { seq, at, by, body } = fact;
	const newer = and(eq(fact.stream, stream), gt(seq, after));
	return db.select({ seq, at, by, body }).from(fact).where(newer).orderBy(asc(seq));
}

/** Every fact of some streams; a stream without facts is an empty list. */
export async function readStreams(db: Reader, streams: readonly string[]): Promise<Map<string, Fact[]>> {
	const found = new Map<string, Fact[]>(streams.map((name) => [name, []]));
	if (streams.length === 0) return found;
	const rows = await db
		.select()
		.from(fact)
		.where(inArray(fact.stream, [...streams]))
		.orderBy(asc(fact.stream), asc(fact.seq));
	for (const { stream, ...one } of rows) found.get(stream)?.push(one);
	return found;
}
