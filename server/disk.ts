// Writing a small file so that it is there after a power cut: file and directory are both synced.

import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a new file, readable by this user only, whole or not at all. Throws when it already exists. */
export function writeOnDisk(path: string, text: string): void {
	const folder = dirname(path);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const draft = `${path}.${process.pid}.new`;
	const file = openSync(draft, 'wx', 0o600);
	try {
		writeSync(file, text);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	try {
		linkSync(draft, path);
	} finally {
		rmSync(draft);
	}
	const entry = openSync(folder, 'r');
	fsyncSync(entry);
	closeSync(entry);
}
