// The one session of an embedded database: its thread, our one connection to it, its schema brought up to
// date. When any of these fails the session is over for good, and `failed` hears it once.

import postgres, { type Sql } from 'postgres';
import { startThread, type ThreadOptions } from '#server/store/embedded-thread.ts';
import { migrate } from '#server/store/migrate.ts';
import { StoreFailed } from '#server/store/trouble.ts';

export type Session = {
	readonly sql: Sql;
	/** Ends a session that cannot be trusted: whoever waits for an answer gets an error. */
	giveUp(error: StoreFailed): void;
	close(): Promise<void>;
};

export async function openSession(options: ThreadOptions): Promise<Session> {
	let over: 'no' | 'closing' | StoreFailed = 'no';
	let end = () => {};
	const giveUp = (error: StoreFailed) => {
		if (over !== 'no') return;
		over = error;
		end();
		options.failed(error);
	};
	const thread = await startThread({ ...options, failed: giveUp });
	const sql = connect(thread.socket, () => giveUp(new StoreFailed('The connection to the database closed.')));
	end = () => {
		thread.kill();
		void sql.end({ timeout: 0 });
	};
	const close = async () => {
		over = 'closing';
		await sql.end();
		await thread.close();
	};
	try {
		await sql`select 1`;
		thread.hide();
		await migrate(sql, 'ours');
	} catch (error) {
		if (failure(over)) throw failure(over);
		await close();
		throw error;
	}
	return { sql, giveUp, close };
}

const failure = (over: unknown) => (over instanceof StoreFailed ? over : null);

/** One connection that is never renewed: a second one would be the same session with the first one's past. */
export function connect(socket: string, closed: () => void): Sql {
	return postgres({
		path: socket,
		user: 'postgres',
		database: 'postgres',
		max: 1,
		idle_timeout: 0,
		max_lifetime: null,
		connect_timeout: 30,
		fetch_types: false,
		onnotice: () => undefined,
		onclose: closed
	});
}
