// Migrations go forward only, one program at a time: drizzle's own `migrate` takes no lock, so PostgreSQL
// is asked for one that lasts as long as this connection (safety.md F14, F15).

import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runPending } from 'drizzle-orm/postgres-js/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Sql } from 'postgres';
import { migrationsFolder } from '#server/store/root.ts';
import { CannotOpen } from '#server/store/trouble.ts';

/** Any number, as long as every build uses the same. */
const key = 7_063_835;

/**
 * Brings a database to this build's schema and tells how many migrations ran. `sql` is one connection of its
 * own; `shared`: other programs may start on this database too. Throws CannotOpen when a newer build made it.
 */
export async function migrate(sql: Sql, database: 'shared' | 'ours'): Promise<number> {
	if (database === 'shared') await sql`select pg_advisory_lock(${key})`;
	try {
		const known = knownHashes();
		const done = await applied(sql);
		if (done.some((hash) => !known.includes(hash)))
			throw new CannotOpen(
				'This database was made by a newer Rondetafel than this one: start the newer one again, or restore a ' +
					'backup from before it. Nothing was changed.'
			);
		const pending = known.filter((hash) => !done.includes(hash));
		if (pending.length === 0) return 0;
		await runPending(drizzle(sql), { migrationsFolder: migrationsFolder() });
		const left = known.length - (await applied(sql)).length;
		if (left > 0) throw new Error(`${left} migrations are dated before one that ran: give them a later date`);
		return pending.length;
	} finally {
		if (database === 'shared') await sql`select pg_advisory_unlock(${key})`;
	}
}

export const knownHashes = (): string[] =>
	readMigrationFiles({ migrationsFolder: migrationsFolder() }).map((migration) => migration.hash);

async function applied(sql: Sql): Promise<string[]> {
	const [there] = await sql<{ found: boolean }[]>`
		select to_regclass('drizzle.__drizzle_migrations') is not null as found`;
	if (!there?.found) return [];
	const rows = await sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations`;
	return rows.map((row) => row.hash);
}
