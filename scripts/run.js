// Runs a tool of this project with the Node it needs: `node scripts/run.js vite dev`.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { environment, install, newNode, refuse, root } from './setup.js';

install();
const node = newNode();
const [tool = '', ...rest] = process.argv.slice(2);
const tools = {
	node: [],
	vite: ['node_modules/vite/bin/vite.js'],
	vitest: ['node_modules/vitest/vitest.mjs'],
	playwright: ['node_modules/@playwright/test/cli.js'],
	'svelte-check': ['node_modules/svelte-check/bin/svelte-check'],
	prettier: ['node_modules/prettier/bin/prettier.cjs']
};
const entry = /** @type {Record<string, string[]>} */ (tools)[tool];
if (!entry || !entry.every((file) => existsSync(join(root, file)))) refuse(`No such tool here: ${tool}`);
const done = spawnSync(node, [...entry, ...rest], { cwd: root, stdio: 'inherit', env: environment() });
process.exit(done.status ?? 1);
