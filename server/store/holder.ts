// Who holds a lock, and whether that process still lives. A pid alone says little: pids are used again
// after a restart, and two containers count their own.

import { readFileSync, readlinkSync } from 'node:fs';
import { uptime } from 'node:os';

export type Holder = {
	readonly pid: number;
	/** The start of the machine: Linux's boot id, elsewhere milliseconds since 1970. */
	readonly boot: string;
	/** When the process began, in the machine's own count; null where the machine does not tell. */
	readonly started: string | null;
	/** The pid namespace it counts in; null where there are none. */
	readonly space: string | null;
};

export const self = (): Holder => ({
	pid: process.pid,
	boot: bootId(),
	started: startOf(process.pid),
	space: spaceOf()
});

/** unseen: it counts pids in a namespace of its own, so only a sign of life can tell. */
export function alive(holder: Holder, me: Holder = self()): 'alive' | 'dead' | 'unseen' {
	if (!sameBoot(holder.boot, me.boot)) return 'dead';
	if (holder.space !== me.space) return 'unseen';
	if (!isRunning(holder.pid)) return 'dead';
	return startOf(holder.pid) === holder.started ? 'alive' : 'dead';
}

export function parseHolder(text: string): Holder | null {
	try {
		const { pid, boot, started, space } = JSON.parse(text) as Record<string, unknown>;
		if (typeof pid !== 'number' || typeof boot !== 'string') return null;
		return { pid, boot, started: textOrNull(started), space: textOrNull(space) };
	} catch {
		return null;
	}
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function bootId(): string {
	return tryRead('/proc/sys/kernel/random/boot_id') ?? String(Math.round(Date.now() - uptime() * 1000));
}

/** Counted from the clock, a boot may seem to shift when the clock is set: an hour says it was another. */
function sameBoot(a: string, b: string): boolean {
	return a === b || Math.abs(Number(a) - Number(b)) < 3_600_000;
}

/** Linux: the 22nd field of stat, counted after the name in brackets; a zombie has no start. */
function startOf(pid: number): string | null {
	const stat = tryRead(`/proc/${pid}/stat`);
	if (!stat) return null;
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return fields[0] === 'Z' || fields[0] === 'X' ? 'over' : (fields[19] ?? null);
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function spaceOf(): string | null {
	try {
		return readlinkSync('/proc/self/ns/pid');
	} catch {
		return null;
	}
}

function tryRead(path: string): string | null {
	try {
		return readFileSync(path, 'utf8').trim();
	} catch {
		return null;
	}
}
