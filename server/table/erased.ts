// What a copy says where words were destroyed: when, and at whose request. Only to who could read them: nobody learns
// that something stood there which was not for them.

import { asc, eq, inArray } from 'drizzle-orm';
import type { VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { readStatement } from '#lib/seal/statement.ts';
import type { PartAudience } from '#lib/version/part.ts';
import { mayRead } from '#lib/version/reading.ts';
import type { ErasedView } from '#lib/wire/view.ts';
import { statement } from '#server/store/agreed.ts';
import { disclosure, person } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';

export type ErasedRead = ErasedView & {
	readonly audience: PartAudience;
	/** Words of an answer: until the answers are shown, nobody is to learn that there were any. */
	readonly answer: boolean;
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
		const audience: PartAudience = gone.some((one) => one.audience === 'core') ? 'core' : 'inner';
		const one = { at: row.at.getTime(), name, audience, answer: gone.length === 0 };
		found.set(id, [...(found.get(id) ?? []), one]);
	}
	return found;
}

/** `shown`: the answers to this version are shown together. */
export const erasedFor = (erased: readonly ErasedRead[], role: string, shown: boolean): ErasedView[] =>
	erased
		.filter(({ audience, answer }) => mayRead(role, audience) && (shown || !answer))
		.map(({ at, name }) => ({ at, name }));
