// Parties of a traject that come by a yes, and that leave: facts of their own stream, `party/<person>`. What a party signed
// stays on its versions; its places, cards and devices end at once, and none that is made while it is not in opens
// anything. src/lib/people/SPEC.md.

import { and, eq, isNull } from 'drizzle-orm';
import type { Digest } from '#lib/base/digest.ts';
import type { CircleId, PersonId, SeatId, TrajectId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { decideSaid, partyOf, type Party, type PartyFact, type PartyRefusal } from '#lib/people/party.ts';
import { signStatement } from '#lib/seal/statement.ts';
import { endCards } from '#server/door/card.ts';
import { endSeats, partyStream } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { appendFacts, readFacts } from '#server/store/facts.ts';
import { circle, person, seat } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import { keepStatement } from '#server/table/statements.ts';
import { readVersions } from '#server/table/versions.ts';
import { readParties } from '#server/door/parties.ts';
import { expectAtPlanned, forgetGuest } from '#server/traject/people.ts';

/** Every polite no about it. Each has a sentence in words/. */
export type PartingRefusal =
	| PartyRefusal
	/** Whose traject it is, or somebody with an account here: they do not part like this. */
	| 'parts-otherwise'
	/** They sit at a circle that is going on. */
	| 'still-at-the-table'
	| 'looked-into';

/** Ends it today; the seats whose sockets must close. Who left already, leaves once. */
export async function part(
	house: House,
	of: TrajectId,
	who: PersonId,
	by: string
): Promise<SeatId[] | No<PartingRefusal>> {
	const { store, hall } = house;
	const open = await store.read((db) =>
		db
			.select({ id: circle.id })
			.from(circle)
			.where(and(eq(circle.traject, of), isNull(circle.closedAt)))
	);
	for (const { id } of open)
		if ((await hall.live(id as CircleId))?.table.circle.seated.has(who)) return no('still-at-the-table');
	return store.write(async (tx) => {
		const [row] = await tx.select().from(person).where(eq(person.id, who));
		if (!row || row.staff !== null || row.role === 'pupil' || row.role === 'class')
			return no('parts-otherwise');
		await append(tx, who, by, hall.now(), (party) => (party.is === 'left' ? [] : [{ is: 'left' }]));
		const ended = await endCards(tx, of, who);
		const seats = await tx.select({ id: seat.id }).from(seat).where(eq(seat.person, who));
		const ids = seats.map(({ id }) => id as SeatId);
		await forgetGuest(tx, who);
		// Who reads along with them reads no further.
		const along = await tx
			.select({ id: seat.id })
			.from(seat)
			.innerJoin(person, eq(person.id, seat.person))
			.where(and(eq(person.confidantOf, who), eq(seat.state, 'seated')));
		return [...ended, ...(await endSeats(tx, ids)), ...along.map(({ id }) => id as SeatId)];
	});
}

/** They are back: from now on a card made for them opens again what they may have. */
export async function comeBack(house: House, who: PersonId, by: string): Promise<void> {
	const now = house.hall.now();
	await house.store.write((tx) =>
		append(tx, who, by, now, (party) => (party.is === 'left' ? [{ is: 'back' }] : []))
	);
}

export type SharingSaid = {
	readonly traject: TrajectId;
	/** Whom it is about. */
	readonly party: PersonId;
	/** Whose yes or no. */
	readonly person: PersonId;
	readonly given: boolean;
	/** Who heard it and writes it down, as a person of this traject; null: they said it on their own page. */
	readonly witness: PersonId | null;
};

/**
 * What somebody says to sharing with a party: a statement `sees`, signed by the house with who heard it or as said on their
 * own page, beside the last version that stands, showing nothing of it; and a fact. With the last yes the party is in, and
 * expected at what is planned.
 */
export async function saySharing(house: House, said: SharingSaid): Promise<No<PartingRefusal> | null> {
	const { store, hall } = house;
	const { party, person: of, given } = said;
	const by = said.witness ?? of;
	const last = (await store.read((db) => readVersions(db, said.traject))).findLast(
		({ version }) => version.state.is !== 'withdrawn'
	);
	const saying = { person: of, given, own: said.witness === null };
	const signed = last ? await sign(house, said, last.version.digest) : null;
	const note = async (tx: Writer): Promise<No<PartingRefusal> | null> => {
		const refused = await append(tx, party, by, hall.now(), (stands) =>
			decideSaid(stands, { ...saying, statement: signed?.digest ?? null })
		);
		if (refused) return refused;
		if ((await standingOf(tx, party)).is === 'in') await expectAtPlanned(tx, said.traject, party);
		return null;
	};
	if (!last || !signed) return store.write(note);
	const refused = await hall.commit(last.circle, by, null, async (tx) => {
		const may = decideSaid(await standingOf(tx, party), { ...saying, statement: signed.digest });
		if (isNo(may)) return may;
		// The same word twice is said once.
		if (may.length === 0) return { facts: [] };
		return {
			facts: [],
			write: async (tx) => {
				await note(tx);
				await keepStatement(tx, { traject: said.traject, version: last.id }, signed);
			}
		};
	});
	return refused as No<PartingRefusal> | null;
}

const standingOf = async (db: Reader, party: PersonId): Promise<Party> =>
	(await readParties(db, [party])).get(party) ?? { is: 'in' };

async function sign(house: House, { traject, party, person: of, given, witness }: SharingSaid, to: Digest) {
	const [row] = await house.store.read((db) => db.select().from(person).where(eq(person.id, party)));
	const heard =
		witness === null ? ({ how: 'house', witness } as const) : ({ how: 'spoken', witness } as const);
	return signStatement(
		{
			...{ version: to, traject, person: of, act: 'sees', given, words: '' },
			...{ at: Math.floor(house.hall.now() / 1000), ...heard, aloud: null },
			...{ reader: row ? `${row.name}, ${row.label}` : '', shows: [] }
		},
		house.moveTools.random,
		house.moveTools.signer
	);
}

async function append<Code extends string = never>(
	tx: Writer,
	who: PersonId,
	by: string | null,
	at: number,
	decide: (party: Party) => readonly PartyFact[] | No<Code>
): Promise<No<Code> | null> {
	const stream = partyStream(who);
	// Two parents say it in the same second: the second waits here, and is decided on what the first said.
	await tx.select({ id: person.id }).from(person).where(eq(person.id, who)).for('no key update');
	const facts = await readFacts(tx, stream);
	const decided = decide(partyOf(facts.map(({ body }) => body as PartyFact)));
	if (isNo(decided)) return decided as No<Code>;
	await appendFacts(tx, [{ stream, after: facts.at(-1)?.seq ?? 0, at, facts: decided }], by);
	return null;
}
