// What was agreed in a traject, row by row, each with a digest of all that may never change in it. The words
// themselves are not in it: they hang on digests inside the signed tokens, and can be destroyed. CHAIN.md.

import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Json } from '#lib/base/canonical.ts';
import { digestOfJson, type Digest } from '#lib/base/digest.ts';
import type { TrajectId } from '#lib/base/id.ts';
import { statement } from '#server/store/agreed.ts';
import { account, annex } from '#server/store/beside.ts';
import { answer, disclosure, fact, version } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';

export const agreedTables = [
	'version',
	'disclosure',
	'answer',
	'statement',
	'annex',
	'account',
	'fact'
] as const;
export type AgreedTable = (typeof agreedTables)[number];

/** A row as a link names it. */
export type Named = { readonly table: AgreedTable; readonly row: string; readonly digest: Digest };

export type Agreed = {
	readonly versions: readonly (typeof version.$inferSelect)[];
	readonly disclosures: readonly (typeof disclosure.$inferSelect)[];
	readonly answers: readonly (typeof answer.$inferSelect)[];
	readonly statements: readonly (typeof statement.$inferSelect)[];
	readonly annexes: readonly (typeof annex.$inferSelect)[];
	readonly accounts: readonly (typeof account.$inferSelect)[];
	/** Of the streams of versions; those of a circle tell how they got there, and are in no chain. */
	readonly facts: readonly (typeof fact.$inferSelect)[];
};

const nothing: Agreed = {
	...{ versions: [], disclosures: [], answers: [], statements: [] },
	...{ annexes: [], accounts: [], facts: [] }
};

/** Everything of a traject; or, inside a transaction, only the rows that transaction added. */
export async function readAgreed(db: Reader, of: TrajectId, which: 'all' | 'added'): Promise<Agreed> {
	const also = (where: SQL | undefined) => and(where, which === 'added' ? addedHere : undefined);
	const ids = await db.select({ id: version.id }).from(version).where(eq(version.traject, of));
	const all = ids.map(({ id }) => id);
	const streams = all.map((id) => `version/${id}`);
	if (all.length === 0) return nothing;
	return {
		versions: await db
			.select()
			.from(version)
			.where(also(eq(version.traject, of)))
			.orderBy(asc(version.no)),
		disclosures: await db
			.select()
			.from(disclosure)
			.where(also(inArray(disclosure.version, all))),
		answers: await db
			.select()
			.from(answer)
			.where(also(inArray(answer.version, all)))
			.orderBy(asc(answer.at)),
		statements: await db
			.select()
			.from(statement)
			.where(also(eq(statement.traject, of)))
			.orderBy(asc(statement.at)),
		annexes: await db
			.select()
			.from(annex)
			.where(also(eq(annex.traject, of)))
			.orderBy(asc(annex.at)),
		accounts: await db
			.select()
			.from(account)
			.where(also(eq(account.traject, of)))
			.orderBy(asc(account.at)),
		facts: await db
			.select()
			.from(fact)
			.where(also(inArray(fact.stream, streams)))
			.orderBy(asc(fact.stream), asc(fact.seq))
	};
}

/** PostgreSQL notes in each row who added it; an update counts too, and of these tables only words are updated. */
const addedHere = sql`xmin = pg_current_xact_id()::xid`;

/** Every row's name and digest, in one order. */
export function namesOf(agreed: Agreed): Named[] {
	const { versions, disclosures, answers, statements, annexes, accounts, facts } = agreed;
	return [
		...versions.map(({ at, ...row }) => named('version', row.id, { ...row, at: at.getTime() })),
		...disclosures.map(({ words: _, ...row }) => named('disclosure', `${row.version}/${row.digest}`, row)),
		...answers.map(({ disclosures: _, at, ...row }) =>
			named('answer', row.digest, { ...row, at: at.getTime() })
		),
		...statements.map(({ disclosures: _, at, ...row }) =>
			named('statement', row.digest, { ...row, at: at.getTime() })
		),
		...annexes.map(({ disclosures: _, at, ...row }) => named('annex', row.id, { ...row, at: at.getTime() })),
		...accounts.map(({ at, ...row }) => named('account', row.statement, { ...row, at: at.getTime() })),
		...facts.map(({ at, body, ...row }) =>
			named('fact', `${row.stream}#${row.seq}`, { ...row, body: body as Json, at: at.getTime() })
		)
	];
}

const named = (table: AgreedTable, row: string, value: { readonly [name: string]: Json }): Named => ({
	table,
	row,
	digest: digestOfJson({ table, ...value })
});

/** Whether this transaction added a statement or an annex: of answers and versions a fact tells, of these none does. */
export async function addedBeside(db: Reader, of: TrajectId): Promise<boolean> {
	const here = (table: typeof statement | typeof annex) =>
		db
			.select({ digest: table.digest })
			.from(table)
			.where(and(eq(table.traject, of), addedHere))
			.limit(1);
	return (await here(statement)).length + (await here(annex)).length > 0;
}
