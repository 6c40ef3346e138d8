// One program per data directory: two would write the same rows twice without an error (safety.md §2.3).
// The lock is a file that says who holds it; a lock whose holder is dead is taken over, by one only.

import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { alive, parseHolder, self } from '#server/store/holder.ts';
import { CannotOpen, StoreFailed } from '#server/store/trouble.ts';

export type Lock = { release(): void };

/** Milliseconds between two signs of life, and of silence after which a holder we cannot see is dead. */
export type Pulse = { readonly beat: number; readonly silence: number };

export type Holding = {
	/** The lock was taken from us: whatever is written now is written by two. */
	lost(error: StoreFailed): void;
	readonly pulse: Pulse;
};

export const usualPulse: Pulse = { beat: 1000, silence: 10_000 };

/** Throws CannotOpen when another program has this directory open. */
export async function takeLock(dataDir: string, holding: Holding): Promise<Lock> {
	const path = join(dataDir, 'lock');
	const token = randomUUID();
	const draft = join(dataDir, `lock.${token}`);
	writeFileSync(draft, JSON.stringify({ ...self(), token }), { flag: 'wx', mode: 0o600 });
	try {
		while (!link(draft, path)) await takeOver(path, draft, dataDir, holding.pulse);
	} finally {
		rmSync(draft, { force: true });
	}
	return hold(path, token, holding);
}

/**
 * Removes the lock of a dead holder. Only who has `lock.over` may, for otherwise a second one, who judged
 * the same dead holder, would remove the first one's new lock.
 */
async function takeOver(path: string, draft: string, dataDir: string, pulse: Pulse): Promise<void> {
	const over = `${path}.over`;
	if (!link(draft, over)) {
		await refuseIfAlive(over, dataDir, pulse);
		return rmSync(over, { force: true });
	}
	try {
		await refuseIfAlive(path, dataDir, pulse);
		rmSync(path, { force: true });
	} finally {
		rmSync(over, { force: true });
	}
}

/** Returns when there is no lock, or a dead one; half a lock is what a power cut left. */
async function refuseIfAlive(path: string, dataDir: string, pulse: Pulse): Promise<void> {
	const holder = parseHolder(read(path) ?? '');
	if (!holder) return;
	const judged = alive(holder);
	if (judged === 'dead') return;
	if (judged === 'alive' || (await beats(path, pulse)))
		throw new CannotOpen(
			`Another Rondetafel, process ${holder.pid}, has ${dataDir} open: stop that one first, or give this one ` +
				`its own DATA_DIR. (If process ${holder.pid} is no Rondetafel, remove ${path}.)`
		);
}

/** Whether a holder we cannot see gives a sign of life. */
async function beats(path: string, { beat, silence }: Pulse): Promise<boolean> {
	const first = touched(path);
	for (let waited = 0; waited < silence; waited += beat / 4) {
		await wait(beat / 4);
		const now = touched(path);
		if (now === null) return false;
		if (now !== first) return true;
	}
	return false;
}

/** Gives a sign of life, and asks whether the lock is still ours: after a long sleep it may not be. */
function hold(path: string, token: string, { lost, pulse }: Holding): Lock {
	const timer = setInterval(() => {
		if (!read(path)?.includes(token)) {
			clearInterval(timer);
			return lost(new StoreFailed(`The lock ${path} is no longer ours: another program took it over.`));
		}
		utimesSync(path, new Date(), new Date());
	}, pulse.beat).unref();
	return {
		release() {
			clearInterval(timer);
			if (read(path)?.includes(token)) rmSync(path, { force: true });
		}
	};
}

/** Makes a name for a file unless that name is there; whole from its first moment. */
function link(from: string, to: string): boolean {
	try {
		linkSync(from, to);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

function read(path: string): string | null {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return null;
	}
}

const touched = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
