// Databases of a test's own on a real PostgreSQL.

import postgres from 'postgres';

/** CI names its PostgreSQL, and then nothing here is left out; elsewhere one on this machine is taken when it is there. */
export const server = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

export type FreshDatabase = { readonly name: string; readonly url: string; drop(): Promise<void> };

/** An empty database on the server of TEST_DATABASE_URL. Throws one sentence when none answers there. */
export async function freshDatabase(): Promise<FreshDatabase> {
	const name = `rondetafel_test_${process.pid}_${Date.now().toString(36)}_${count++}`;
	await asAdmin((sql) => sql`create database ${sql(name)}`);
	const url = new URL(server);
	url.pathname = name;
	return {
		name,
		url: url.href,
		drop: () => asAdmin((sql) => sql`drop database if exists ${sql(name)} with (force)`)
	};
}
let count = 0;

export async function hasServer(): Promise<boolean> {
	if (process.env['TEST_DATABASE_URL']) return true;
	return asAdmin(async () => undefined).then(
		() => true,
		() => false
	);
}

export async function asAdmin(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
	const sql = postgres(server, { max: 1, onnotice: () => undefined, connect_timeout: 5 });
	try {
		await sql`select 1`.catch(() => {
			const { hostname, port } = new URL(server);
			throw new Error(
				`No PostgreSQL answers at ${hostname}:${port || 5432}: start one, or set TEST_DATABASE_URL.`
			);
		});
		await work(sql);
	} finally {
		await sql.end({ timeout: 1 });
	}
}
