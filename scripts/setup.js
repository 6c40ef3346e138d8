// Set-up, on whatever Node there is (20 or newer): installs and builds only what changed, finds a Node that
// SvelteKit 3 runs on, never deletes node_modules under a running server. Plain JavaScript, no packages.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const bin = join(modules, '.bin');
export const build = join(root, 'build');

/** SvelteKit 3 needs this (its package.json, engines). */
const least = [22, 17];

/** One sentence, and out. @param {string} sentence @returns {never} */
export function refuse(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

/** Installs what package-lock.json names, when that changed. */
export function install() {
	const wanted = digest([join(root, 'package-lock.json'), join(root, 'package.json')]);
	const mark = join(modules, '.rondetafel-installed');
	if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
	inTurn(() => {
		if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
		process.stderr.write('Installing packages…\n');
		const npm = process.env['npm_execpath'];
		const asked = [
			'install',
			'--no-audit',
			'--no-fund',
			'--ignore-scripts',
			'--include=dev',
			'--include=optional'
		];
		const done = npm
			? spawnSync(process.execPath, [npm, ...asked], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
			: spawnSync('npm', asked, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: true });
		if (done.status !== 0)
			refuse('The packages could not be installed: see above. Is the package registry reachable?');
		writeFileSync(mark, wanted);
	});
}

/** The path of a Node that is new enough: the newest of the one that runs this and the one npm installed. */
export function newNode() {
	const shipped = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
	const asked = existsSync(shipped) ? spawnSync(shipped, ['--version'], { encoding: 'utf8' }) : null;
	const found = [
		{ path: process.execPath, version: process.version },
		...(asked?.status === 0 ? [{ path: shipped, version: asked.stdout.trim() }] : [])
	].filter(({ version }) => isEnough(version));
	const newest = found.sort((a, b) => compare(b.version, a.version))[0];
	return (
		newest?.path ??
		refuse(`Rondetafel needs Node ${least.join('.')} or newer; this is ${process.version}. Install Node 24.`)
	);
}

/** @param {string} version */
const numbers = (version) => version.replace(/^v/, '').split('.').map(Number);

/** @param {string} a @param {string} b */
function compare(a, b) {
	const [x, y] = [numbers(a), numbers(b)];
	return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0) || (x[2] ?? 0) - (y[2] ?? 0);
}

/** @param {string} version */
const isEnough = (version) => compare(version, least.join('.')) >= 0;

/** Builds when a source changed since the last build. @param {string} node */
export function buildWhenChanged(node) {
	const wanted = digest([
		...filesIn('src'),
		...filesIn('server'),
		...filesIn('static'),
		join(root, 'vite.config.ts'),
		join(root, 'package-lock.json')
	]);
	const mark = join(build, '.rondetafel-built');
	if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
	inTurn(() => {
		if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
		process.stderr.write('Building…\n');
		const done = spawnSync(node, [join(modules, 'vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
			cwd: root,
			stdio: ['ignore', 'ignore', 'inherit'],
			env: environment()
		});
		if (done.status !== 0) refuse('The build failed: see above.');
		writeFileSync(mark, wanted);
	});
}

/** The environment in which what npm installed comes first. */
export function environment() {
	return { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
}

/** @param {string[]} files */
function digest(files) {
	const hash = createHash('sha256');
	for (const file of files)
		hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
	return hash.digest('hex');
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
	const path = join(root, folder);
	if (!existsSync(path)) return [];
	return readdirSync(path, { recursive: true, encoding: 'utf8' })
		.map((name) => join(path, name))
		.filter((file) => statSync(file).isFile())
		.sort();
}

/** Two starts at once do not install or build over each other. @param {() => void} work */
function inTurn(work) {
	const lock = join(root, '.setup-lock');
	while (!take(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
	try {
		mkdirSync(modules, { recursive: true });
		work();
	} finally {
		rmSync(lock, { force: true });
	}
}

/** @param {string} lock */
function take(lock) {
	try {
		const file = openSync(lock, 'wx');
		writeFileSync(file, String(process.pid));
		closeSync(file);
		return true;
	} catch {
		const pid = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : '0');
		if (pid > 0 && !isAlive(pid)) rmSync(lock, { force: true });
		return false;
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {{ code?: string }} */ (error).code === 'EPERM';
	}
}
