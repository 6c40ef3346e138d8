// A passkey of somebody's own: asked for on their own device, made there, and good for nothing before somebody who sits
// beside them says so (join-key.ts). Whose it is, is kept; that it is taken back, too. version/SPEC.md.

import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { base64url } from '#lib/base/bytes.ts';
import type { CircleId, PersonId, SeatId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { isHouseKey } from '#lib/seal/hand.ts';
import { thumbprint, parsePublicJwk, type PublicJwk } from '#lib/seal/key.ts';
import { readNewPasskey, type MadePasskey, type NewPasskeyRefusal } from '#lib/seal/new-passkey.ts';
import { can } from '#server/door/can.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { passkey } from '#server/store/agreed.ts';
import { seat } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';
import type { Live } from '#server/table/live.ts';

/** Every polite no about making one. Each has a sentence in words/. */
export type PasskeyRefusal =
	| NewPasskeyRefusal
	/** Nobody sits beside them now to see it. */
	| 'key-later'
	/** That passkey is known already, as theirs or as another's: both sound the same. */
	| 'passkey-known'
	/** As many as anybody needs: one goes before another comes. */
	| 'passkey-enough';

/** How long one may take over making it; how long after it somebody may still say whose it is. Milliseconds. */
const patience = 5 * 60_000;
const fresh = 15 * 60_000;
/** Of one person, in use at once. */
const mostOfOne = 5;

/** What the browser is asked; `known` are those this person has already. */
export type PasskeyAsk = {
	readonly challenge: string;
	readonly person: PersonId;
	readonly name: string;
	readonly known: readonly string[];
};

/** A challenge for this device and no other, once. Null: not theirs to make here. */
export async function askPasskey(
	house: House,
	who: SeatWho,
	live: Live
): Promise<PasskeyAsk | No<PasskeyRefusal> | null> {
	const person = maker(who, live);
	if (!person) return null;
	const [named, known] = [live.table.people.get(person), await house.store.read((db) => usable(db, person))];
	if (!named) return null;
	if (!sitsNow(live, person)) return no('key-later');
	if (known.length >= mostOfOne) return no('passkey-enough');
	const challenge = base64url(house.moveTools.random(32));
	await house.store.write((tx) =>
		tx
			.update(seat)
			.set({ challenge, challengeAt: new Date(house.hall.now()) })
			.where(eq(seat.id, who.seat))
	);
	return { challenge, person, name: named.name, known: known.map(({ id }) => id) };
}

/** Keeps what was made, until somebody says whose it is. Null: not theirs to make here. */
export async function makePasskey(
	house: House,
	who: SeatWho,
	live: Live,
	made: MadePasskey
): Promise<'kept' | No<PasskeyRefusal> | null> {
	const person = maker(who, live);
	if (!person) return null;
	const now = house.hall.now();
	return house.store.write(async (tx) => {
		const challenge = await takeChallenge(tx, who.seat, now);
		if (challenge === null) return no('passkey-not-asked');
		if (!sitsNow(live, person)) return no('key-later');
		const read = readNewPasskey(made, challenge, house.moveTools.issuer);
		if (isNo(read)) return read;
		const { id, key, counter } = read;
		if (isHouseKey(key, house.keys()) || (await isKnown(tx, key))) return no('passkey-known');
		const row = { id, traject: who.traject, person, key, counter, circle: live.row.id, at: new Date(now) };
		const kept = await tx.insert(passkey).values(row).onConflictDoNothing().returning({ id: passkey.id });
		return kept.length === 1 ? 'kept' : no('passkey-known');
	});
}

const maker = (who: SeatWho, live: Live): PersonId | null =>
	who.person && can(who, 'keep-passkey', { is: 'own', traject: live.row.traject, person: who.person })
		? who.person
		: null;

/** A closed circle still knows who sat there, and so does one that was broken off; nobody sits there now. */
export const isTogether = ({ table }: Live): boolean =>
	table.circle.phase.at !== 'closed' && table.circle.phase.at !== 'broken-off';

const sitsNow = (live: Live, person: PersonId): boolean =>
	isTogether(live) && live.table.circle.seated.has(person);

/** The challenge this device was given, which is none from then on; null when there is none, or it is too old. */
async function takeChallenge(tx: Writer, id: SeatId, now: number): Promise<string | null> {
	const [row] = await tx
		.select({ challenge: seat.challenge, at: seat.challengeAt })
		.from(seat)
		.where(eq(seat.id, id))
		.for('update');
	if (!row?.challenge || !row.at) return null;
	await tx.update(seat).set({ challenge: null, challengeAt: null }).where(eq(seat.id, id));
	return now - row.at.getTime() < patience ? row.challenge : null;
}

/** Whether anybody has a passkey with this key: without attestation nothing proves that who shows it holds it. */
async function isKnown(tx: Writer, key: PublicJwk): Promise<boolean> {
	const same = sql`${passkey.key} = ${JSON.stringify(key)}::jsonb`;
	return (await tx.select({ id: passkey.id }).from(passkey).where(same).limit(1)).length > 0;
}

/** Those of a person that were not taken back, oldest first. */
const usable = (db: Reader, person: PersonId) =>
	db
		.select()
		.from(passkey)
		.where(and(eq(passkey.person, person), isNull(passkey.endedAt)))
		.orderBy(asc(passkey.at));

/** The last one this person made at this table a moment ago, of which nobody said yet whose it is. */
export async function newestMade(tx: Writer, circle: CircleId, person: PersonId, now: number) {
	const made = (await usable(tx, person)).filter(
		(one) => one.witness === null && one.circle === circle && now - one.at.getTime() < fresh
	);
	const last = made.at(-1);
	const key = last ? parsePublicJwk(last.key) : null;
	return last && key ? { id: last.id, thumbprint: thumbprint(key) } : null;
}

/** From now on it answers for its person. Of others nobody vouched for nothing is left. */
export async function vouch(tx: Writer, id: string, person: PersonId, witness: PersonId): Promise<void> {
	await tx.update(passkey).set({ witness }).where(eq(passkey.id, id));
	await tx.delete(passkey).where(and(eq(passkey.person, person), isNull(passkey.witness)));
}

export type MyPasskey = {
	readonly id: string;
	/** Milliseconds. */
	readonly at: number;
	/** Somebody said whose it is. */
	readonly ready: boolean;
};

/** What this person has, oldest first; null for a seat that may have none. */
export async function passkeysOf(house: House, who: SeatWho): Promise<MyPasskey[] | null> {
	const { person, traject } = who;
	if (!person || !can(who, 'keep-passkey', { is: 'own', traject, person })) return null;
	const rows = await house.store.read((db) => usable(db, person));
	return rows.map(({ id, at, witness }) => ({ id, at: at.getTime(), ready: witness !== null }));
}

/** Taken back: it answers nothing from now on, and what it answered stays. False when this person has no such one. */
export async function endPasskey(house: House, who: SeatWho, id: string): Promise<boolean> {
	const { person, traject } = who;
	if (!person || !can(who, 'keep-passkey', { is: 'own', traject, person })) return false;
	const ended = await house.store.write((tx) =>
		tx
			.update(passkey)
			.set({ endedAt: new Date(house.hall.now()) })
			.where(and(eq(passkey.id, id), eq(passkey.person, person), isNull(passkey.endedAt)))
			.returning({ id: passkey.id })
	);
	return ended.length === 1;
}

export type PasskeyRow = typeof passkey.$inferSelect;

/** A passkey of this person by its id, also one that was taken back, held; null for another's, and for none. */
export async function holdPasskey(tx: Writer, person: PersonId, id: string): Promise<PasskeyRow | null> {
	const [row] = await tx
		.select()
		.from(passkey)
		.where(and(eq(passkey.id, id), eq(passkey.person, person)))
		.for('update');
	return row ?? null;
}
