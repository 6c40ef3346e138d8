// PostgreSQL behind the store. A COMMIT there is on disk. A connection that falls silent takes the whole
// pool with it: the next work begins with a new one, so the house heals when the network does.

import postgres, { type Options, type Sql } from 'postgres';
import { migrate } from '#server/store/migrate.ts';
import { checkGrants, grantTo, roleOf } from '#server/store/roles.ts';
import { storeOn, turns, wordy, type Store } from '#server/store/store.ts';
import { CannotOpen, codeOf } from '#server/store/trouble.ts';

export type PostgresPlace = {
	readonly url: string;
	/** The owner of the tables, who migrates; without one `url` does everything. */
	readonly ownerUrl?: string | null;
};

export type PostgresOptions = {
	/** Milliseconds without an answer before a connection is given up. */
	readonly patience?: number;
};

/** Throws CannotOpen with one sentence when there is no PostgreSQL we can trust. */
export async function openPostgres(place: PostgresPlace, options: PostgresOptions = {}): Promise<Store> {
	await prepare(place);
	const open = () => postgres(place.url, { ...usual, max: sessions, connection: { ...session, ...limits } });
	let sql = open();
	return storeOn({
		kind: 'postgres',
		sql: () => sql,
		takeTurn: turns(sessions),
		patience: options.patience ?? 30_000,
		giveUp() {
			const silent = sql;
			sql = open();
			void silent.end({ timeout: 0 });
		},
		tidying: [`vacuum (analyze) ${wordy}`],
		close: () => sql.end()
	});
}

/** Connections of one program. */
const sessions = 10;

const usual = {
	connect_timeout: 10,
	/** Saves a question per connection; we send no arrays of own types. */
	fetch_types: false,
	onnotice: () => undefined
} satisfies Options<Record<string, never>>;

const session = { application_name: 'rondetafel', synchronous_commit: 'on', search_path: 'public' };

/** A server that lives answers well within our patience, if only with a no. Milliseconds. */
const limits = {
	statement_timeout: 20_000,
	lock_timeout: 10_000,
	idle_in_transaction_session_timeout: 20_000
};

async function prepare(place: PostgresPlace): Promise<void> {
	const app = postgres(place.url, { ...usual, max: 1, connection: session });
	const owner = place.ownerUrl ? postgres(place.ownerUrl, { ...usual, max: 1, connection: session }) : app;
	try {
		await checkServer(app);
		if (owner !== app) await checkServer(owner);
		await migrate(owner, 'shared');
		if (owner === app) return;
		await grantTo(owner, await roleOf(app));
		await checkGrants(app);
	} finally {
		await Promise.all([app.end({ timeout: 1 }), owner.end({ timeout: 1 })]);
	}
}

async function checkServer(sql: Sql): Promise<void> {
	const [row] = await sql<{ version: string; number: string; fsync: string }[]>`
		select current_setting('server_version') as version,
			current_setting('server_version_num') as number,
			current_setting('fsync') as fsync`.catch((error: unknown) => {
		const why = codeOf(error) ?? (error as { code?: string }).code ?? 'no answer';
		throw new CannotOpen(
			`PostgreSQL at ${where(sql)} does not let us in (${why}): is it running, and is DATABASE_URL right?`
		);
	});
	if (!row) throw new Error('no server settings');
	if (Number(row.number) < 150_000)
		throw new CannotOpen(`Rondetafel needs PostgreSQL 15 or newer, and ${where(sql)} is ${row.version}.`);
	if (row.fsync !== 'on')
		throw new CannotOpen(
			`PostgreSQL at ${where(sql)} has fsync off, so nothing on it is ever safe: turn it on.`
		);
}

/** Host, port and name of the database; never who, nor a password. */
function where(sql: Sql): string {
	const { host, port, database } = sql.options;
	return `${host[0]}:${port[0]}/${database}`;
}
