// PGlite's file system never syncs: its `fsync` is a stub and Postgres is told not to ask. Here Postgres asks
// and the disk answers, so a COMMIT that returns is on disk, and a checkpoint writes in the order it must
// (safety.md §0 fact 1). A disk that fails ends everything: after a failed sync nothing can be believed.

import { fdatasyncSync, fstatSync, fsyncSync, writeSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The two things a database asks of a disk. Both throw when the disk fails. */
export type Disk = {
	write(file: number, bytes: Uint8Array, offset: number, length: number, position: number): number;
	sync(file: number): void;
};

export const realDisk: Disk = {
	write: writeSync,
	sync: (file) => (fstatSync(file).isFile() ? fdatasyncSync(file) : fsyncSync(file))
};

type Stream = { readonly nfd: number; readonly path?: string };
type StreamOps = {
	write(s: Stream, bytes: Uint8Array, offset: number, length: number, position: number): number;
	fsync?(s: Stream): number;
};
type Engine = { FS: { filesystems: { NODEFS: unknown } }; onAbort?: (why: unknown) => void };
type Setup = Awaited<ReturnType<NodeFS['init']>>;

export type Hooks = {
	/** The disk failed, or the database stopped by itself. Never returns: no answer may follow. */
	fail(why: unknown): never;
	/** Bytes of write-ahead log written. */
	logged(bytes: number): void;
	/** Something was synced. */
	synced(): void;
};

/** The folder of a database, with a disk under it. */
export class DurableFolder extends NodeFS {
	#disk: Disk;
	#hooks: Hooks;

	constructor(folder: string, disk: Disk, hooks: Hooks) {
		super(folder);
		this.#disk = disk;
		this.#hooks = hooks;
	}

	override async init(...[pg, options]: Parameters<NodeFS['init']>): Promise<Setup> {
		const setup = await super.init(pg, options);
		setup.emscriptenOpts.preRun = [
			...(setup.emscriptenOpts.preRun ?? []),
			(engine) => this.#attach(engine as unknown as Engine)
		];
		return setup;
	}

	#attach(engine: Engine): void {
		const { fail, logged, synced } = this.#hooks;
		const ops = (engine.FS.filesystems.NODEFS as { stream_ops: StreamOps }).stream_ops;
		ops.write = (stream, bytes, offset, length, position) => {
			try {
				const written = this.#disk.write(stream.nfd, bytes, offset, length, position);
				if (stream.path?.includes('/pg_wal/')) logged(written);
				return written;
			} catch (error) {
				return fail(error);
			}
		};
		ops.fsync = (stream) => {
			try {
				this.#disk.sync(stream.nfd);
			} catch (error) {
				return fail(error);
			}
			synced();
			return 0;
		};
		engine.onAbort = fail;
	}
}

/**
 * `fsync` is the call that reaches us; `fdatasync` is a stub as well. A single session checkpoints only when it
 * is asked (embedded-serve.ts), so the sizes only say how much old log is kept to be written over.
 */
const settings = {
	fsync: 'on',
	wal_sync_method: 'fsync',
	synchronous_commit: 'on',
	full_page_writes: 'on',
	max_wal_size: '64MB',
	min_wal_size: '32MB'
};

/** Opens the database in a folder, or makes it there. */
export async function openDurable(folder: string, disk: Disk, hooks: Hooks): Promise<PGlite> {
	let syncs = 0;
	const counting = { ...hooks, synced: () => void syncs++ };
	const pg = await PGlite.create({
		fs: new DurableFolder(folder, disk, counting),
		startParams: [
			...PGlite.defaultStartParams.filter((param) => param !== '-F'),
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
		]
	});
	const before = syncs;
	await pg.exec("select pg_logical_emit_message(true, 'rondetafel', 'open')");
	if (syncs === before) hooks.fail(new Error('a commit reached no disk: this PGlite cannot be trusted'));
	return pg;
}
