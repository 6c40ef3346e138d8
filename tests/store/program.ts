// Other programs, for tests: started with plain Node, read line by line, and ended with the tests.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '#server/store/root.ts';

export const testFile = (name: string): string => join(packageRoot(), 'tests/store', name);

export type Program = {
	readonly child: ChildProcess;
	/** Every line it printed so far. */
	readonly lines: string[];
	readonly errors: string[];
	/** Resolves when it has printed so many lines; rejects when it ends before. */
	printed(count: number): Promise<void>;
	/** Its exit code, or the signal that ended it. */
	readonly ended: Promise<number | string | null>;
	kill(): Promise<unknown>;
};

export function start(file: string, args: string[], env: Record<string, string> = {}): Program {
	const child = spawn(process.execPath, ['--liftoff-only', testFile(file), ...args], {
		env: { ...process.env, ...env }
	});
	running.add(child);
	const lines: string[] = [];
	const errors: string[] = [];
	const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string | null);
	const heard = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
	createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
	void ended.then(() => running.delete(child));
	return {
		child,
		lines,
		errors,
		ended,
		async printed(count) {
			const late = ended.then(() => Promise.reject(new Error(`${file} ended: ${errors.join(' ')}`)));
			late.catch(() => undefined);
			while (lines.length < count) await Promise.race([once(heard, 'line'), late]);
		},
		kill() {
			child.kill('SIGKILL');
			return ended;
		}
	};
}

const running = new Set<ChildProcess>();

/** For `afterAll`: nothing we started outlives the tests. */
export function endAll(): void {
	for (const child of running) child.kill('SIGKILL');
}
