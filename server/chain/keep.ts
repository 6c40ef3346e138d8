// Keeps the chains: whatever is agreed gets its link in the same transaction; what stood in a house before it kept
// chains is taken in once, at the first start after. CHAIN.md.

import { and, desc, eq, sql } from 'drizzle-orm';
import type { TrajectId } from '#lib/base/id.ts';
import type { Signer } from '#lib/seal/key.ts';
import { makeLink, type LinkBody } from '#server/chain/link.ts';
import { namesOf, readAgreed, type AgreedTable, type Named } from '#server/chain/rows.ts';
import { link } from '#server/store/agreed.ts';
import { oneAtATime } from '#server/store/one-at-a-time.ts';
import { appendFacts, readFacts } from '#server/store/facts.ts';
import { version } from '#server/store/schema.ts';
import type { Store, Writer } from '#server/store/store.ts';

/** `now`: milliseconds since 1970. */
export type LinkTools = { readonly signer: Signer; readonly now: () => number };

/** Adds one link for all that this transaction added to what was agreed; false when it added nothing. */
export async function addLink(
	tx: Writer,
	of: TrajectId,
	about: 'facts' | 'statements',
	tools: LinkTools
): Promise<boolean> {
	await oneAtATime(tx, of);
	const added = await readAgreed(tx, of, 'added');
	// An erasure adds a statement, and changes rows that were named when they came: other statements and annexes too.
	const only =
		about === 'facts'
			? added
			: {
					...added,
					disclosures: [],
					answers: [],
					statements: await notNamedYet(tx, of, 'statement', added.statements, ({ digest }) => digest),
					annexes: await notNamedYet(tx, of, 'annex', added.annexes, ({ id }) => id)
				};
	return append(tx, of, 'added', namesOf(only), tools);
}

async function notNamedYet<Row>(
	tx: Writer,
	of: TrajectId,
	table: AgreedTable,
	rows: readonly Row[],
	nameOf: (row: Row) => string
): Promise<Row[]> {
	const found: Row[] = [];
	for (const row of rows) {
		const names = JSON.stringify({ rows: [{ table, row: nameOf(row) }] });
		const there = and(eq(link.traject, of), sql`${link.body} @> ${names}::jsonb`);
		if ((await tx.$count(link, there)) === 0) found.push(row);
	}
	return found;
}

/** The stream in which a house notes once that it keeps chains: after that a traject without one is damaged. */
const ownStream = 'house/chain';

/** Takes in every traject that has versions and no chain yet, one transaction each; tells how many. Done once. */
export async function takeIn(store: Store, tools: LinkTools): Promise<number> {
	const done = await store.read((db) => readFacts(db, ownStream));
	if (done.length > 0) return 0;
	const rows = await store.read((db) => db.selectDistinct({ of: version.traject }).from(version));
	for (const { of } of rows)
		await store.write(async (tx) => {
			await oneAtATime(tx, of as TrajectId);
			if (!(await headOf(tx, of as TrajectId))) {
				const rows = namesOf(await readAgreed(tx, of as TrajectId, 'all'));
				await append(tx, of as TrajectId, 'taken-in', rows, tools);
			}
		});
	await store.write(async (tx) => {
		if ((await readFacts(tx, ownStream)).length > 0) return;
		const body = { is: 'taken-in', trajects: rows.length };
		await appendFacts(tx, [{ stream: ownStream, after: 0, at: tools.now(), facts: [body] }], null);
	});
	return rows.length;
}

async function append(
	tx: Writer,
	of: TrajectId,
	is: LinkBody['is'],
	rows: readonly Named[],
	tools: LinkTools
): Promise<boolean> {
	if (rows.length === 0) return false;
	const head = await headOf(tx, of);
	const place = { traject: of, seq: (head?.seq ?? 0) + 1, prev: head?.digest ?? of, at: tools.now() };
	await tx.insert(link).values(await makeLink(place, is, rows, tools.signer));
	return true;
}

export async function headOf(db: Pick<Writer, 'select'>, of: TrajectId) {
	const [head] = await db
		.select({ seq: link.seq, digest: link.digest })
		.from(link)
		.where(eq(link.traject, of))
		.orderBy(desc(link.seq))
		.limit(1);
	return head ?? null;
}
