// The log of the living documents: what a sheet is made of, update by update. Every append shares the lock
// of its sheet's row with the freeze that closes it, so nothing is stored after a gate is shut (decision 11).

import { and, asc, eq, inArray, lt, lte, sql } from 'drizzle-orm';
import { sheet, sheetClient, sheetUpdate } from '#server/store/schema.ts';
import type { Reader, Store, Writer } from '#server/store/store.ts';

export type SheetAudience = 'core' | 'inner' | 'own' | 'private';

export type NewSheet = {
	readonly id: string;
	readonly circle: string;
	readonly audience: SheetAudience;
	/** The owner of an own sheet. */
	readonly person: string | null;
	/** Those named in a besloten tijd. */
	readonly among?: readonly string[];
	readonly epoch: number;
	/** The Yjs update it begins with. */
	readonly seed: Uint8Array | null;
};

export async function createSheet(tx: Writer, { seed, among, ...row }: NewSheet): Promise<void> {
	const seq = seed ? 1 : 0;
	await tx.insert(sheet).values({ ...row, among: among ? [...among] : null, open: true, seq });
	if (seed) await tx.insert(sheetUpdate).values({ sheet: row.id, seq, bytes: seed });
}

export type LoadedSheet = {
	readonly id: string;
	readonly circle: string;
	readonly audience: SheetAudience;
	readonly person: string | null;
	readonly epoch: number;
	/** False once frozen. */
	readonly open: boolean;
	/** The last update's number; `updates` may be fewer, after they were merged. */
	readonly seq: number;
	readonly updates: readonly Uint8Array[];
	/** Yjs client id → the person who introduced it. */
	readonly clients: ReadonlyMap<number, string>;
};

/** A sheet as it was at one instant, or null when there is none. */
export function loadSheet(store: Store, id: string): Promise<LoadedSheet | null> {
	return store.read(async (db) => {
		const [row] = await db.select().from(sheet).where(eq(sheet.id, id));
		if (!row) return null;
		const updates = await readUpdates(db, id);
		const clients = await db.select().from(sheetClient).where(eq(sheetClient.sheet, id));
		return {
			id: row.id,
			circle: row.circle,
			audience: row.audience as SheetAudience,
			person: row.person,
			epoch: row.epoch,
			open: row.open,
			seq: row.seq,
			updates,
			clients: new Map(clients.map(({ client, person }) => [client, person]))
		};
	});
}

/** The updates of a sheet inside a transaction, in order: what a freeze reads once its gate is shut. */
export async function readUpdates(db: Reader, id: string): Promise<Uint8Array[]> {
	const rows = await db
		.select({ bytes: sheetUpdate.bytes })
		.from(sheetUpdate)
		.where(eq(sheetUpdate.sheet, id))
		.orderBy(asc(sheetUpdate.seq));
	return rows.map((row) => row.bytes);
}

export type Append = {
	readonly sheet: string;
	readonly update: Uint8Array;
	/** Client ids this update introduces. */
	readonly clients: readonly { readonly client: number; readonly person: string }[];
};

/** A Yjs client id belongs to somebody else already: the hub let through what it must not (decision 9). */
export class ClientTaken extends Error {
	override name = 'ClientTaken';
}

/**
 * Stores updates of many sheets in one transaction, in the order given, and tells per sheet whether they are
 * on disk. A sheet that is frozen or gone takes none. Throws ClientTaken, and then nothing is stored.
 */
export function appendUpdates(
	store: Store,
	batch: readonly Append[]
): Promise<Map<string, 'stored' | 'closed'>> {
	return store.write(async (tx) => {
		const seqs = await lockOpen(tx, [...new Set(batch.map((one) => one.sheet))]);
		const rows: (typeof sheetUpdate.$inferInsert)[] = [];
		const clients = new Map<string, typeof sheetClient.$inferInsert>();
		for (const { sheet, update, clients: introduced } of batch) {
			const last = seqs.get(sheet);
			if (last === undefined) continue;
			seqs.set(sheet, last + 1);
			rows.push({ sheet, seq: last + 1, bytes: update });
			for (const one of introduced) bind(clients, { sheet, ...one });
		}
		if (rows.length > 0) await tx.insert(sheetUpdate).values(rows);
		if (seqs.size > 0) await setSeqs(tx, seqs);
		if (clients.size > 0) await insertClients(tx, [...clients.values()]);
		return new Map(batch.map((one) => [one.sheet, seqs.has(one.sheet) ? 'stored' : 'closed']));
	});
}

async function setSeqs(tx: Writer, seqs: ReadonlyMap<string, number>): Promise<void> {
	const rows = [...seqs].map(([id, seq]) => sql`(${id}::text, ${seq}::int)`);
	const last = sql`(values ${sql.join(rows, sql`, `)}) as last (id, seq)`;
	await tx.execute(sql`update ${sheet} set seq = last.seq from ${last} where ${sheet.id} = last.id`);
}

/** Last sequence of each of these sheets that is open, locked. Always in the order of their ids: no deadlock. */
async function lockOpen(tx: Writer, ids: readonly string[]): Promise<Map<string, number>> {
	const rows = await lock(tx, ids);
	return new Map(rows.filter((row) => row.open).map((row) => [row.id, row.seq]));
}

async function lock(tx: Writer, ids: readonly string[]) {
	if (ids.length === 0) return [];
	const { id, open, seq } = sheet;
	return tx
		.select({ id, open, seq })
		.from(sheet)
		.where(inArray(id, [...ids]))
		.orderBy(asc(id))
		.for('update');
}

type Binding = typeof sheetClient.$inferInsert;

function bind(clients: Map<string, Binding>, one: Binding): void {
	const key = `${one.sheet} ${one.client}`;
	const known = clients.get(key) ?? one;
	if (known.person !== one.person) throw new ClientTaken(`client ${one.client} of sheet ${one.sheet}`);
	clients.set(key, known);
}

async function insertClients(tx: Writer, bindings: readonly Binding[]): Promise<void> {
	const kept = await tx
		.insert(sheetClient)
		.values([...bindings])
		.onConflictDoUpdate({
			target: [sheetClient.sheet, sheetClient.client],
			set: { person: sql`${sheetClient.person}` }
		})
		.returning();
	const mine = new Map(bindings.map((one) => [`${one.sheet} ${one.client}`, one.person]));
	const taken = kept.find((one) => mine.get(`${one.sheet} ${one.client}`) !== one.person);
	if (taken) throw new ClientTaken(`client ${taken.client} of sheet ${taken.sheet}`);
}

/** The freeze's gate: after this no append stores anything. Tells the last sequence of each. */
export async function closeSheets(tx: Writer, ids: readonly string[]): Promise<Map<string, number>> {
	const rows = await lock(tx, ids);
	const open = rows.filter((row) => row.open).map((row) => row.id);
	if (open.length > 0)
		await tx
			.update(sheet)
			.set({ open: false, closedAt: sql`now()` })
			.where(inArray(sheet.id, open));
	return new Map(rows.map((row) => [row.id, row.seq]));
}

/**
 * Puts one merged update in the place of all up to `through`, which must be exactly those it was merged from.
 * False, and nothing changed, when they are no longer there as they were: load again first.
 */
export function compact(store: Store, id: string, through: number, merged: Uint8Array): Promise<boolean> {
	return store.write(async (tx) => {
		const [row] = await lock(tx, [id]);
		if (!row || through > row.seq) return false;
		const last = and(eq(sheetUpdate.sheet, id), eq(sheetUpdate.seq, through));
		const written = await tx
			.update(sheetUpdate)
			.set({ bytes: merged })
			.where(last)
			.returning({ seq: sheetUpdate.seq });
		if (written.length === 0) return false;
		await tx.delete(sheetUpdate).where(and(eq(sheetUpdate.sheet, id), lt(sheetUpdate.seq, through)));
		return true;
	});
}

/** Destroys what frozen drafts were made of: the version is the record. Tells how many sheets were emptied. */
export function destroyFrozen(store: Store, closedBefore: Date): Promise<number> {
	return store.write(async (tx) => {
		const rows = await tx
			.selectDistinct({ id: sheet.id })
			.from(sheet)
			.innerJoin(sheetUpdate, eq(sheetUpdate.sheet, sheet.id))
			.where(lte(sheet.closedAt, closedBefore));
		const frozen = rows.map((row) => row.id);
		if (frozen.length === 0) return 0;
		await tx.delete(sheetClient).where(inArray(sheetClient.sheet, frozen));
		await tx.delete(sheetUpdate).where(inArray(sheetUpdate.sheet, frozen));
		return frozen.length;
	});
}
