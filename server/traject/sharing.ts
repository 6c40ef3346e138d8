// What is asked of somebody on their own page: may a party of a duty come in and read along (S2-05). Only who is asked sees
// it, on a device of their own; the party, the school, the wall and a tablet that goes round find nothing here.

import { asc, eq } from 'drizzle-orm';
import { parseId, type PersonId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { askedOf, type PartyFact, type Word } from '#lib/people/party.ts';
import { can } from '#server/door/can.ts';
import { partyStream, type SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { readStreams } from '#server/store/facts.ts';
import { person } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { saySharing, type PartingRefusal } from '#server/traject/party.ts';
import { touchTables } from '#server/traject/touch.ts';

export type AskedToShare = {
	readonly party: PersonId;
	readonly name: string;
	readonly label: string;
	/** Still to be said, or to be said otherwise; closed once everybody said yes, or the party left. */
	readonly open: boolean;
	readonly word: Word | null;
};

/** Everything this person was ever asked to share; null: nothing, or this seat proves nobody. */
export async function askedHere(house: House, who: SeatWho): Promise<readonly AskedToShare[] | null> {
	const { person: me, traject } = who;
	if (!me || !can(who, 'say-sharing', { is: 'own', traject, person: me })) return null;
	const asked = await house.store.read((db) => readAsked(db, who, me));
	return asked.length > 0 ? asked : null;
}

async function readAsked(db: Reader, { traject }: SeatWho, me: PersonId): Promise<AskedToShare[]> {
	const people = await db
		.select({ id: person.id, name: person.name, label: person.label })
		.from(person)
		.where(eq(person.traject, traject))
		.orderBy(asc(person.at), asc(person.id));
	const streams = await readStreams(
		db,
		people.map(({ id }) => partyStream(id as PersonId))
	);
	return people.flatMap(({ id, name, label }): AskedToShare[] => {
		const facts = streams.get(partyStream(id as PersonId)) ?? [];
		const asked = askedOf(
			facts.map(({ body }) => body as PartyFact),
			me
		);
		return asked ? [{ party: id as PersonId, name, label, ...asked }] : [];
	});
}

/** Whether something waits for a word of theirs. */
export async function waitsForWord(house: House, who: SeatWho): Promise<boolean> {
	const asked = await askedHere(house, who);
	return asked?.some(({ open, word }) => open && word === null) ?? false;
}

/** A yes or a no of who is asked, on their own page. Null: there is nothing of that here; true: it is kept. */
export async function sayHere(
	house: House,
	who: SeatWho,
	party: string,
	given: boolean
): Promise<true | No<PartingRefusal> | null> {
	const asked = await askedHere(house, who);
	const about = asked?.find((one) => one.party === parseId<'person'>(party));
	if (!about || !who.person) return null;
	if (!about.open) return no('not-asked-here');
	const { traject, person: me } = who;
	const refused = await saySharing(house, { traject, party: about.party, person: me, given, witness: null });
	if (refused) return refused;
	await touchTables(house, traject);
	return true;
}
