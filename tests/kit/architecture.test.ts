// The house, held: arrows only downwards, nothing from where it must not come, rules without effects.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What is true in browser and server alike. */
const rules = [
	'lib/base',
	'lib/people',
	'lib/plan',
	'lib/circle',
	'lib/engagement',
	'lib/version',
	'lib/table',
	'lib/traject',
	'lib/wire'
];

/** Who may lean on whom. A room not named here may lean on nothing. */
const arrows: Record<string, readonly string[]> = {
	'lib/base': [],
	'lib/people': ['lib/base'],
	'lib/plan': ['lib/base', 'lib/people'],
	'lib/circle': ['lib/base', 'lib/people', 'lib/plan'],
	'lib/engagement': ['lib/base', 'lib/people', 'lib/plan'],
	'lib/version': ['lib/base', 'lib/people', 'lib/plan', 'lib/engagement'],
	'lib/table': ['lib/base', 'lib/people', 'lib/plan', 'lib/circle', 'lib/engagement', 'lib/version'],
	'lib/seal': ['lib/base'],
	'lib/words': ['lib/base'],
	'lib/wire': [
		'lib/base',
		'lib/people',
		'lib/plan',
		'lib/circle',
		'lib/engagement',
		'lib/version',
		'lib/table'
	],
	'lib/paper': [
		'lib/base',
		'lib/people',
		'lib/plan',
		'lib/engagement',
		'lib/version',
		'lib/seal',
		'lib/words'
	],
	'lib/live': [
		'lib/base',
		'lib/people',
		'lib/plan',
		'lib/circle',
		'lib/engagement',
		'lib/version',
		'lib/table',
		'lib/seal',
		'lib/paper',
		'lib/words',
		'lib/wire'
	],
	'lib/ui': [
		'lib/base',
		'lib/people',
		'lib/plan',
		'lib/circle',
		'lib/engagement',
		'lib/version',
		'lib/table',
		'lib/wire',
		'lib/live',
		'lib/words'
	],
	routes: ['lib', 'server'],
	'lib/traject': ['lib/base', 'lib/people', 'lib/plan', 'lib/circle', 'lib/engagement', 'lib/version'],
	'server/store': ['lib/base', 'server'],
	'server/sync': ['lib/base', 'lib/plan', 'lib/wire'],
	'server/door': [...rules, 'server', 'server/store'],
	'server/chain': [...rules, 'lib/seal', 'server', 'server/store'],
	'server/table': [...rules, 'lib/seal', 'server', 'server/store', 'server/chain', 'server/door'],
	'server/paper': [
		...rules,
		'lib/seal',
		'lib/paper',
		'lib/words',
		'lib/live',
		'server',
		'server/store',
		'server/door',
		'server/table'
	],
	'server/traject': [...rules, 'lib/seal', 'server', 'server/store', 'server/door', 'server/table'],
	'server/meeting': [...rules, 'server', 'server/door', 'server/table'],
	'server/practice': [...rules, 'server', 'server/store', 'server/door', 'server/table'],
	'server/world': [...rules, 'server', 'server/store', 'server/door', 'server/table'],
	/** The ground (config, log, disk, key) and the roof (house, attach, main). */
	server: ['lib', 'server']
};

/** Rooms whose files are functions of their arguments: no clock, no chance, no waiting, no outside. */
const pure = [
	'lib/base',
	'lib/people',
	'lib/plan',
	'lib/circle',
	'lib/engagement',
	'lib/version',
	'lib/table',
	'lib/seal'
];

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
	.map((name) => join('src', name))
	.concat(
		readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' }).map((name) =>
			join('server', name)
		)
	)
	.filter((name) => /\.(ts|svelte|js)$/.test(name))
	.map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

/** "src/lib/plan/item.ts" → "lib/plan". */
function roomOf(file: string): string {
	const parts = relative('.', file).split('/');
	if (parts[0] === 'server') return parts.length > 2 ? `server/${parts[1]}` : 'server';
	if (parts[1] === 'lib') return `lib/${parts[2]}`;
	return 'routes';
}

/** "lib" and "server" stand for all their rooms only on the roof and in the routes. */
const isWhole = (allowed: string, room: string) =>
	allowed.includes('/') || room === 'server' || room === 'routes';
const withoutTypes = (text: string) => text.replace(/import type [^;]+;/g, '').replace(/\btype \w+,?/g, '');
const isTest = (name: string) => name.endsWith('.test.ts') || name.includes('/vectors/');
const importsOf = (text: string) =>
	[...text.matchAll(/(?:from|import)\s*\(?\s*'(#(?:lib|server)\/[^']+)'/g)].map((found) => found[1] ?? '');

describe('the house', () => {
	for (const { name, text } of files.filter((file) => !isTest(file.name))) {
		const room = roomOf(name);
		const may = arrows[room] ?? [];
		it(`${name} leans only downwards`, () => {
			// On the server a room may name the type of the house it stands in; it is handed the thing itself.
			const wrong = importsOf(room.startsWith('server') ? withoutTypes(text) : text).filter((path) => {
				const to = roomOf(path.startsWith('#lib') ? `src/lib/${path.slice(5)}` : `server/${path.slice(8)}`);
				return (
					to !== room &&
					!may.some((allowed) => to === allowed || (isWhole(allowed, room) && to.startsWith(`${allowed}/`)))
				);
			});
			expect(wrong).toEqual([]);
		});
	}
	it('names every room there is', () => {
		const rooms = new Set(files.map((file) => roomOf(file.name)));
		expect([...rooms].filter((room) => !(room in arrows))).toEqual([]);
	});
});

describe('rules', () => {
	const outside =
		/\b(Date\.now|new Date\(\)|Math\.random|setTimeout|setInterval|fetch\(|localStorage|process\.|crypto\.getRandomValues|\basync\b|\bawait\b)/;
	for (const { name, text } of files.filter(
		(file) => pure.includes(roomOf(file.name)) && !isTest(file.name)
	)) {
		// Signing is the one thing a rule waits for: the key is somewhere else.
		if (
			[
				'src/lib/seal/issue.ts',
				'src/lib/seal/answer.ts',
				'src/lib/seal/statement.ts',
				'src/lib/seal/house-keys.ts',
				'src/lib/seal/state.ts',
				'src/lib/seal/token.ts'
			].includes(name)
		)
			continue;
		it(`${name} has no clock, no chance and no outside`, () => {
			expect(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '').match(outside)?.[0]).toBeUndefined();
		});
	}
});

describe('what no file has', () => {
	const banned: [string, RegExp, (name: string) => boolean][] = [
		['raw HTML', /\{@html/, () => true],
		['raw SQL', /\bsql\.(raw|identifier)\b/, () => true],
		['any', /(:|<|\bas) any\b/, (name) => !isTest(name)],
		[
			'an assertion that something is there',
			/[\w)\]]!(\.|\)|;|,| )(?!=)/,
			(name) => name.endsWith('.ts') && !isTest(name)
		],
		['an enum', /^\s*(export )?(const )?enum /m, () => true],
		['a style attribute in server HTML', /\sstyle(=|:)["{a-z]/, (name) => name.endsWith('.svelte')]
	];
	for (const [what, pattern, applies] of banned)
		it(what, () => {
			const found = files.filter(({ name, text }) => applies(name) && pattern.test(withoutComments(text)));
			expect(found.map((file) => file.name)).toEqual([]);
		});
	it('is so long that it is two files, but the few that are named', () => {
		const long = files
			.filter(({ name }) => !isTest(name))
			.filter(({ text }) => text.split('\n').length > 260)
			.map(({ name }) => name);
		// Every table with what holds it together: reading them in two files is reading them twice.
		expect(long).toEqual(['server/store/schema.ts']);
	});
	it('opens without saying what it is', () => {
		const bare = files.filter(
			({ name, text }) =>
				!isTest(name) &&
				name.endsWith('.ts') &&
				!text.startsWith('//') &&
				!/\+(page|layout|server)/.test(name)
		);
		expect(bare.map((file) => file.name)).toEqual([]);
	});
});

function withoutComments(text: string): string {
	return text.replace(/\/\/.*|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|'[^'\n]*'|`[^`]*`/g, '');
}
