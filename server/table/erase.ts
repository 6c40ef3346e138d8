// Erasure: the one place where what was agreed loses words, and the only thing here that is no append. It destroys them
// in versions, answers, lines, drafts, histories and paper, and leaves a signed statement of when and at whose request.
// Digests, chain and everybody's answers still verify. What it cannot reach is said on its page and in README.md.

import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { clean } from '#lib/base/clean.ts';
import type { Digest } from '#lib/base/digest.ts';
import type { CircleId, ItemId, LineId, PersonId, TrajectId, VersionId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { voiceOf } from '#lib/people/person.ts';
import { signStatement } from '#lib/seal/statement.ts';
import { toldLines } from '#lib/table/own.ts';
import type { TableFact } from '#lib/table/stream.ts';
import { oneAtATime } from '#server/store/one-at-a-time.ts';
import type { House } from '#server/house.ts';
import { extract } from '#server/store/agreed.ts';
import { forgetRenderings } from '#server/store/renderings.ts';
import { circle, line, note, sheetClient, sheetUpdate, version } from '#server/store/schema.ts';
import type { Writer } from '#server/store/store.ts';
import { draftsWith, emptyDraft, type Draft } from '#server/table/erase-drafts.ts';
import { destroyWords, forgetBeside } from '#server/table/erase-words.ts';
import { readErasable, type Erasable, type Place } from '#server/table/erasable.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';
import { keepStatement } from '#server/table/statements.ts';

export type EraseRefusal =
	/** One asks for one's own words and promises; the pupil whose plan it is for anything in it but another's own account. */
	| 'not-theirs-to-erase'
	/** These words stand nowhere any more, or never did. */
	| 'nothing-to-erase'
	/** Why is asked, and kept: it is done once and not undone. */
	| 'erase-needs-reason';

export type EraseAsked = {
	readonly traject: TrajectId;
	/** As `Erasable` names it. */
	readonly what: string;
	/** At whose request. */
	readonly person: PersonId;
	/** Who carries it out: coaches this traject; of what stands beside a version, whose it is. */
	readonly by: PersonId;
	readonly reason: string;
};

/** Tells in how many versions words were destroyed; asked twice, the second finds nothing. */
export async function erase(house: House, asked: EraseAsked): Promise<number | No> {
	const { store, hall } = house;
	const circles = await store.read((db) =>
		db.select({ id: circle.id }).from(circle).where(eq(circle.traject, asked.traject))
	);
	const tables = (await Promise.all(circles.map(({ id }) => hall.live(id as CircleId)))).filter(
		(live) => live !== null
	);
	const people = tables[0]?.table.people;
	const role = people?.get(asked.by)?.role;
	const coaches = role === 'coach' || role === 'moderator';
	if (!role || !(coaches || asked.by === asked.person)) return no('not-theirs-to-erase');
	const all = await store.read((db) => readErasable(db, asked.traject, role, asked.by));
	const found = all.find(({ what }) => what === asked.what);
	// What stands beside a version one wipes oneself too: perhaps nobody else may know that it is there.
	if (!coaches && found && !isBeside(found, found.places)) return no('not-theirs-to-erase');
	if (!found) return no(coaches ? 'nothing-to-erase' : 'not-theirs-to-erase');
	const knows = found.known === null || found.known.includes(asked.person);
	const anybodys = knows && found.kind !== 'account';
	const theirs = found.person === asked.person || (anybodys && isWhoseItIs(tables, asked.person));
	if (!theirs || !people?.has(asked.person)) return no('not-theirs-to-erase');
	if (clean(asked.reason) === '') return no('erase-needs-reason');

	for (const live of tables) {
		const drafts = await draftsWith(house, live, found);
		const here = found.places.filter((place) => live.versions.includes(place.version));
		const lies = live.words.has(asked.what as LineId);
		if (here.length === 0 && drafts.length === 0 && !lies) continue;
		for (const { sheet, open } of drafts) if (open) await emptyDraft(house, live, sheet, found, asked.by);
		const refused = await hall.commit(live.row.id, asked.by, null, (_tx, now) =>
			decideErase(now, { house, asked, found, here, drafts })
		);
		if (refused) return refused;
		await house.moveTools.condense(drafts.filter(({ open }) => open).map(({ sheet }) => sheet));
	}
	// A table that was not written to may still hold, from before, what it looks back on; never what stands beside a version,
	// of which nobody is told.
	if (!isBeside(found, found.places)) for (const live of tables) await hall.touch(live.row.id);
	await store.tidy();
	return new Set(found.places.map((place) => place.version)).size;
}

/** The pupil whose plan it is, asked for an answer to it; in a class no one pupil is. */
const isWhoseItIs = (tables: readonly Live[], person: PersonId): boolean =>
	tables.some(
		({ table }) =>
			table.people.get(person)?.role === 'pupil' &&
			[...table.versions.values()].some(({ expected }) => expected.has(person))
	);

/** In what nobody is told of: an own account, an annex, what was said to one. */
const isBeside = ({ kind }: Erasable, here: readonly Place[]): boolean =>
	here.every(({ in: where }) => where === 'annex' || where === 'statement') && kind !== 'statement';

type Erasing = {
	readonly house: House;
	readonly asked: EraseAsked;
	readonly found: Erasable;
	readonly here: readonly Place[];
	readonly drafts: readonly Draft[];
};

function decideErase(live: Live, erasing: Erasing): Decided {
	const { asked, drafts } = erasing;
	const id = asked.what as LineId;
	const lies = live.table.lines.get(id);
	const own = lies && voiceOf(live.table.people, lies.voice)?.person.id === asked.person;
	const fact = { is: 'emptied', line: id, ...(own ? { asked: true as const } : {}) } as const;
	const laid = lies ? toldLines(live.table, [fact]) : [];
	const emptied = drafts
		.filter(({ item }) => item)
		.map(({ sheet }): TableFact => ({
			to: 'sheet',
			sheet,
			fact: { is: 'emptied', item: asked.what as ItemId }
		}));
	// Of what stands beside a version for some nobody's screen is told that it went.
	const quiet = laid.length + emptied.length === 0 && isBeside(erasing.found, erasing.here);
	return { facts: [...laid, ...emptied], rows: !quiet, write: (tx) => destroy(tx, erasing) };
}

/** The new before the old goes: the statement, then the words. */
async function destroy(tx: Writer, erasing: Erasing): Promise<void> {
	const { asked, here, drafts, found } = erasing;
	// Paper that is being made is put away under the same lock: after this, or not at all (paper/outbox.ts).
	await oneAtATime(tx, asked.traject);
	const perVersion = Map.groupBy(here, ({ version }) => version);
	for (const [id, places] of perVersion) {
		// An annex has a statement of its own: whoever has only the version, is told of what went there.
		const each = Map.groupBy(places, (one) => (one.in === 'annex' ? one.row : ''));
		for (const those of each.values()) await state(tx, erasing, id, those);
		for (const place of places) await destroyWords(tx, place);
	}
	const blank = { text: '', original: null, school: null };
	await tx.update(line).set(blank).where(eq(line.id, asked.what));
	// What a school was to read instead, and why it was suspended, speak of the same words.
	await tx.delete(line).where(eq(line.school, asked.what));
	await tx
		.update(note)
		.set({ text: '' })
		.where(eq(note.about, `shielded/${asked.what}`));
	const closed = drafts.filter(({ open }) => !open).map(({ sheet }) => sheet);
	if (closed.length > 0) {
		await tx.delete(sheetClient).where(inArray(sheetClient.sheet, closed));
		await tx.delete(sheetUpdate).where(inArray(sheetUpdate.sheet, closed));
	}
	const touched = [...perVersion.keys()];
	if (touched.length === 0) return;
	for (const [id, places] of perVersion)
		await forgetRenderings(tx, id, isBeside(found, places) ? found.known : null);
	await forgetBeside(tx, asked.traject, asked.what);
	for (const { digest } of here)
		await tx
			.update(extract)
			.set({ endedAt: sql`now()` })
			.where(
				and(
					inArray(extract.version, touched),
					isNull(extract.endedAt),
					sql`${extract.shows} @> ${JSON.stringify([digest])}::jsonb`
				)
			);
}

/** One statement a version, and one an annex beside it, signed by the house: when, at whose request, of which digests; why is hidden in it. */
async function state(
	tx: Writer,
	{ house, asked }: Erasing,
	id: VersionId,
	places: readonly Place[]
): Promise<void> {
	const [row] = await tx.select({ digest: version.digest }).from(version).where(eq(version.id, id));
	if (!row) throw new Error('a version that was there is gone');
	const { person, by, traject } = asked;
	const signed = await signStatement(
		{
			version: row.digest as Digest,
			traject,
			person,
			act: 'erased',
			digests: [...new Set(places.map(({ digest }) => digest))].sort(),
			at: Math.floor(house.hall.now() / 1000),
			how: 'house',
			witness: by === person ? null : by,
			aloud: null,
			words: clean(asked.reason)
		},
		house.moveTools.random,
		house.moveTools.signer
	);
	await keepStatement(tx, { traject, version: id }, signed);
}
