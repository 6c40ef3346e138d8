// Statements that are no answers, as they are kept: who may have which of them in a copy, and which keys joined.

import { eq } from 'drizzle-orm';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import type { Hands } from '#lib/seal/hand.ts';
import { joinedIn } from '#lib/seal/joined.ts';
import { parsePublicJwk } from '#lib/seal/key.ts';
import { readStatement, type Statement } from '#lib/seal/statement.ts';
import { mayHaveStatement, type StatementReader } from '#lib/version/may-have.ts';
import { statement } from '#server/store/agreed.ts';
import { issuerKey } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';

type Kept = { readonly token: string; readonly disclosures: readonly string[]; readonly read: Statement };

/** Every statement beside a version, oldest first. */
export async function readStatements(db: Reader, id: VersionId): Promise<Kept[]> {
	const rows = await db.select().from(statement).where(eq(statement.version, id)).orderBy(statement.at);
	return rows.flatMap(({ token, disclosures }) => {
		const read = readStatement(token, disclosures);
		return isNo(read) ? [] : [{ token, disclosures, read }];
	});
}

/** Those of them that go into a copy, each with what this reader may have of it. */
export function statementsFor(
	kept: readonly Kept[],
	reader: StatementReader
): { readonly token: string; readonly disclosures: readonly string[] }[] {
	return kept.flatMap(({ token, disclosures, read }) => {
		const { digest, version, act, person } = read;
		const erased = read.act === 'erased' ? read.digests : [];
		if (act === 'answer') return [];
		const may = mayHaveStatement({ digest, version, act, person, erased }, reader);
		return may === 'nothing' ? [] : [{ token, disclosures: may === 'whole' ? disclosures : [] }];
	});
}

/** A person's keys that joined this version after it was frozen. */
export async function readJoined(
	db: Reader,
	id: VersionId,
	version: Digest,
	person: PersonId
): Promise<Hands['joined']> {
	const kept = await readStatements(db, id);
	const keys = kept.length === 0 ? [] : await db.select({ jwk: issuerKey.jwk }).from(issuerKey);
	const house = keys.flatMap(({ jwk }) => parsePublicJwk(jwk) ?? []);
	const all = kept.map(({ read }) => read);
	return joinedIn(all, version, person, house);
}
