// A look at the chain inside a write, while another circle of the same traject agrees something: what is half there is
// no damage. On PostgreSQL each select of a write sees its own instant; the embedded database does one thing at a time.

import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { checkTraject } from '#server/chain/check.ts';
import { openChains } from '#server/chain/sound.ts';
import { newId } from '#server/door/secret.ts';
import { link } from '#server/store/agreed.ts';
import type { Writer } from '#server/store/store.ts';
import { moveFor } from '#server/table/moves.ts';
import { onPostgres } from '../place.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, aHouse, aTraject, named, quiet } from './door-house.ts';

const house = aHouse();

it.runIf(onPostgres)('a look while another circle answers finds nothing wrong', async () => {
	const at = await aTraject(house(), await aCoach(house()));
	const wim = named(at, 'Wim');
	const promised = { owner: wim, asker: null, text: 'Ik haal hem op.', audience: 'core' } as const;
	const circle = await aCircle(at);
	const version = await hold(at, circle, [promised]);
	const { store, moveTools, keys } = house();
	const chains = openChains({ signer: moveTools.signer, now: Date.now, store, log: quiet, keys });

	/** What happens meanwhile is another's work, and no part of this one. */
	const outside = AsyncLocalStorage.snapshot();
	let answered: Promise<unknown> | null = null;
	const words = { answer: 'yes', words: '', until: null, how: 'spoken', witness: null } as const;
	const say = { do: 'answer', version, person: wim, ...words } as const;
	const meanwhile = async () => {
		let over = false;
		answered ??= moveFor(moveTools, circle, { person: wim, seat: null }, newId(), say).then((no) => {
			over = true;
			return no;
		});
		for (;;) if (over || (await isWaiting())) return;
	};
	/** Whether somebody waits for a lock in this database. */
	const isWaiting = async () => {
		const waits = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
		return (await store.write((tx) => tx.execute(waits))).length > 0;
	};

	const sound = await store.write((tx) =>
		chains.isSoundToAgree(
			between(tx, link, () => outside(meanwhile)),
			at.traject
		)
	);
	expect(sound).toBe(true);
	expect(await answered).toBeNull();
	expect(await store.read((db) => checkTraject(db, at.traject, keys()))).toEqual([]);
});

/** The same transaction; before it reads from this table, something else happens. */
function between(tx: Writer, table: unknown, first: () => Promise<unknown>): Writer {
	const select = (...fields: Parameters<Writer['select']>) => {
		const begun = tx.select(...fields);
		const from = (of: never) => (of === table ? { where: held(begun.from(of)) } : begun.from(of));
		return Object.assign(Object.create(begun), { from });
	};
	const held =
		(query: {
			where(...args: unknown[]): PromiseLike<unknown> & { orderBy(...by: unknown[]): PromiseLike<unknown> };
		}) =>
		(...args: unknown[]) => ({
			orderBy: async (...by: unknown[]) => {
				await first();
				return query.where(...args).orderBy(...by);
			}
		});
	return Object.assign(Object.create(tx), { select });
}
