// Fresh places for stores: directories that go when the tests are done, databases that are dropped.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import postgres from 'postgres';
import { afterAll } from 'vitest';
import { template } from '#server/store/template.ts';

// A database that lives for a second is not worth V8's second, thorough compilation.
setFlagsFromString('--liftoff-only');

const directories: string[] = [];
afterAll(() => {
	for (const path of directories) rmSync(path, { recursive: true, force: true });
});

/** A directory, removed after the tests of this file. */
export function freshDirectory(): string {
	const path = mkdtempSync(join(tmpdir(), 'rondetafel-test-'));
	directories.push(path);
	return path;
}

/** A migrated database to copy, made once on this machine for these migrations. */
export const made = () => template(join(tmpdir(), 'rondetafel-templates'));

export const server = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

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
