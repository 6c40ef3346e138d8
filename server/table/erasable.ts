// What of a traject's versions can be erased, and where its words stand: a part with an id (a line, a promise, a block)
// in every version that carries it; the words of an answer, or of another statement beside it; why a version was
// withdrawn, or declared without the pupil's yes.

import { and, asc, eq, inArray, ne, notInArray } from 'drizzle-orm';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import type { PersonId, TrajectId, VersionId } from '#lib/base/id.ts';
import { partAudience, type Part, type PartAudience } from '#lib/version/part.ts';
import { mayRead } from '#lib/version/reading.ts';
import { statement } from '#server/store/agreed.ts';
import { answer, circle, disclosure, note, version } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { readErasableBeside } from '#server/table/erasable-beside.ts';
import { hiddenWords, partIn, whose } from '#server/table/erasable-words.ts';
import { idOf } from '#server/table/reserves.ts';

export type Place = {
	readonly version: VersionId;
	/** Digest of the disclosure that holds the words. */
	readonly digest: Digest;
	/** Whose words they are: of the version itself, or of a row beside it, by its digest or id; an annex is one. */
	readonly in: 'version' | 'answer' | 'statement' | 'note' | 'annex';
	readonly row: string;
	readonly audience: PartAudience;
};

export type Erasable = {
	/** A part's id, an answer's or a statement's digest, or a note's id. */
	readonly what: string;
	readonly kind: Part['part'] | 'answer' | 'statement' | 'note' | 'account';
	/** Whose own words or promise it is; null: of the table together. */
	readonly person: PersonId | null;
	/** As it was last sealed. */
	readonly text: string;
	/** Who may read the words beside a version; null: whoever has that version, or sees its answers. */
	readonly readers: readonly string[] | null;
	/** Who may know of it at all, where that is said by name; null: by the audience of each place. */
	readonly known: readonly PersonId[] | null;
	readonly places: readonly Place[];
};

/**
 * Everything that somebody of this role may read and that has words, in the order of the versions; and what stands beside
 * a version for `by` among few. Of that nobody else is told here.
 */
export async function readErasable(
	db: Reader,
	of: TrajectId,
	role: string,
	by: PersonId | null = null
): Promise<Erasable[]> {
	const rows = await db
		.select({ id: version.id })
		.from(version)
		.where(eq(version.traject, of))
		.orderBy(asc(version.no));
	const ids = rows.map(({ id }) => id as VersionId);
	if (ids.length === 0) return [];
	const found = new Map<string, Erasable>();
	/** A promise stays its owner's: how it went has its id, and names nobody by one. */
	const add = (one: Omit<Erasable, 'places'>, place: Place) => {
		const before = found.get(one.what);
		const { kind, person } = before?.person ? before : one;
		found.set(one.what, { ...one, kind, person, places: [...(before?.places ?? []), place] });
	};
	const sealed = await db
		.select()
		.from(disclosure)
		.where(inArray(disclosure.version, ids))
		.orderBy(asc(disclosure.digest));
	for (const id of ids)
		for (const { words, digest, audience: of } of sealed.filter((one) => one.version === id)) {
			const audience = partAudience(of);
			const part = words === null ? null : partIn(words);
			const what = part && idOf(part);
			if (!part || what === null || !('text' in part) || !mayRead(role, audience)) continue;
			const { part: kind, text } = part;
			add(
				{ what, kind, text, person: whose(part), readers: null, known: null },
				{ version: id, digest: digest as Digest, in: 'version', row: digest, audience }
			);
		}
	for (const row of await db
		.select()
		.from(answer)
		.where(inArray(answer.version, ids))
		.orderBy(asc(answer.at)))
		addHidden(row, 'answer', null);
	// An own account, and what was said to an annex, are told to nobody here who does not see them.
	// Of every other act the words are for who said them, and for nobody who carries an erasure out.
	for (const row of await db
		.select()
		.from(statement)
		.where(and(inArray(statement.version, ids), notInArray(statement.act, ['annex', 'answer'])))
		.orderBy(asc(statement.at)))
		addHidden(row, 'statement', [row.person]);
	for (const { note: row, version: of, leader } of await db
		.select({ note, version: version.id, leader: circle.leader })
		.from(note)
		.innerJoin(version, eq(version.id, note.about))
		.innerJoin(circle, eq(circle.id, version.circle))
		.where(and(inArray(version.id, ids), ne(note.text, '')))
		.orderBy(asc(note.at)))
		add(
			{
				what: row.id,
				kind: 'note',
				person: leader as PersonId,
				text: row.text,
				readers: row.readers,
				known: null
			},
			{ version: of as VersionId, digest: noteDigest(row.id), in: 'note', row: row.id, audience: 'inner' }
		);
	if (by)
		for (const id of ids)
			for (const { place, ...one } of await readErasableBeside(db, { traject: of, version: id }, role, by))
				add(one, place);
	return [...found.values()];

	function addHidden(row: Said, kind: 'answer' | 'statement', readers: readonly string[] | null): void {
		const { digest: what, person, version } = row;
		for (const { words, text } of hiddenWords(row))
			add(
				{ what, kind, person: person as PersonId, text, readers, known: null },
				{ version: version as VersionId, digest: words, in: kind, row: what, audience: 'inner' }
			);
	}
}

type Said = {
	readonly digest: string;
	readonly person: string;
	readonly version: string;
	readonly disclosures: readonly string[];
};

/** What stands for a note in an erasure: of its id, which nobody draws words from. */
export const noteDigest = (id: string): Digest => digestOfText(`rondetafel-note/${id}`);
