// Extracts: a limited copy whose parts the pupil picks, for one reader who has no seat. Their consent is a signed
// statement; a link opens it until its day, or until the pupil ends it. Whatever names somebody who refuses contact
// with its reader is held (S1-10), also when that was said later.

import { and, desc, eq } from 'drizzle-orm';
import { cleanLine } from '#lib/base/clean.ts';
import type { Digest } from '#lib/base/digest.ts';
import { parseId, type CircleId, type PersonId, type TrajectId, type VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import { extractDays, pickable, readerLetters } from '#lib/version/extract.ts';
import type { Part } from '#lib/version/part.ts';
import { readPart } from '#lib/wire/part.ts';
import { can } from '#server/door/can.ts';
import { hashSecret, newId, newSecret } from '#server/door/secret.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { extract } from '#server/store/agreed.ts';
import { disclosure, version } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { copyFor, type CopyRefusal } from '#server/table/copies.ts';
import { consentOf } from '#server/table/extract-consent.ts';
import { isHeld } from '#server/table/extract-held.ts';
import { keyNamed } from '#server/table/own-hand.ts';
import { isKept, keepStatement, type Signed } from '#server/table/statements.ts';
import { readVersions } from '#server/table/versions.ts';

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
	| 'extract-gone'
	/** To who has a link that is still theirs: its version was withdrawn, so its words stand no longer. */
	| 'extract-withdrawn'
	/** Of a withdrawn version nothing is handed out. */
	| 'version-withdrawn';

export type ExtractAsked = {
	readonly reader: string;
	/** Digests of disclosures. */
	readonly shows: readonly string[];
	readonly days: number;
	/** On the own device; null: the house signs that it was said here. */
	readonly signed: Signed | null;
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
	if (await isWithdrawn(house, who.traject, id)) return no('version-withdrawn');
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
	const key = await house.store.read((db) => keyNamed(db, id, pupil));
	const consent = await consentOf(house, { ...about, reader, shows, given: true }, asked.signed, key);
	if (isNo(consent)) return consent;
	// A consent hands on one extract: sent again, it is not given again, least of all after it was taken back.
	if (await house.store.read((db) => isKept(db, id, consent))) return no('not-signed-well');
	const secret = newSecret();
	const now = house.hall.now();
	const refused = await house.hall.commit(row.circle as CircleId, pupil, null, () => ({
		facts: [],
		write: async (tx) => {
			const of = { traject: who.traject, version: id };
			await keepStatement(tx, of, consent);
			await tx.insert(extract).values({
				...{ ...of, person: pupil, id: newId(), reader, shows, secretHash: hashSecret(secret) },
				...{ at: new Date(now), expiresAt: new Date(now + days * 86_400_000) }
			});
		}
	}));
	return refused ? (refused as No<ExtractRefusal>) : { secret };
}

const mayHand = (who: SeatWho, person: PersonId): boolean =>
	can(who, 'hand-extract', { is: 'own', traject: who.traject, person });

const isWithdrawn = async (house: House, of: TrajectId, id: VersionId): Promise<boolean> =>
	(await house.store.read((db) => readVersions(db, of))).find((one) => one.id === id)?.version.state.is ===
	'withdrawn';

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

export type ExtractView = {
	readonly id: string;
	readonly no: number;
	readonly reader: string;
	/** Milliseconds. */
	readonly until: number;
	/** `withdrawn`: its version was; whoever opens the link is told so. */
	readonly is: 'open' | 'ended' | 'withdrawn';
	/** What its consent names: what taking it back names too. */
	readonly version: VersionId;
	readonly shows: readonly Digest[];
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
	const versions = await house.store.read((db) => readVersions(db, who.traject));
	const withdrawn = new Set<string>(
		versions.flatMap(({ id, version }) => (version.state.is === 'withdrawn' ? id : []))
	);
	return rows.map(({ row, no }) => {
		const until = row.expiresAt.getTime();
		const over = row.endedAt !== null || until <= now;
		const is = over ? 'ended' : withdrawn.has(row.version) ? 'withdrawn' : 'open';
		const { id, reader, version } = row;
		return { id, no, reader, until, is, version: version as VersionId, shows: row.shows as Digest[] };
	});
}

/**
 * Ends it at once, and takes back the consent it was handed on: in the pupil's own hand where it comes signed, else the
 * house writes down that it was said here. Null when this pupil has no such extract; ended twice is ended.
 */
export async function endExtract(
	house: House,
	who: SeatWho,
	id: unknown,
	signed: Signed | null = null
): Promise<'ended' | No<'not-signed-well'> | null> {
	const pupil = who.person;
	if (typeof id !== 'string' || !pupil || !mayHand(who, pupil)) return null;
	const mine = and(eq(extract.id, id), eq(extract.person, pupil));
	const [found] = await house.store.read((db) =>
		db
			.select({ row: extract, digest: version.digest, circle: version.circle })
			.from(extract)
			.innerJoin(version, eq(version.id, extract.version))
			.where(mine)
	);
	if (!found) return null;
	const { row } = found;
	if (row.endedAt) return 'ended';
	const about = { version: found.digest as Digest, traject: who.traject, person: pupil };
	const of = { traject: who.traject, version: row.version as VersionId };
	const key = await house.store.read((db) => keyNamed(db, of.version, pupil));
	const says = { ...about, reader: row.reader, shows: row.shows as Digest[], given: false };
	const consent = await consentOf(house, says, signed, key);
	if (isNo(consent)) return consent;
	const refused = await house.hall.commit(found.circle as CircleId, pupil, null, async (tx) => {
		const [still] = await tx.select({ ended: extract.endedAt }).from(extract).where(mine).for('update');
		if (!still || still.ended) return { facts: [] };
		return {
			facts: [],
			write: async (tx) => {
				await keepStatement(tx, of, consent);
				await tx
					.update(extract)
					.set({ endedAt: new Date(house.hall.now()) })
					.where(mine);
			}
		};
	});
	// A damaged traject takes no statement, and a link is shut all the same.
	if (refused)
		await house.store.write((tx) =>
			tx
				.update(extract)
				.set({ endedAt: new Date(house.hall.now()) })
				.where(mine)
		);
	return 'ended';
}
