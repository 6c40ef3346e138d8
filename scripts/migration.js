// `npm run migration -- NAME [--custom]`: a migration in drizzle/ of what changed in server/store/schema.ts; with
// --custom an empty one, for triggers and functions. drizzle-kit is fetched for this once and kept nowhere: it is
// larger than the house and looks for a drizzle-orm beside itself.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, install, newNode, refuse, root } from './setup.js';

const kit = 'drizzle-kit@0.31.11';

const [name = '', ...more] = process.argv.slice(2);
if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || more.some((one) => one !== '--custom'))
	refuse('Name what it does, in small letters: npm run migration -- circle-has-a-colour [--custom]');
install();
const node = newNode();
const folder = mkdtempSync(join(tmpdir(), 'rondetafel-migration-'));
const failed = fetchKit() || generate();
rmSync(folder, { recursive: true, force: true });
if (failed) refuse(failed);

/** The sentence to end with, or null. The same drizzle-orm as the house has. */
function fetchKit() {
	const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const asked = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
	const packages = [kit, `drizzle-orm@${dependencies['drizzle-orm']}`];
	const npm = process.env['npm_execpath'];
	/** @type {import('node:child_process').SpawnSyncOptions} */
	const how = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] };
	const done = npm
		? spawnSync(process.execPath, [npm, ...asked, ...packages], how)
		: spawnSync('npm', [...asked, ...packages], { ...how, shell: true });
	return done.status === 0
		? null
		: `${kit} could not be fetched: see above. Is the package registry reachable?`;
}

/** The sentence to end with, or null. */
function generate() {
	const program = join(folder, 'node_modules/drizzle-kit/bin.cjs');
	const asked = ['generate', '--config', 'drizzle/config.ts', '--name', name, ...more];
	const done = spawnSync(node, [program, ...asked], { cwd: root, stdio: 'inherit', env: environment() });
	return done.status === 0 ? null : 'No migration was made: see above.';
}
