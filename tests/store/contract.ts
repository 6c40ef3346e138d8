// What a store promises, whichever database stands behind it. Run by embedded.test.ts and postgres.test.ts.

import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { line, moved, organisation, sheetUpdate } from '#server/store/schema.ts';
import type { Store, Writer } from '#server/store/store.ts';
import { isUniqueViolation, Unfit } from '#server/store/trouble.ts';
import { agreedContract } from './contract-agreed.ts';
import { sheetsContract } from './contract-sheets.ts';
import { aTraject, newId } from './rows.ts';

export type Give = () => Store;

/** `open` gives a store on a database of its own. */
export function storeContract(name: string, open: () => Promise<Store>): void {
	describe(`the ${name} store`, () => {
		let store: Store;
		const give = () => store;
		beforeAll(async () => {
			store = await open();
		}, 30_000);
		afterAll(() => store?.close());
		plainContract(give);
		describe('what was agreed', () => agreedContract(give));
		describe('its sheets', () => sheetsContract(give));
	});
}

const named = (tx: Writer, id: string, name = 'huis') => tx.insert(organisation).values({ id, name });
const countOf = (store: Store, id: string) =>
	store.read((db) => db.$count(organisation, eq(organisation.id, id)));

function plainContract(give: Give): void {
	it('gives back what was written: bytes, JSON, times', async () => {
		const { sheet, circle } = await aTraject(give());
		const bytes = new Uint8Array(3_000_000).map((_, i) => (i * 31) >> 3);
		await give().write((tx) => tx.insert(sheetUpdate).values({ sheet, seq: 2, bytes }));
		const [row] = await give().read((db) => db.select().from(sheetUpdate).where(eq(sheetUpdate.seq, 2)));
		expect(row?.bytes.constructor).toBe(Uint8Array);
		expect(Buffer.compare(row?.bytes ?? new Uint8Array(), bytes)).toBe(0);
		const at = new Date('2026-10-06T14:00:00.123Z');
		await give().write((tx) => tx.insert(moved).values({ id: 'm', circle, by: 'x', at }));
		const [back] = await give().read((db) => db.select().from(moved).where(eq(moved.id, 'm')));
		expect(back?.at).toEqual(at);
	});

	it('keeps all of a work or nothing', async () => {
		const id = newId();
		const work = give().write(async (tx) => {
			await named(tx, id);
			throw new Error('changed my mind');
		});
		await expect(work).rejects.toThrow('changed my mind');
		expect(await countOf(give(), id)).toBe(0);
	});

	it('writes nothing in a read', async () => {
		const id = newId();
		await expect(give().read((db) => named(db as Writer, id))).rejects.toThrow();
		expect(await countOf(give(), id)).toBe(0);
	});

	it('refuses read and write inside a work, instead of standing still', async () => {
		const inside = /cannot be called inside/;
		await expect(give().write(() => give().write(async () => 1))).rejects.toThrow(inside);
		await expect(give().write(() => give().read(async () => 1))).rejects.toThrow(inside);
		await expect(give().read(() => give().read(async () => 1))).rejects.toThrow(inside);
		expect(await give().write(async () => 'goes on')).toBe('goes on');
	});

	it('lets what a work set going use the store once it is done', async () => {
		const { promise: later, resolve } = Promise.withResolvers<void>();
		let after: Promise<number> | null = null;
		await give().write(async () => void (after = later.then(() => give().read(async () => 7))));
		resolve();
		expect(await after).toBe(7);
	});

	it('writes a hundred works that come at once', async () => {
		const ids = Array.from({ length: 100 }, newId);
		await Promise.all(ids.map((id) => give().write((tx) => named(tx, id, 'menigte'))));
		expect(await give().read((db) => db.$count(organisation, eq(organisation.name, 'menigte')))).toBe(100);
	});

	it('says in one sentence what no database takes, and goes on', async () => {
		const { circle } = await aTraject(give());
		const odd = 'a\0b';
		await expect(give().write((tx) => named(tx, newId(), odd))).rejects.toThrow(Unfit);
		const half = { id: newId(), circle, by: 'x', refused: null };
		const json = give().write((tx) => tx.execute(sql`select ${JSON.stringify(odd)}::jsonb ->> 0`));
		await expect(json).rejects.toThrow('half a letter');
		const long = Array.from({ length: 400 }, newId).join('');
		await expect(give().write((tx) => named(tx, long))).rejects.toThrow('too long');
		await give().write((tx) => tx.insert(moved).values(half));
		expect(await give().read((db) => db.$count(moved, eq(moved.id, half.id)))).toBe(1);
	});

	it('tells a key that is taken from other trouble', async () => {
		const id = newId();
		await give().write((tx) => named(tx, id));
		const taken = await give()
			.write((tx) => named(tx, id))
			.catch((error: unknown) => error);
		expect(isUniqueViolation(taken)).toBe(true);
		const other = await give()
			.write((tx) => tx.insert(line).values({ id, circle: 'none', voice: 'none', text: '' }))
			.catch((error: unknown) => error);
		expect(isUniqueViolation(other)).toBe(false);
	});

	it('takes prepared statements, again and again', async () => {
		const id = newId();
		await give().write((tx) => named(tx, id, 'klaar'));
		for (let i = 0; i < 3; i++) {
			const rows = await give().read((db) =>
				db
					.select()
					.from(organisation)
					.where(eq(organisation.id, sql.placeholder('id')))
					.prepare('one')
					.execute({ id })
			);
			expect(rows[0]?.name).toBe('klaar');
		}
	});

	it('is ready', async () => {
		expect(await give().ready()).toBe(true);
	});
}
