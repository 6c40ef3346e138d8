// Whether it was somebody's own device that signed: with the key that the version names for them, or with one that joined it
// since in sight of somebody. A checker knows no other.

import type { PersonId, VersionId } from '#lib/base/id.ts';
import type { Digest } from '#lib/base/digest.ts';
import { inWhoseHand } from '#lib/seal/hand.ts';
import type { Statement } from '#lib/seal/statement.ts';
import type { Reader } from '#server/store/store.ts';
import { readSealed } from '#server/table/reviewed.ts';
import { readJoined } from '#server/table/statements.ts';

/** The key that a version names for somebody's own device. */
export async function keyNamed(db: Reader, id: VersionId, person: PersonId): Promise<string | null> {
	const sealed = await readSealed(db, id);
	return (
		sealed.flatMap(({ part }) => (part.part === 'person' && part.id === person ? part.key : [])).at(0) ?? null
	);
}

/** `of`: the version, also where what is said is to an annex beside it. */
export async function isOwnHand(
	db: Reader,
	of: { readonly id: VersionId; readonly digest: Digest },
	said: Statement
): Promise<boolean> {
	const named = await keyNamed(db, of.id, said.person);
	const joined = await readJoined(db, of.id, of.digest, said.person);
	return inWhoseHand(said, { named, joined, house: [], origin: '' }) === 'device';
}
