// The disk under the embedded database: what must be on it, and how much room is left.

import { closeSync, fdatasyncSync, fsyncSync, mkdirSync, openSync, readdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { CannotOpen } from '#server/store/trouble.ts';

/** Below this the database is not opened: a full disk stops it in the middle of a write (safety.md F11). */
const leastFree = 200_000_000;

/** Bytes free for this user where `folder` is. */
function freeSpace(folder: string): number {
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize;
}

export function checkSpace(folder: string, free: (folder: string) => number = freeSpace): void {
	const left = free(folder);
	if (left >= leastFree) return;
	const mega = (bytes: number) => Math.floor(bytes / 1_000_000);
	throw new CannotOpen(
		`Only ${mega(left)} MB are free where ${folder} is, and Rondetafel needs ${mega(leastFree)} MB to keep ` +
			'words safely: make some room and start again. Nothing is lost.'
	);
}

/** A folder only this user can enter, with the folders above it. */
export function privateFolder(folder: string): string {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	return folder;
}

/** Puts a whole tree on disk, entries and contents. Throws on the first that cannot be. */
export function syncTree(folder: string): void {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) syncTree(path);
		else if (entry.isFile()) syncPath(path, 'r+', fdatasyncSync);
	}
	syncFolder(folder);
}

/** Puts the names in a folder on disk. Windows has no such thing and needs none. */
export function syncFolder(folder: string): void {
	if (process.platform !== 'win32') syncPath(folder, 'r', fsyncSync);
}

function syncPath(path: string, how: string, sync: (file: number) => void): void {
	const file = openSync(path, how);
	try {
		sync(file);
	} finally {
		closeSync(file);
	}
}
