// Voorleggen: the freeze. Writers are held still, the gate that all appends share is locked, the reading
// is taken from what is stored, sealed, and everything lands in one transaction: version, words, facts.
// Whole or not at all (safety.md §3, rules 1-3). A frozen version never unlocks.

import { and, desc, eq, inArray } from 'drizzle-orm';
import * as Y from 'yjs';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { talking } from '#lib/circle/decide.ts';
import { isMissing } from '#lib/people/guest.ts';
import { silencesOf } from '#lib/circle/silence.ts';
import { voiceOf } from '#lib/people/person.ts';
import type { Item } from '#lib/plan/item.ts';
import { readItems } from '#lib/plan/sheet.ts';
import { issue, type Issued } from '#lib/seal/issue.ts';
import { parsePublicJwk, thumbprint, type Random, type Signer } from '#lib/seal/key.ts';
import { expectedNow } from '#lib/table/expected.ts';
import { mayGoToSchool } from '#lib/table/mark.ts';
import { isOfTheClass, itemWithoutNames } from '#lib/table/nameless.ts';
import { isShared } from '#lib/table/stream.ts';
import type { PartAudience, ReadPart } from '#lib/version/part.ts';
import { readingOf, type Missing, type ReadingOf } from '#lib/version/reading.ts';
import type { Json } from '#lib/base/canonical.ts';
import { newId } from '#server/door/secret.ts';
import { disclosure, note, seat, version } from '#server/store/schema.ts';
import { closeSheets, readUpdates } from '#server/store/sheets.ts';
import type { Writer } from '#server/store/store.ts';
import { readApart } from '#server/table/apart.ts';
import type { Decided } from '#server/table/hall.ts';
import { comingsAt } from '#server/table/live.ts';
import type { Live } from '#server/table/live.ts';

/** Every polite no of voorleggen. Each has a sentence in words/. */
export type FreezeRefusal =
	/** Nothing stands in the plan yet: there is nothing to say yes to. */
	| 'nothing-to-present'
	| 'only-the-leader'
	| 'not-in-this-phase'
	/** A promise names together two of whom one refuses contact with the other. */
	| 'contact-refused';

export type FreezeTools = {
	readonly signer: Signer;
	readonly random: Random;
	/** Milliseconds. */
	readonly at: number;
	/** The house's own address, in the version as its issuer. */
	readonly issuer: string;
};

export async function decideFreeze(
	tx: Writer,
	live: Live,
	by: PersonId,
	tools: FreezeTools
): Promise<Decided | No<FreezeRefusal>> {
	if (by !== live.table.circle.leader) return no('only-the-leader');
	if (live.table.circle.phase.at === 'answering') return { facts: [] };
	if (!talking(live.table.circle)) return no('not-in-this-phase');
	const open = live.sheets.filter((sheet) => sheet.open && sheet.audience !== 'own');
	await closeSheets(
		tx,
		open.map((sheet) => sheet.id)
	);
	const reading = await takeReading(tx, live);
	if (!reading.some(({ part }) => part.part !== 'person' && part.part !== 'silence'))
		throw new NotPresented('nothing-to-present');
	if (await readApart(tx, live, reading)) throw new NotPresented('contact-refused');
	const id = newId<'version'>();
	const [before] = await lastVersion(tx, live);
	const prev = (before?.digest ?? null) as Digest | null;
	const claims = {
		iss: tools.issuer,
		iat: Math.floor(tools.at / 1000),
		jti: id,
		traject: live.row.traject,
		no: (before?.no ?? 0) + 1,
		prev
	};
	const leaves = reading.map(({ audience, part }) => ({
		part: part as unknown as Json,
		layer: audience === 'core' ? (0 as const) : (1 as const)
	}));
	const issued = await issue(claims, leaves, tools.random, tools.signer);
	const { circle } = live.table;
	const expected = expectedNow(live.table);
	return {
		facts: [
			{ to: 'circle', fact: { is: 'presented', version: id } },
			{
				to: 'version',
				version: id,
				fact: { is: 'issued', digest: issued.digest, expected, present: [...circle.seated] }
			}
		],
		rows: true,
		write: (tx) => keep(tx, live, id, claims, issued, reading)
	};
}

/** Rolls the closed gate back: thrown inside the transaction, answered as a polite no outside it. */
export class NotPresented extends Error {
	readonly code: FreezeRefusal;
	constructor(code: FreezeRefusal) {
		super(code);
		this.code = code;
	}
}

async function keep(
	tx: Writer,
	live: Live,
	id: VersionId,
	claims: { no: number; prev: Digest | null },
	issued: Issued,
	reading: readonly ReadPart[]
): Promise<void> {
	await tx.insert(version).values({
		id,
		traject: live.row.traject,
		circle: live.row.id,
		no: claims.no,
		prev: claims.prev ?? live.row.traject,
		digest: issued.digest,
		token: issued.token
	});
	await tx.insert(disclosure).values(
		issued.disclosures.map(({ digest, words }, at) => ({
			version: id,
			digest,
			words,
			audience: reading[at]?.audience ?? 'inner'
		}))
	);
}

/** The version this one follows: the last of the traject that was not withdrawn, by its chain. */
async function lastVersion(tx: Writer, live: Live) {
	return tx
		.select({ digest: version.digest, no: version.no })
		.from(version)
		.where(eq(version.traject, live.row.traject))
		.orderBy(desc(version.no))
		.limit(1);
}

async function takeReading(tx: Writer, live: Live): Promise<ReadPart[]> {
	const { table } = live;
	const { circle } = table;
	const named = (person: PersonId) => !isOfTheClass(circle.setting, table.people.get(person)?.role);
	const present = circle.order
		.filter((person) => circle.seated.has(person) || circle.left.has(person))
		.filter(named);
	return readingOf({
		audience: circle.setting === 'family' ? 'inner' : 'core',
		people: table.people,
		present,
		comings: comingsAt(live),
		missing: await missingAt(tx, live),
		expected: new Set(expectedNow(live.table)),
		keys: await deviceKeys(tx, present),
		items: await storedItems(tx, live),
		lines: linesWithAudience(live),
		// A class says nothing under a name, nor that somebody said nothing.
		silences: circle.setting === 'class' ? [] : silencesOf(circle),
		promises: table.promises,
		reviewed: live.reviewed
	});
}

/**
 * Who was asked to come and never sat here. Who was deliberately not invited stands in it only when everybody who
 * gets this version may read why: of who may not, nobody learns that it is so.
 */
async function missingAt(tx: Writer, live: Live): Promise<Missing[]> {
	const { seated, left } = live.table.circle;
	const away = live.guests.filter(({ person }) => !seated.has(person) && !left.has(person));
	const missing: Missing[] = [];
	for (const { person, state, reason, attempts, speaker } of away) {
		const absent = state === 'expected' ? 'did-not-come' : state;
		if (isMissing(absent)) missing.push({ person, absent, attempts, speaker });
		else if (absent === 'not-invited' && (await allMayRead(tx, live, reason)))
			missing.push({ person, absent, attempts, speaker });
	}
	return missing;
}

async function allMayRead(tx: Writer, live: Live, reason: string | null): Promise<boolean> {
	const [found] = reason ? await tx.select().from(note).where(eq(note.id, reason)) : [];
	if (!found) return false;
	const { leader, seated, left } = live.table.circle;
	const gets = [...seated, ...left].filter((person) => person !== leader);
	const { readers } = found;
	return readers === null || gets.every((person) => readers.includes(person));
}

async function storedItems(tx: Writer, live: Live): Promise<ReadingOf['items']> {
	const items: ReadingOf['items'][number][] = [];
	for (const sheet of live.sheets) {
		if (!sheet.open || !isShared(sheet.audience)) continue;
		const doc = new Y.Doc();
		for (const update of await readUpdates(tx, sheet.id)) Y.applyUpdate(doc, update);
		const core = sheet.audience === 'core' && live.table.circle.setting !== 'family';
		const audience: PartAudience = core ? 'core' : 'inner';
		items.push(...readItems(doc).map((item) => ({ audience, item: asFrozen(live, item) })));
		doc.destroy();
	}
	return items;
}

const asFrozen = ({ table }: Live, item: Item): Item =>
	itemWithoutNames(item, table.circle.setting, (person) => table.people.get(person)?.role);

/** Own words stay here unless their voice let them go; a school's own words are everybody's. */
function linesWithAudience(live: Live): ReadingOf['lines'] {
	const { table } = live;
	return [...table.lines.values()].map((line) => {
		const speaker = voiceOf(table.people, line.voice)?.person;
		const open =
			speaker?.role === 'school' ||
			(table.circle.setting === 'school' &&
				speaker !== undefined &&
				mayGoToSchool(line, table.marks.get(speaker.id)));
		const text = live.words.get(line.id) ?? '';
		const original = live.originals.get(line.id) ?? null;
		return { audience: open ? 'core' : 'inner', line, text, original };
	});
}

/** The key of each person's own device: the last one that was made on joining. */
async function deviceKeys(tx: Writer, people: readonly PersonId[]): Promise<Map<PersonId, string>> {
	const keys = new Map<PersonId, string>();
	if (people.length === 0) return keys;
	const rows = await tx
		.select({ person: seat.person, key: seat.key })
		.from(seat)
		.where(and(inArray(seat.person, [...people]), eq(seat.state, 'seated')))
		.orderBy(seat.seenAt);
	for (const row of rows) {
		const jwk = parsePublicJwk(row.key);
		if (jwk && row.person) keys.set(row.person as PersonId, thumbprint(jwk));
	}
	return keys;
}
