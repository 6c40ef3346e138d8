// Extracts: a limited copy whose parts the pupil picks, for one reader who has no seat. Their consent is a signed
// statement; a link opens it until its day, or until the pupil ends it. Whatever names somebody who refuses contact
// with its reader is held (S1-10), also when that was said later.

import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { clean, cleanLine } from '#lib/base/clean.ts';
import type { Digest } from '#lib/base/digest.ts';
import { parseId, type CircleId, type PersonId, type TrajectId, type VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { copyOf } from '#lib/seal/copy.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import { writeFile } from '#lib/seal/file.ts';
import { inWhoseHand } from '#lib/seal/hand.ts';
import { signState } from '#lib/seal/state.ts';
import { readStatement, signStatement, type Statement, type StatementFields } from '#lib/seal/statement.ts';
import { extractDays, pickable, readerLetters } from '#lib/version/extract.ts';
import { partsNamed } from '#lib/version/opened.ts';
import type { Part } from '#lib/version/part.ts';
import { readPart } from '#lib/wire/part.ts';
import { readBars } from '#server/door/bars.ts';
import { hashSecret, newId, newSecret, parseSecret } from '#server/door/secret.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { extract, statement } from '#server/store/agreed.ts';
import { disclosure, person, version } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { copyFor, type CopyRefusal } from '#server/table/copies.ts';
import { noteOpening } from '#server/table/read-log.ts';
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
	if (!id || !pupil || who.role !== 'pupil') return null;
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
				.values({ ...of, digest, act: 'sees', token, disclosures: [...disclosures], nonce });
			await tx.insert(extract).values({
				...{ ...of, id: newId(), reader, shows, secretHash: hashSecret(secret) },
				...{ at: new Date(now), expiresAt: new Date(now + days * 86_400_000) }
			});
		}
	}));
	return refused ? (refused as No<ExtractRefusal>) : { secret };
}

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
	const { reader, shows } = read.hidden;
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

/** Whether it names, by id or by name, somebody who refuses contact with somebody its reader is called after. */
async function isHeld(
	house: House,
	of: TrajectId,
	reader: string,
	picked: readonly Pick<Words, 'words'>[]
): Promise<boolean> {
	const bars = await house.store.read((db) => readBars(db, of));
	if (bars.length === 0) return false;
	const people = await house.store.read((db) => db.select().from(person).where(eq(person.traject, of)));
	const name = (id: PersonId) => people.find((one) => one.id === id)?.name ?? '';
	const said = picked.map(({ words }) => Buffer.from(words, 'base64url').toString('utf8')).join('\n');
	return bars.some(
		(bar) =>
			wordsIn(name(bar.other)).some((word) => wordsIn(reader).includes(word)) &&
			(said.includes(bar.person) || wordsIn(name(bar.person)).some((word) => wordsIn(said).includes(word)))
	);
}

/** A name has words of three letters: *Ter Wilgen*, and not *de*. */
const wordsIn = (text: string): string[] =>
	clean(text)
		.toLowerCase()
		.match(/\p{L}{3,}/gu) ?? [];

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
	if (!pupil || who.role !== 'pupil' || who.tablet) return null;
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
	if (typeof id !== 'string' || !pupil || who.role !== 'pupil' || who.tablet || who.state !== 'seated')
		return false;
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

/** The extract a link opens, as a copy file; each time is a line of the read log. */
export async function openExtract(
	house: House,
	secret: string
): Promise<{ readonly file: string; readonly reader: string } | No<'extract-gone' | 'looked-into'>> {
	const known = parseSecret(secret);
	if (!known) return no('extract-gone');
	const now = house.hall.now();
	const open = and(isNull(extract.endedAt), gt(extract.expiresAt, new Date(now)));
	const [found] = await house.store.read((db) =>
		db
			.select({ row: extract, token: version.token })
			.from(extract)
			.innerJoin(version, eq(version.id, extract.version))
			.where(and(eq(extract.secretHash, hashSecret(known)), open))
	);
	if (!found) return no('extract-gone');
	const { row, token } = found;
	const of = row.traject as TrajectId;
	if (!(await house.store.read((db) => house.chains.isSound(db, of)))) return no('looked-into');
	const shown = await house.store.read((db) =>
		db
			.select({ words: disclosure.words })
			.from(disclosure)
			.where(and(eq(disclosure.version, row.version), inArray(disclosure.digest, row.shows)))
	);
	const words = shown.flatMap((one) => one.words ?? []);
	if (
		await isHeld(
			house,
			of,
			row.reader,
			words.map((one) => ({ words: one }))
		)
	)
		return no('extract-gone');
	const state = (await house.store.read((db) => readVersions(db, of))).find(
		({ id }) => id === row.version
	)?.version;
	if (!state) return no('extract-gone');
	const saved = Math.floor(now / 1000);
	const { signer } = house.moveTools;
	const file = writeFile({
		...{ format: 2, keys: house.history(), copy: copyOf(token, words), saved },
		...{ annexes: [], answers: [], statements: [] },
		state: await signState({ version: state.digest, state: state.state.is, at: saved }, signer)
	});
	const at = { traject: of, version: row.version as VersionId, how: 'extract' } as const;
	await noteOpening(house, { ...at, person: null, extract: row.id });
	return { file, reader: row.reader };
}
