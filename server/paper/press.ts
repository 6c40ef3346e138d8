// The press: a thread that draws and seals, begun with the first sheet and ended when nothing came for a while. What
// goes wrong there ends that sheet, never the house.

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Drawing } from '#server/paper/draw.ts';
import { packageRoot } from '#server/store/root.ts';

export type Sheet = {
	readonly drawing: Drawing;
	readonly as: 'pdf' | 'svg';
	/** Milliseconds: when it says it was made. */
	readonly at: number;
	/** X.509, DER, of whose key it is sealed with; null: no seal. */
	readonly certificate: Uint8Array | null;
};

export type ToWorker =
	| { readonly please: 'make'; readonly id: number; readonly sheet: Sheet }
	| { readonly please: 'sign'; readonly id: number; readonly signature: Uint8Array };

export type FromWorker =
	| { readonly is: 'sign'; readonly id: number; readonly bytes: Uint8Array }
	| { readonly is: 'made'; readonly id: number; readonly bytes: Uint8Array }
	| { readonly is: 'failed'; readonly id: number; readonly why: string };

/** `too-long`: it took more than half a minute, and the thread was ended; `broken`: the thread or the sheet failed. */
export class NotMade extends Error {
	readonly code: 'too-long' | 'broken';
	constructor(code: 'too-long' | 'broken', why: string) {
		super(why);
		this.code = code;
	}
}

export type Press = {
	/** Rejects with NotMade. One after another. */
	make(sheet: Sheet): Promise<Uint8Array>;
	close(): Promise<void>;
};

/** Milliseconds: how long the thread waits for a next sheet, and the longest a sheet may take. */
const usual = { idle: 120_000, longest: 30_000 };

export function openPress(
	sign: (bytes: Uint8Array) => Promise<Uint8Array>,
	{ idle, longest } = usual
): Press {
	let worker: Worker | null = null;
	let last: Promise<unknown> = Promise.resolve();
	let rest: NodeJS.Timeout | undefined;
	let count = 0;

	function thread(): Worker {
		if (worker) return worker;
		const begun = new Worker(join(packageRoot(), 'server/paper/worker.ts'), { execArgv: [] });
		// No paper holds the house open, and none takes it along.
		begun.unref();
		begun.on('error', () => undefined);
		begun.on('exit', () => forget(begun));
		begun.on('message', (message: FromWorker) => {
			if (message.is !== 'sign') return;
			void sign(message.bytes).then((signature) =>
				begun.postMessage({ please: 'sign', id: message.id, signature } satisfies ToWorker)
			);
		});
		worker = begun;
		return begun;
	}

	function forget(one: Worker): void {
		if (worker === one) worker = null;
	}

	/** From here on a next sheet begins a thread of its own: it is handed to none that is on its way out. */
	async function end(one: Worker | null): Promise<void> {
		if (!one) return;
		forget(one);
		await one.terminate();
	}

	async function one(sheet: Sheet): Promise<Uint8Array> {
		clearTimeout(rest);
		const here = thread();
		const id = ++count;
		const done = Promise.withResolvers<Uint8Array>();
		const fail = (code: NotMade['code'], why: string) => done.reject(new NotMade(code, why));
		const hear = (message: FromWorker) => {
			if (message.id !== id || message.is === 'sign') return;
			if (message.is === 'made') done.resolve(message.bytes);
			else fail('broken', message.why);
		};
		const broke = (error: unknown) => fail('broken', String(error));
		const timer = setTimeout(() => {
			fail('too-long', 'more than half a minute');
			void end(here);
		}, longest);
		here.on('message', hear);
		here.once('error', broke);
		here.once('exit', broke);
		here.postMessage({ please: 'make', id, sheet } satisfies ToWorker);
		try {
			return await done.promise;
		} finally {
			clearTimeout(timer);
			here.off('message', hear);
			here.off('error', broke);
			here.off('exit', broke);
			rest = setTimeout(() => void end(worker), idle).unref();
		}
	}

	return {
		make(sheet) {
			const turn = last.then(() => one(sheet));
			last = turn.catch(() => undefined);
			return turn;
		},
		async close() {
			clearTimeout(rest);
			await end(worker);
		}
	};
}
