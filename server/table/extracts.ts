// Extracts: a limited copy whose parts the pupil picks, for one reader who has no seat. Their consent is a signed
// statement; a link opens it until its day, or until the pupil ends it. Whatever names somebody who refuses contact
// with its reader is held (S1-10), also when that was said later.

import { and, desc, eq } from 'drizzle-orm';
import { cleanLine } from '#lib/base/clean.ts';
import type { Digest } from '#lib/base/digest.ts';
import { parseId, type CircleId, type PersonId, type VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import { inWhoseHand } from '#lib/seal/hand.ts';
import { readStatement, signStatement, type Statement, type StatementFields } from '#lib/seal/statement.ts';
import { extractDays, pickable, readerLetters } from '#lib/version/extract.ts';
import { partsNamed } from '#lib/version/opened.ts';
import type { Part } from '#lib/version/part.ts';
import { readPart } from '#lib/wire/part.ts';
import { can } from '#server/door/can.ts';
import { hashSecret, newId, newSecret } from '#server/door/secret.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { extract, statement } from '#server/store/agreed.ts';
import { disclosure, version } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { copyFor, type CopyRefusal } from '#server/table/copies.ts';
import { isHeld } from '#server/table/extract-held.ts';

/** Every polite no about an extract. Each has a sentence in words/. */
export type ExtractRefusal =
	| CopyRefusal
	/** Nothing was picked. */
	| 'nothing-picked'
	/** Others' words, or what is not in this version: not the pupil's to give. */
	| 'not-yours-to-pick'
	/** For whom it is was not said. */
	| 'who-reads'
	/** The signature is not this person's over this. */
	| 'not-signed-well'
	/** More than a copy can hold: each leaves a consent in it. */
	| 'too-many-extracts'
	/** It names somebody who refuses contact with who would read it; the sentence does not say so. */
	| 'extract-held'
	/** To who has a link: over, ended, or never there; all look the same. */
	| 'extract-gone';

export type ExtractAsked = {
	readonly reader: string;
	/** Digests of disclosures. */
	readonly shows: readonly string[];
	readonly days: number;
	/** Signed on the own device; null: the house signs that it was said here. */
	readonly signed: { readonly token: string; readonly disclosures: readonly string[] } | null;
};

/** Of one version. */
const mostExtracts = 40;

type Words = { readonly digest: string; readonly words: string; readonly part: Part };

/** The secret of the link, once; null: no such version, or not the pupil's; both look the same. */
export async function makeExtract(
	house: House,
	who: SeatWho,
	named: string,
	asked: ExtractAsked
): Promise<{ readonly secret: string } | No<ExtractRefusal> | null> {
	const id = parseId<'version'>(named);
	const pupil = who.person;
	if (!id || !pupil || !mayHand(who, pupil)) return null;
	const copy = await copyFor(house, who, id, 'print');
	if (!copy || isNo(copy)) return copy;
	const days = extractDays.find((one) => one === asked.days);
	const reader = cleanLine(asked.reader, readerLetters);
	if (reader === '' || !days) return no('who-reads');
	const shows = [...new Set(asked.shows)].sort() as Digest[];
	if (shows.length === 0) return no('nothing-picked');
	const all = await house.store.read((db) => readWords(db, id));
	const picked = pickable(all, pupil).filter(({ digest }) => shows.includes(digest as Digest));
	if (picked.length < shows.length) return no('not-yours-to-pick');
	if (await isHeld(house, who.traject, reader, picked)) return no('extract-held');
	const made = await house.store.read((db) => db.$count(extract, eq(extract.version, id)));
	if (made >= mostExtracts) return no('too-many-extracts');
	const [row] = await house.store.read((db) => db.select().from(version).where(eq(version.id, id)));
	if (!row) return null;
	const about = { version: row.digest as Digest, traject: who.traject, person: pupil };
	const consent = await consentOf(house, { ...about, reader, shows }, asked.signed, keyOf(all, pupil));
	if (isNo(consent)) return consent;
	const secret = newSecret();
	const now = house.hall.now();
	const refused = await house.hall.commit(row.circle as CircleId, pupil, null, () => ({
		facts: [],
		write: async (tx) => {
			const { digest, token, disclosures, nonce } = consent;
			const of = { traject: who.traject, version: id, person: pupil };
			await tx
				.insert(statement)
				.values({ ...of, digest, act: 'sees', token, disclosures: [...disclosures], nonce })
				.onConflictDoNothing({ target: statement.digest });
			await tx.insert(extract).values({
				...{ ...of, id: newId(), reader, shows, secretHash: hashSecret(secret) },
				...{ at: new Date(now), expiresAt: new Date(now + days * 86_400_000) }
			});
		}
	}));
	return refused ? (refused as No<ExtractRefusal>) : { secret };
}

const mayHand = (who: SeatWho, person: PersonId): boolean =>
	can(who, 'hand-extract', { is: 'own', traject: who.traject, person });

/** Every part of a version that was not erased. */
export async function readWords(db: Reader, id: VersionId): Promise<Words[]> {
	const rows = await db.select().from(disclosure).where(eq(disclosure.version, id));
	return rows.flatMap(({ digest, words }): Words[] => {
		const read = words === null ? null : readDisclosure(words, 1);
		if (!words || !read || isNo(read)) return [];
		const part = readPart((read[0] as { readonly part?: unknown } | null)?.part);
		return part ? [{ digest, words, part }] : [];
	});
}

const keyOf = (all: readonly Words[], who: PersonId): string | null =>
	partsNamed(
		all.map(({ part }) => part),
		'person'
	).find((part) => part.id === who)?.key ?? null;

type About = Pick<StatementFields, 'version' | 'traject' | 'person'> & {
	readonly reader: string;
	readonly shows: readonly Digest[];
};

type Consent = Pick<Statement, 'digest' | 'nonce'> & NonNullable<ExtractAsked['signed']>;

/** What the pupil says, in their own hand where their device can; else the house writes down that it was said here. */
async function consentOf(
	house: House,
	about: About,
	signed: ExtractAsked['signed'],
	key: string | null
): Promise<Consent | No<'not-signed-well'>> {
	const made = signed ?? (await houseSigns(house, about));
	const read = readStatement(made.token, made.disclosures);
	if (isNo(read) || read.act !== 'sees' || !read.given) return no('not-signed-well');
	const same = (['version', 'traject', 'person'] as const).every((name) => read[name] === about[name]);
	const { reader, shows, words } = read.hidden;
	// What it hides is kept whole, or the chain misses it; and nobody read it out.
	if (!words || read.aloud !== null) return no('not-signed-well');
	if (!same || reader?.is !== about.reader || shows?.is.join() !== about.shows.join())
		return no('not-signed-well');
	const hands = { named: key, joined: [], house: signed ? [] : house.keys(), origin: house.moveTools.issuer };
	return inWhoseHand(read, hands)
		? { ...made, digest: read.digest, nonce: read.nonce }
		: no('not-signed-well');
}

function houseSigns(house: House, about: About) {
	const { random, signer } = house.moveTools;
	const how = { at: Math.floor(house.hall.now() / 1000), how: 'house', witness: null, aloud: null } as const;
	return signStatement({ ...about, ...how, act: 'sees', given: true, words: '' }, random, signer);
}

export type ExtractView = {
	readonly id: string;
	readonly no: number;
	readonly reader: string;
	/** Milliseconds. */
	readonly until: number;
	readonly open: boolean;
};

/** What this pupil handed out, the newest first; null for anybody else. */
export async function extractsOf(house: House, who: SeatWho): Promise<ExtractView[] | null> {
	const pupil = who.person;
	if (!pupil || !mayHand(who, pupil)) return null;
	const rows = await house.store.read((db) =>
		db
			.select({ row: extract, no: version.no })
			.from(extract)
			.innerJoin(version, eq(version.id, extract.version))
			.where(eq(extract.person, pupil))
			.orderBy(desc(extract.at))
	);
	const now = house.hall.now();
	return rows.map(({ row, no }) => {
		const until = row.expiresAt.getTime();
		return { id: row.id, no, reader: row.reader, until, open: row.endedAt === null && until > now };
	});
}

/** Ends it at once; false when this pupil has no such extract. */
export async function endExtract(house: House, who: SeatWho, id: unknown): Promise<boolean> {
	const pupil = who.person;
	if (typeof id !== 'string' || !pupil || !mayHand(who, pupil)) return false;
	const mine = and(eq(extract.id, id), eq(extract.person, pupil));
	return house.store.write(async (tx) => {
		const [there] = await tx.select({ ended: extract.endedAt }).from(extract).where(mine);
		if (there && !there.ended)
			await tx
				.update(extract)
				.set({ endedAt: new Date(house.hall.now()) })
				.where(mine);
		return there !== undefined;
	});
}
