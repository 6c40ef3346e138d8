// A migrated database to copy, for tests: made once per set of migrations, then a store opens in about one
// second instead of six. The program's own first start does without: it happens once.

import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '#server/store/disk.ts';
import { makeDatabase } from '#server/store/embedded.ts';
import { knownHashes } from '#server/store/migrate.ts';
import { packageRoot } from '#server/store/root.ts';

/** The folder of a database with the migrations of this moment, in `cacheDir`. Copy it; never open it. */
export async function template(cacheDir: string): Promise<string> {
	privateFolder(cacheDir);
	const path = join(cacheDir, `template-${keyOf()}`);
	if (existsSync(path)) return path;
	const draft = mkdtempSync(join(cacheDir, 'making-'));
	await makeDatabase(draft);
	try {
		renameSync(draft, path);
	} catch (error) {
		if (!existsSync(path)) throw error;
		rmSync(draft, { recursive: true });
	}
	return path;
}

function keyOf(): string {
	const { dependencies } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
	return createHash('sha256')
		.update([dependencies['@electric-sql/pglite'], ...knownHashes()].join())
		.digest('hex')
		.slice(0, 16);
}
