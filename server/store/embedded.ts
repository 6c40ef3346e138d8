// The embedded database: one directory, one program, one session, every COMMIT on disk. To try Rondetafel
// and for one small team; PostgreSQL for the rest (design decision 4).

import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { checkSpace, privateFolder, syncFolder, syncTree } from '#server/store/disk.ts';
import { takeLock, usualPulse, type Lock } from '#server/store/lock.ts';
import { ownWorker } from '#server/store/embedded-thread.ts';
import { openSession, type Session } from '#server/store/session.ts';
import { storeOn, turns, wordy, type Store } from '#server/store/store.ts';
import type { StoreFailed } from '#server/store/trouble.ts';

export type EmbeddedPlace = { readonly dataDir: string };

export type EmbeddedOptions = {
	/** The store can no longer be believed: the process must end, having acknowledged nothing more. */
	readonly fatal: (error: StoreFailed) => void;
	/** A folder that `makeDatabase` made, to begin a new directory from. */
	readonly template?: string;
	/** Milliseconds a work may stand still. */
	readonly patience?: number;
	/** The file its thread runs, when it is not ours. */
	readonly worker?: string;
	/** Bytes free where a folder is. */
	readonly free?: (folder: string) => number;
};

/** Throws CannotOpen when the directory is in use, the disk is nearly full, or a newer build made it. */
export async function openEmbedded(place: EmbeddedPlace, options: EmbeddedOptions): Promise<Store> {
	const dataDir = resolve(place.dataDir);
	privateFolder(dataDir);
	checkSpace(dataDir, options.free);
	const lock = await takeLock(dataDir, { lost: options.fatal, pulse: usualPulse });
	try {
		const folder = join(dataDir, 'db');
		for (const name of readdirSync(dataDir))
			if (name.startsWith('db.new-')) rmSync(join(dataDir, name), { recursive: true });
		if (!existsSync(folder)) await begin(dataDir, folder, options);
		chmodSync(folder, 0o700);
		return await serve(folder, lock, options);
	} catch (error) {
		lock.release();
		throw error;
	}
}

/** A first start is made aside and named when it is whole and on disk: half of one never stands there. */
async function begin(dataDir: string, folder: string, options: EmbeddedOptions): Promise<void> {
	const fresh = mkdtempSync(join(dataDir, 'db.new-'));
	if (options.template) cpSync(options.template, fresh, { recursive: true });
	else await makeDatabase(fresh);
	syncTree(fresh);
	renameSync(fresh, folder);
	syncFolder(dataDir);
	syncFolder(dirname(dataDir));
}

/** Makes a migrated database in an empty folder and closes it. */
export async function makeDatabase(folder: string): Promise<void> {
	const session = await openSession({ folder, failed: () => {}, logged: () => {} });
	await session.close();
}

async function serve(folder: string, lock: Lock, options: EmbeddedOptions): Promise<Store> {
	const takeTurn = turns(1);
	let opened: Session | null = null;
	/** What fails from then on is a goodbye. */
	let closing = false;
	/** One session vacuums and checkpoints only when it is asked to. */
	const keepUp = async () => {
		if (closing) return;
		await opened?.sql.unsafe('vacuum (analyze)');
		await opened?.sql.unsafe('checkpoint');
	};
	const failed = (error: StoreFailed) => void (opened && !closing && options.fatal(error));
	const logged = () => void takeTurn(keepUp).catch(failed);
	const worker = options.worker ?? ownWorker();
	const session = await openSession({ folder, worker, failed, logged });
	opened = session;
	return storeOn({
		kind: 'embedded',
		sql: () => session.sql,
		takeTurn,
		patience: options.patience ?? 10_000,
		giveUp: session.giveUp,
		// Old segments of the write-ahead log are removed and not used again: they hold the words too.
		tidying: [
			`vacuum (full, analyze) ${wordy}`,
			// What the planner remembers of a column are values out of it.
			'vacuum (full) pg_statistic',
			'set wal_recycle = off',
			// Old segments wait under the names of coming ones, five at most: each is begun, and removed.
			...Array<string[]>(6).fill(['select pg_switch_wal()', 'checkpoint']).flat(),
			'set wal_recycle = on'
		],
		async close() {
			closing = true;
			await session.close();
			lock.release();
		}
	});
}
