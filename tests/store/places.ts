// Fresh places for stores: directories that go when the tests are done, databases that are dropped.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { afterAll } from 'vitest';
import { template } from '#server/store/template.ts';

// A database that lives for a second is not worth V8's second, thorough compilation.
setFlagsFromString('--liftoff-only');

const directories: string[] = [];
afterAll(() => {
	for (const path of directories) rmSync(path, { recursive: true, force: true });
});

/** A directory, removed after the tests of this file. */
export function freshDirectory(): string {
	const path = mkdtempSync(join(tmpdir(), 'rondetafel-test-'));
	directories.push(path);
	return path;
}

/** A migrated database to copy, made once on this machine for these migrations. */
export const made = () => template(join(tmpdir(), 'rondetafel-templates'));
