// On PostgreSQL the tables have an owner, who migrates, and the program runs as another role, which cannot
// change what was agreed, nor any table's shape (design decision 14). Practice tables go by a function.

import type { Sql } from 'postgres';
import { CannotOpen } from '#server/store/trouble.ts';

const insertOnly = ['fact', 'version', 'answer', 'statement', 'annex', 'account', 'link', 'opening'];

/** Of these rows only the words can be destroyed. */
const words = { disclosure: 'words', answer: 'disclosures', statement: 'disclosures', annex: 'disclosures' };

/** Gives `role` exactly what the program needs. `owner` is a connection of the tables' owner. */
export async function grantTo(owner: Sql, role: string): Promise<void> {
	await owner.begin(async (sql) => {
		const rows = await sql<
			{ name: string }[]
		>`select tablename as name from pg_tables where schemaname = 'public'`;
		const names = rows.map((row) => row.name);
		const app = sql(role);
		await sql`revoke all on all tables in schema public from ${app}`;
		await sql`revoke create on schema public from public, ${app}`;
		await sql`grant usage on schema public, drizzle to ${app}`;
		await sql`grant select on drizzle.__drizzle_migrations to ${app}`;
		for (const name of names) await sql`grant select, insert on ${sql(name)} to ${app}`;
		const free = names.filter((name) => !insertOnly.includes(name) && name !== 'disclosure');
		for (const name of free) await sql`grant update, delete on ${sql(name)} to ${app}`;
		for (const [name, column] of Object.entries(words))
			await sql`grant update (${sql(column)}) on ${sql(name)} to ${app}`;
		await sql`grant execute on function sweep_practice(timestamptz) to ${app}`;
	});
}

/** The role a connection runs as. */
export async function roleOf(sql: Sql): Promise<string> {
	const [row] = await sql<{ role: string }[]>`select current_user as role`;
	if (!row) throw new Error('no current_user');
	return row.role;
}

/** Throws CannotOpen when the program's role is the owner, or could still change what was agreed. */
export async function checkGrants(app: Sql): Promise<void> {
	const [row] = await app<{ may: boolean }[]>`
		select bool_or(pg_has_role(tableowner, 'usage') or has_table_privilege(tablename, 'update, delete, truncate')) as may
		from pg_tables where schemaname = 'public' and tablename in ${app(insertOnly)}`;
	if (row?.may)
		throw new CannotOpen(
			'DATABASE_URL connects as a role that may change what was agreed: make it another role than the one of ' +
				'DATABASE_OWNER_URL, and no superuser.'
		);
}
