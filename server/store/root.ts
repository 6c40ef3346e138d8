// Where the program lives on disk. The built server runs from build/server, commands and tests from the
// source: whoever needs a file of ours asks here and counts no steps upwards.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder whose package.json is named rondetafel. Throws when there is none above `from`. */
export function packageRoot(from: string = import.meta.url): string {
	let folder = dirname(fileURLToPath(from));
	while (nameIn(folder) !== 'rondetafel') {
		const above = dirname(folder);
		if (above === folder) throw new Error(`no package.json named rondetafel above ${from}`);
		folder = above;
	}
	return folder;
}

function nameIn(folder: string): unknown {
	try {
		return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name;
	} catch {
		return null;
	}
}

export const migrationsFolder = (): string => join(packageRoot(), 'drizzle');
