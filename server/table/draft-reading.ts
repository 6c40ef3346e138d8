// What a draft says the moment it is presented: its words as they are stored, each with its audience. Read inside the
// transaction that freezes it.

import { and, eq, inArray } from 'drizzle-orm';
import * as Y from 'yjs';
import type { ItemId, LineId, PersonId } from '#lib/base/id.ts';
import { silencesOf } from '#lib/circle/silence.ts';
import { isMissing } from '#lib/people/guest.ts';
import { voiceOf } from '#lib/people/person.ts';
import type { Item } from '#lib/plan/item.ts';
import { readItems } from '#lib/plan/sheet.ts';
import { parsePublicJwk, thumbprint } from '#lib/seal/key.ts';
import { expectedNow } from '#lib/table/expected.ts';
import { mayGoToSchool } from '#lib/table/mark.ts';
import { isOfTheClass, itemWithoutNames } from '#lib/table/nameless.ts';
import { isShared } from '#lib/table/stream.ts';
import type { OtherWords } from '#lib/version/other-words.ts';
import type { PartAudience, ReadPart } from '#lib/version/part.ts';
import { readingOf, type Missing, type ReadingOf } from '#lib/version/reading.ts';
import { newId } from '#server/door/secret.ts';
import { note, seat } from '#server/store/schema.ts';
import { readUpdates } from '#server/store/sheets.ts';
import type { Writer } from '#server/store/store.ts';
import { comingsAt, type Live } from '#server/table/live.ts';

export async function takeReading(tx: Writer, live: Live): Promise<ReadPart[]> {
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
		reviewed: live.reviewed,
		others: new Map(othersOf(live))
	});
}

/** What the school may read instead of what stays here, each under an id of its own. */
function othersOf({ table, words }: Live): [ItemId | LineId, OtherWords][] {
	return [...table.schoolWords].flatMap(([about, { line, person }]): [ItemId | LineId, OtherWords][] => {
		const text = words.get(line);
		return text ? [[about, { id: newId(), person, text }]] : [];
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

/**
 * Own words stay here unless their voice let them go; a school's own words are everybody's. Words about a promise that stays
 * here stay with it, whatever was marked.
 */
function linesWithAudience(live: Live): ReadingOf['lines'] {
	const { table } = live;
	const stays = new Set(live.reviewed.filter(({ audience }) => audience !== 'core').map(({ id }) => id));
	return [...table.lines.values()].map((line) => {
		const speaker = voiceOf(table.people, line.voice)?.person;
		const open =
			speaker?.role === 'school' ||
			(table.circle.setting === 'school' &&
				speaker !== undefined &&
				!(line.about && stays.has(line.about)) &&
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
