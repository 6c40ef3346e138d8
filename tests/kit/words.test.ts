// Every sentence in catalogues: complete, alike in both languages, and none left in the code.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askGroups, groups as everyGroup, laterGroups, sayer, type Key } from '#lib/words/say.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): Record<string, string> =>
	JSON.parse(readFileSync(join(root, 'src/lib/words', path), 'utf8'));
/** Staff pages are Dutch only; in English there is one you. */
const groups = everyGroup.filter((group) => group !== 'staff' && group !== 'ask-u');
/** A page has the questions in one tone. */
const once = everyGroup.filter((group) => group === 'ask-je' || !askGroups.some((tone) => tone === group));
const dutch = Object.assign({}, ...everyGroup.map((group) => read(`nl/${group}.json`))) as Record<
	string,
	string
>;
const sources = [
	...readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => join('src', name)),
	...readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' }).map((name) =>
		join('server', name)
	)
]
	.filter((name) => /\.(ts|svelte)$/.test(name) && !name.includes('.test.') && !name.includes('vectors'))
	.map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

describe('the catalogues', () => {
	for (const group of groups)
		it(`${group} says the same in English, with the same names to fill in`, () => {
			const [nl, en] = [read(`nl/${group}.json`), read(`en/${group}.json`)];
			expect(Object.keys(en).sort()).toEqual(Object.keys(nl).sort());
			const names = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]).sort();
			for (const key of Object.keys(nl)) expect([key, names(en[key])]).toEqual([key, names(nl[key])]);
		});
	it('has no key twice and no empty sentence', () => {
		const all = once.flatMap((group) => Object.keys(read(`nl/${group}.json`)));
		expect(all.filter((key, i) => all.indexOf(key) !== i)).toEqual([]);
		expect(Object.entries(dutch).filter(([, text]) => text.trim() === '')).toEqual([]);
	});
	it('asks the same questions in every tone', () => {
		for (const group of askGroups)
			expect(Object.keys(read(`nl/${group}.json`))).toEqual(Object.keys(read('nl/ask-je.json')));
	});
	it('chooses by number, and fills in', () => {
		const say = sayer(dutch, 'nl');
		expect(say('tally.yes' as Key, { count: 1 })).toBe('1 onderschrijft');
		expect(say('tally.yes' as Key, { count: 4 })).toBe('4 onderschrijven');
		expect(() => say('no.such-key' as Key)).toThrow();
	});
	it('has a kind sentence for every polite no', () => {
		const codes = new Set<string>();
		for (const { name, text } of sources) {
			if (
				!/(lib\/(circle|engagement|version|table|traject|live)|server\/(table|door|traject|meeting|paper))/.test(
					name
				)
			)
				continue;
			for (const found of text.matchAll(/\bno\('([a-z-]+)'\)|\bno: '([a-z-]+)'/g))
				codes.add(found[1] ?? found[2] ?? '');
		}
		expect(codes.size).toBeGreaterThan(40);
		expect([...codes].filter((code) => !(`no.${code}` in dutch))).toEqual([]);
	});
	it('has no sentence that nothing says', () => {
		const text = sources.map((source) => source.text).join('\n');
		const heads = new Set(
			[...text.matchAll(/`([a-z-]+(?:\.[a-z-]+)*[.-])\$\{/g)].map((found) => found[1] ?? '')
		);
		const middles = [...text.matchAll(/`([a-z-]+\.)\$\{[^}]+\}([a-z.-]+)`/g)].map((found) => [
			found[1] ?? '',
			found[2] ?? ''
		]);
		const idle = Object.keys(dutch)
			.map((key) => key.replace(/_(zero|one|two|few|many|other)$/, ''))
			.filter((key) => !text.includes(`'${key}'`))
			.filter((key) => ![...heads].some((head) => key.startsWith(head)))
			.filter((key) => !middles.some(([head = '', tail = '']) => key.startsWith(head) && key.endsWith(tail)))
			.filter((key) => !key.startsWith('ask.'));
		expect(idle).toEqual([]);
	});
});

describe('a page says only what it, or the part of it that says so, brought', () => {
	const textOf = new Map(sources.map(({ name, text }) => [name, text.replace(/import type [^;]+;/g, '')]));
	const at = (from: string, path: string) =>
		path.startsWith('#lib/') ? join('src/lib', path.slice(5)) : join(dirname(from), path);
	/** What a file says, as keys of the catalogues; a refusal's code is not known here. */
	const saidBy = (text: string) => [
		...[...text.matchAll(/'([a-z-]+(?:\.[a-z0-9-]+)+)'/g)].map((found) => found[1] ?? ''),
		...[...text.matchAll(/`([a-z-]+(?:\.[a-z-]+)*[.-])\$\{/g)]
			.map((found) => found[1] ?? '')
			.filter((head) => head !== 'no.')
			.flatMap((head) => Object.keys(dutch).filter((key) => key.startsWith(head)))
	];
	const groupOf = new Map(
		// The questions are said by `Asking`, which brings them.
		once
			.filter((group) => group !== 'ask-je')
			.flatMap((group) =>
				Object.keys(read(`nl/${group}.json`)).map((key) => [
					key.replace(/_(zero|one|two|few|many|other)$/, ''),
					group as string
				])
			)
	);
	/** `file` and all it imports, with these groups there; then each part that it brings, with more. */
	function missing(file: string, have: ReadonlySet<string>, seen: Set<string>): string[] {
		const mark = `${file} ${[...have].sort().join()}`;
		const text = textOf.get(file);
		if (seen.has(mark) || text === undefined) return [];
		seen.add(mark);
		const own = saidBy(text).filter((key) => groupOf.has(key) && !have.has(groupOf.get(key) ?? ''));
		const beside = [...text.matchAll(/ from '((?:#lib\/|\.)[^']+)'/g)].flatMap((found) =>
			missing(at(file, found[1] ?? ''), have, seen)
		);
		const later = [
			...text.matchAll(/bring\((laterGroups|\[[^\]]*\]),\s*\(\) =>\s*import\('([^']+)'\)\)/g)
		].flatMap(([, brings = '', path = '']) => {
			const more =
				brings === 'laterGroups' ? laterGroups : [...brings.matchAll(/'(\w+)'/g)].map(([, one]) => one ?? '');
			return missing(at(file, path), new Set([...have, ...more]), seen);
		});
		return [...own.map((key) => `${file}: ${key}`), ...beside, ...later];
	}
	/** What the layouts above a page load. */
	function broughtTo(page: string): ReadonlySet<string> {
		for (let folder = dirname(page); ; folder = dirname(folder)) {
			const text = textOf.get(join(folder, '+layout.ts'));
			const found = text?.match(/loadWords\([^[]*\[([^\]]*)\]/)?.[1];
			if (found) return new Set([...found.matchAll(/'(\w+)'/g)].map(([, one]) => one ?? ''));
			if (folder === 'src/routes') return new Set();
		}
	}
	for (const { name } of sources.filter((source) => source.name.endsWith('+page.svelte')))
		it(name, () => {
			expect(broughtTo(name).size).toBeGreaterThan(0);
			expect(missing(name, broughtTo(name), new Set())).toEqual([]);
		});
});

describe('no sentence stands in the code', () => {
	for (const { name, text } of sources.filter((source) => source.name.endsWith('.svelte')))
		it(name, () => {
			const markup = text
				.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '')
				.replace(/\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, '')
				.replace(/<[^>]*>/g, '\n');
			expect(
				markup
					.split('\n')
					.map((line) => line.trim())
					.filter((line) => /\p{L}{2}/u.test(line))
			).toEqual([]);
			const attributes = [...text.matchAll(/\s(?:aria-label|title|placeholder|alt)="([^"{]*\p{L}[^"{]*)"/gu)];
			expect(
				attributes.map((found) => found[1]).filter((value) => !/^(F\d|Page(Up|Down))$/.test(value ?? ''))
			).toEqual([]);
		});
});
