// Statements that are no answers, as they are kept: who may have which of them in a copy, and which keys joined.

import { and, eq, or } from 'drizzle-orm';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, TrajectId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import type { Hands } from '#lib/seal/hand.ts';
import { joinedIn } from '#lib/seal/joined.ts';
import { parsePublicJwk } from '#lib/seal/key.ts';
import { readStatement, type SignedStatement, type Statement } from '#lib/seal/statement.ts';
import { mayHaveStatement, type StatementReader } from '#lib/version/may-have.ts';
import { statement } from '#server/store/agreed.ts';
import { issuerKey } from '#server/store/schema.ts';
import type { Reader, Writer } from '#server/store/store.ts';

/** As it is carried: signed on a device, or by the house. */
export type Signed = Pick<SignedStatement, 'token' | 'disclosures'>;

type Kept = Signed & { readonly read: Statement };

/** Every statement beside a version, oldest first. */
export async function readStatements(db: Reader, id: VersionId): Promise<Kept[]> {
	const rows = await db.select().from(statement).where(eq(statement.version, id)).orderBy(statement.at);
	return rows.flatMap(({ token, disclosures }) => {
		const read = readStatement(token, disclosures);
		return isNo(read) ? [] : [{ token, disclosures, read }];
	});
}

/** Keeps one whose hand was looked at; the same one sent twice is kept once. */
export async function keepStatement(
	tx: Writer,
	of: { readonly traject: TrajectId; readonly version: VersionId },
	{ token, disclosures }: Signed
): Promise<void> {
	const read = readStatement(token, disclosures);
	if (isNo(read)) throw new Error(`a statement that was good is not: ${read.no}`);
	const { digest, person, act, nonce } = read;
	await tx
		.insert(statement)
		.values({ ...of, digest, person, act, nonce, token, disclosures: [...disclosures] })
		.onConflictDoNothing({ target: statement.digest });
}

/** Whether it stands here already; and a nonce is good once beside a version. */
export async function isKept(
	db: Reader,
	version: VersionId,
	{ token, disclosures }: Signed
): Promise<boolean> {
	const read = readStatement(token, disclosures);
	if (isNo(read)) throw new Error(`a statement that was good is not: ${read.no}`);
	const { digest, nonce } = read;
	const here = and(eq(statement.version, version), eq(statement.nonce, nonce));
	return (await db.$count(statement, or(eq(statement.digest, digest), here))) > 0;
}

/** Those of them that go into a copy, each with what this reader may have of it. */
export function statementsFor(kept: readonly Kept[], reader: StatementReader): Signed[] {
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
