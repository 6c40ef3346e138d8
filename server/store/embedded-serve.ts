// The embedded database in its own thread: it is synchronous, and on the main thread it would stop every
// circle. It answers on a socket, as PostgreSQL does, and tells its parent when it cannot be trusted.

import type { MessagePort } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { openDurable, type Disk, type Hooks } from '#server/store/durable.ts';
import { unreachable } from '#lib/base/no.ts';

export type Serving = {
	readonly folder: string;
	/** Where to listen: a path in a private folder, or a pipe. */
	readonly socket: string;
};

export type FromThread =
	| { readonly is: 'listening' }
	| { readonly is: 'failed'; readonly why: string }
	/** Much was written: time to tidy up. */
	| { readonly is: 'logged' }
	| { readonly is: 'closed' };

export type ToThread = { readonly please: 'close' };

export async function serve(port: MessagePort, { folder, socket }: Serving, disk: Disk): Promise<void> {
	const tell = (message: FromThread) => port.postMessage(message);
	let bytes = 0;
	let next = tidy.first;
	const hooks: Hooks = {
		fail(why) {
			tell({ is: 'failed', why: why instanceof Error ? why.message : String(why) });
			return standStill();
		},
		logged(more) {
			bytes += more;
			if (bytes < next) return;
			next = bytes + tidy.then;
			tell({ is: 'logged' });
		},
		synced: () => undefined
	};
	const pg = await openDurable(folder, disk, hooks).catch(hooks.fail);
	failLoudly(pg, hooks);
	const server = new PGLiteSocketServer({ db: pg, path: socket });
	await server.start();
	port.on('message', async ({ please }: ToThread) => {
		if (please !== 'close') return unreachable(please);
		await server.stop();
		await pg.exec('checkpoint');
		await pg.close();
		tell({ is: 'closed' });
		port.close();
	});
	tell({ is: 'listening' });
}

/** Bytes of log until it is time to tidy up, and between two times: what a start after a crash reads again. */
const tidy = { first: 8_000_000, then: 64_000_000 };

/**
 * PGlite swallows what its engine throws and may go round for ever, and pglite-socket answers nothing more
 * after a query that threw (its queue stays "processing"). Whatever is thrown here is the end; but for 100,
 * which is how an ordinary SQL error leaves the engine.
 */
function failLoudly(pg: PGlite, { fail }: Hooks): void {
	const run = pg.execProtocolRawStream.bind(pg);
	pg.execProtocolRawStream = (...asked) => run(...asked).catch(fail);
	const turn = pg.Module._PostgresMainLoopOnce;
	pg.Module._PostgresMainLoopOnce = () => {
		try {
			turn();
		} catch (error) {
			if ((error as { status?: unknown }).status !== 100) fail(error);
			throw error;
		}
	};
}

/** Stops this thread for good, in the middle of whatever it does, so that no COMMIT is answered. */
function standStill(): never {
	for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
