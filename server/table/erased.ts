// What a copy says where words were destroyed: when, and at whose request. Only to who could read them: nobody learns
// that something stood there which was not for them.

import { asc, eq, inArray } from 'drizzle-orm';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { readStatement } from '#lib/seal/statement.ts';
import type { PartAudience } from '#lib/version/part.ts';
import { mayRead } from '#lib/version/reading.ts';
import type { ErasedView } from '#lib/wire/view.ts';
import { listedIn } from '#server/chain/said.ts';
import { statement } from '#server/store/agreed.ts';
import { disclosure, note, person } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { noteDigest } from '#server/table/erasable.ts';
import { readAccounts } from '#server/table/accounts.ts';
import { readAnnexes } from '#server/table/annexes.ts';

export type ErasedRead = ErasedView & {
	readonly audience: PartAudience;
	/** Words of an answer: until the answers are shown, nobody is to learn that there were any. */
	readonly answer: boolean;
	/** Words beside a version that only these could read; null: whoever its audience is. */
	readonly readers: readonly string[] | null;
};

export async function readErased(
	db: Reader,
	versions: readonly VersionId[]
): Promise<Map<VersionId, ErasedRead[]>> {
	const found = new Map<VersionId, ErasedRead[]>();
	if (versions.length === 0) return found;
	const rows = await db
		.select({ statement, name: person.name })
		.from(statement)
		.innerJoin(person, eq(person.id, statement.person))
		.where(inArray(statement.version, [...versions]))
		.orderBy(asc(statement.at));
	for (const { statement: row, name } of rows) {
		const read = readStatement(row.token, row.disclosures);
		if (isNo(read) || read.act !== 'erased') continue;
		const id = row.version as VersionId;
		const gone = await db
			.select({ audience: disclosure.audience })
			.from(disclosure)
			.where(inArray(disclosure.digest, [...read.digests]));
		// The words of an answer are in no disclosure of the version: a school may not have had them.
		const beside = gone.length === 0 ? await besideReaders(db, id, read.digests) : null;
		const core = beside?.audience === 'core' || gone.some((one) => one.audience === 'core');
		const audience: PartAudience = core ? 'core' : 'inner';
		const answer = gone.length === 0 && beside === null;
		const one = { at: row.at.getTime(), name, audience, answer, readers: beside?.readers ?? null };
		found.set(id, [...(found.get(id) ?? []), one]);
	}
	return found;
}

/** Who could read words that stood beside a version: in a note, or in a statement; null: in neither. */
async function besideReaders(
	db: Reader,
	of: VersionId,
	digests: readonly Digest[]
): Promise<{ readonly readers: readonly string[] | null; readonly audience: PartAudience } | null> {
	const gone = new Set<string>(digests);
	const has = (those: readonly string[]) => those.some((digest) => gone.has(digest));
	for (const { digests, answers, readers } of await readAnnexes(db, of))
		if (has(digests) || answers.some(({ token }) => has(listedIn(token))))
			return { readers, audience: 'core' };
	for (const { person, to, hidden } of await readAccounts(db, of)) {
		if (!has(hidden)) continue;
		const readers = to.to === 'named' ? [person, ...to.people] : null;
		return { readers, audience: to.to === 'not-school' ? 'inner' : 'core' };
	}
	const notes = await db.select().from(note).where(eq(note.about, of));
	const kept = notes.find(({ id }) => gone.has(noteDigest(id)));
	if (kept) return { readers: kept.readers, audience: 'core' };
	const said = await db.select().from(statement).where(eq(statement.version, of));
	const one = said.find(({ token }) => listedIn(token).some((digest) => gone.has(digest)));
	return one ? { readers: [one.person], audience: 'core' } : null;
}

/** `shown`: the answers to this version are shown together. */
export const erasedFor = (
	erased: readonly ErasedRead[],
	reader: { readonly person: PersonId | null; readonly role: string },
	shown: boolean
): ErasedView[] =>
	erased
		.filter(({ readers }) => readers === null || (reader.person && readers.includes(reader.person)))
		.filter(({ audience, answer }) => mayRead(reader.role, audience) && (shown || !answer))
		.map(({ at, name }) => ({ at, name }));
