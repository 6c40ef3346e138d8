// The parent's side of the embedded database's thread (embedded-serve.ts): start, listen, close. Whatever
// ends the thread unasked is told once, to `failed`.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { unreachable } from '#lib/base/no.ts';
import type { FromThread, Serving, ToThread } from '#server/store/embedded-serve.ts';
import { packageRoot } from '#server/store/root.ts';
import { StoreFailed } from '#server/store/trouble.ts';

export type Thread = {
	/** Where the database listens; nobody else can enter that folder, and `hide` removes it. */
	readonly socket: string;
	hide(): void;
	/** Stops it wherever it is. */
	kill(): void;
	/** Writes out and ends. */
	close(): Promise<void>;
};

export type ThreadOptions = {
	readonly folder: string;
	/** The file the thread runs: ours, or in a test one with a disk that fails. */
	readonly worker?: string;
	failed(error: StoreFailed): void;
	/** Much was written: time to vacuum and checkpoint. */
	logged(): void;
};

/** Room for Postgres to meet its own limit of depth, which is an error, before Node's, which is the end. */
const resourceLimits = { stackSizeMb: 64 };

export const ownWorker = (): string => join(packageRoot(), 'server/store/embedded-worker.ts');

export async function startThread({ folder, worker, failed, logged }: ThreadOptions): Promise<Thread> {
	const { socket, hide } = privateSocket();
	const workerData: Serving = { folder, socket };
	const thread = new Worker(worker ?? ownWorker(), { workerData, execArgv: [], resourceLimits });
	const listening = Promise.withResolvers<void>();
	const closed = Promise.withResolvers<void>();
	let ended = false;

	function end(why: string): void {
		if (ended) return;
		ended = true;
		hide();
		const error = new StoreFailed(`The embedded database stopped: ${why}`);
		for (const waiting of [listening, closed]) waiting.reject(error);
		failed(error);
		void thread.terminate();
	}
	for (const waiting of [listening, closed]) waiting.promise.catch(() => undefined);

	thread.on('error', (error) => end(String(error)));
	thread.on('exit', (code) => end(`its thread ended with ${code}`));
	thread.on('message', (message: FromThread) => {
		switch (message.is) {
			case 'listening':
				return listening.resolve();
			case 'failed':
				return end(message.why);
			case 'logged':
				return logged();
			case 'closed':
				ended = true;
				return closed.resolve();
			default:
				return unreachable(message);
		}
	});

	await listening.promise;
	return {
		socket,
		hide,
		kill() {
			ended = true;
			void thread.terminate();
		},
		async close() {
			thread.postMessage({ please: 'close' } satisfies ToThread);
			await closed.promise;
			hide();
			await thread.terminate();
		}
	};
}

/** A name only this user can reach; Windows has pipes for it. */
function privateSocket(): { socket: string; hide(): void } {
	const folder = mkdtempSync(join(tmpdir(), 'rondetafel-'));
	const hide = () => rmSync(folder, { recursive: true, force: true });
	const name = folder.split(/[\\/]/).at(-1);
	return { socket: process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(folder, 'db'), hide };
}
