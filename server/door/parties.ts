// How the parties of a traject stand: in, asked for, or left (lib/people/party.ts).

import { and, eq, inArray } from 'drizzle-orm';
import type { PersonId, TrajectId } from '#lib/base/id.ts';
import { asksToShare, partyOf, type Party, type PartyFact } from '#lib/people/party.ts';
import { partyStream } from '#server/door/seat.ts';
import { appendFacts, readStreams } from '#server/store/facts.ts';
import { person } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';

/** How each of these stands; who has no facts is in. */
export async function readParties(db: Reader, who: readonly PersonId[]): Promise<Map<PersonId, Party>> {
	const found = await readStreams(db, who.map(partyStream));
	return new Map(
		who.map((one) => [one, partyOf((found.get(partyStream(one)) ?? []).map(({ body }) => body as PartyFact))])
	);
}

/** A party of a duty waits for the yes of the pupil and of each parent, where there is any of them (S2-05). */
export async function askedFirst(
	tx: Writer,
	traject: TrajectId,
	id: PersonId,
	label: string
): Promise<boolean> {
	const of = await whoseYes(tx, traject, label);
	if (of.length === 0) return false;
	const asked: PartyFact = { is: 'asked', of };
	await appendFacts(tx, [{ stream: partyStream(id), after: 0, facts: [asked] }], null);
	return true;
}

/** Whose yes is asked before somebody of this label hears anything; nobody's for most. */
export async function whoseYes(db: Reader, traject: TrajectId, label: string): Promise<PersonId[]> {
	if (!asksToShare(label)) return [];
	const rows = await db
		.select({ id: person.id })
		.from(person)
		.where(and(eq(person.traject, traject), inArray(person.role, ['pupil', 'parent'])))
		.orderBy(person.at);
	return rows.map((row) => row.id as PersonId);
}
