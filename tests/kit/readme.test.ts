// What the pages at the root say, held against the house: its variables, its commands, its files.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { secrets, variables } from '#server/config.ts';

const root = join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const pages = ['README.md', 'DECISIONS.md', 'SECURITY.md'].map((name) => ({ name, text: read(name) }));
const readme = read('README.md');

/** Rows of the table that begins with this head, cell by cell. */
function rowsUnder(head: string): string[][] {
	const [, rest = ''] = readme.split(`\n| ${head} |`);
	const lines = rest.split('\n').slice(2);
	const rows = lines.slice(0, lines.indexOf(''));
	return rows.map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')));
}

describe('the table of variables', () => {
	const rows = rowsUnder('variable');
	it('names every variable once, and no other', () => {
		expect(rows.map(([, name]) => name)).toEqual([...variables]);
	});
	it('offers a file for exactly the secrets', () => {
		const files = rows.map((row) => row.at(-2)).filter(Boolean);
		expect(files).toEqual(secrets.map((name) => `${name}_FILE`));
	});
	it('says what each does, and what it is when it is not set', () => {
		expect(rows.filter((row) => row.length !== 6 || row.slice(1, 4).includes(''))).toEqual([]);
	});
});

/** SvelteKit 3 does not start when this is there. */
const absent = ['svelte.config.js'];
const folders = /^(src|server|tests|drizzle|scripts|docs|static|\.ci)\//;
const rootFile = /^[A-Za-z.-]+\.(md|ts|js|json)$/;

describe.each(pages)('$name', ({ text }) => {
	it('names no file and no folder that is not there', () => {
		const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map((found) => found[1] ?? '');
		const linked = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1] ?? '');
		const paths = [
			...quoted.filter((one) => folders.test(one) || rootFile.test(one)),
			...linked.filter((one) => !/^(https?:|#)/.test(one))
		];
		expect(paths.length).toBeGreaterThan(0);
		expect(paths.filter((path) => existsSync(join(root, path)) === absent.includes(path))).toEqual([]);
	});
	it('names no command that is not there', () => {
		const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
		const run = [...text.matchAll(/npm run (?:--silent )?([a-z-]+)/g)].map((found) => found[1] ?? '');
		const short = [...text.matchAll(/npm (start|test)\b/g)].map((found) => found[1] ?? '');
		expect([...run, ...short].filter((name) => !(name in scripts))).toEqual([]);
	});
});
