// `npm test`: set-up, then every runner, then one line with the sum. The same in CI.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWhenChanged, environment, install, newNode, refuse, root } from './setup.js';

install();
const node = newNode();
const chromium = findChromium() ?? installChromium();
buildWhenChanged(node);
const results = mkdtempSync(join(tmpdir(), 'rondetafel-results-'));
const env = { ...environment(), CHROMIUM: chromium, NODE: node };
const asked = process.argv.slice(2);

const sums = [check(), unit(), journeys()];
const passed = sums.reduce((sum, one) => sum + one.passed, 0);
const failed = sums.reduce((sum, one) => sum + one.failed, 0);
rmSync(results, { recursive: true, force: true });
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

/** Types count as one test. */
function check() {
	const done = run([
		'node_modules/svelte-check/bin/svelte-check',
		'--tsconfig',
		'./tsconfig.json',
		'--threshold',
		'warning'
	]);
	return done.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function unit() {
	const file = join(results, 'vitest.json');
	const done = run([
		'node_modules/vitest/vitest.mjs',
		'run',
		'--reporter=dot',
		'--reporter=json',
		`--outputFile.json=${file}`,
		...asked
	]);
	if (!existsSync(file)) return { passed: 0, failed: 1 };
	const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(file, 'utf8'));
	const broken = numFailedTests === 0 && (numFailedTestSuites > 0 || done.status !== 0) ? 1 : 0;
	return { passed: numPassedTests, failed: numFailedTests + broken };
}

function journeys() {
	const file = join(results, 'playwright.json');
	const done = run(['node_modules/@playwright/test/cli.js', 'test', ...asked], {
		PLAYWRIGHT_JSON_OUTPUT_NAME: file
	});
	if (!existsSync(file)) return { passed: 0, failed: 1 };
	const { expected, unexpected, flaky } = JSON.parse(readFileSync(file, 'utf8')).stats;
	const broken = unexpected + flaky === 0 && done.status !== 0 ? 1 : 0;
	return { passed: expected, failed: unexpected + flaky + broken };
}

/** @param {string[]} command @param {Record<string, string>} more */
function run(command, more = {}) {
	return spawnSync(node, command, { cwd: root, stdio: 'inherit', env: { ...env, ...more } });
}

function findChromium() {
	const places = [
		process.env['CHROMIUM'],
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome',
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
		'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
	];
	return places.find((place) => place && existsSync(place));
}

/** Debian's own, as root; anybody else is told in one sentence. */
function installChromium() {
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		process.stderr.write('Installing chromium…\n');
		/** @type {import('node:child_process').SpawnSyncOptions} */
		const quiet = {
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		};
		if (spawnSync('apt-get', ['install', '-y', '-q', 'chromium'], quiet).status !== 0) {
			spawnSync('apt-get', ['update', '-q'], quiet);
			spawnSync('apt-get', ['install', '-y', '-q', 'chromium'], quiet);
		}
	}
	return (
		findChromium() ??
		refuse(
			'The journeys need Chromium: install it (Debian: apt install chromium) or set CHROMIUM to its path.'
		)
	);
}
