// A checker in another language, written from FORMAT.md alone, gives of every vector what the vectors say. What it
// refuses may have another code where two faults meet (§6); what is refused here is accepted nowhere.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { nouns } from '#lib/seal/words.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Members = { [name: string]: Json };

const textOf = (name: string): string => readFileSync(join('src/lib/seal/vectors', `${name}.json`), 'utf8');
const tokens = new Map(
	['tokens', 'later-tokens'].flatMap((name) =>
		Object.entries(JSON.parse(textOf(name)) as Record<string, string>)
	)
);

/** With every `<name>` the token of that name (§15). */
const vectors = (name: string): Members[] =>
	JSON.parse(
		textOf(name).replace(/<([\w-]+)>/g, (whole, token: string) => tokens.get(token) ?? whole)
	) as Members[];

const trusted = (trust: string) =>
	vectors('keys').flatMap((key) => (key['trust'] === trust ? [key['jwk'] ?? null] : []));
const trust = { house: trusted('house'), pinned: trusted('pinned') };

/** What the checker says of each case, all in one run. Brings Debian's Python in where it is missing and may be. */
function outcomes(cases: readonly Members[]): Members[] {
	const input = JSON.stringify(cases.map((one) => ({ ...trust, carried: null, beside: null, ...one })));
	const run = () =>
		spawnSync('python3', ['-B', 'tests/readers/checker.py'], { input, encoding: 'utf8', maxBuffer: 1e8 });
	let ran = run();
	if (ran.error && process.getuid?.() === 0 && !spawnSync('apt-get', ['install', '-y', 'python3']).status)
		ran = run();
	if (ran.error)
		throw new Error(
			'Python 3 is not here: install it (apt-get install -y python3) to try the other checker.'
		);
	expect(ran.stderr).toBe('');
	return JSON.parse(ran.stdout) as Members[];
}

const pick = (from: Members | undefined, names: readonly string[]): Members =>
	Object.fromEntries(names.map((name) => [name, from?.[name] ?? null]));

describe('a checker in Python', () => {
	const [copies, answers, files] = [vectors('copies'), vectors('answers'), vectors('files')];
	const refusals = [...vectors('refusals'), ...vectors('later-refusals')];
	const thirty = vectors('thirty');
	const beside = copies[0]?.['copy'] ?? null;
	const said: Members[] = [];
	beforeAll(() => {
		const cases = [
			...copies.map((one) => ({ of: 'copy', ...pick(one, ['copy', 'carried']) })),
			...answers.map((one) => ({ of: 'answer', beside, ...pick(one, ['token', 'disclosures']) })),
			...[...files, ...thirty].map((one) => ({ of: 'file', ...pick(one, ['text']) })),
			...refusals.map(({ name: _name, code: _code, ...input }) => input)
		];
		said.push(...outcomes(cases));
	});
	/** The outcomes of one kind, which stand one after the other. */
	const of = (kind: Members[]): Members[] => {
		const kinds = [copies, answers, files, thirty, refusals];
		const before = kinds.slice(0, kinds.indexOf(kind)).flat().length;
		return said.slice(before, before + kind.length);
	};

	test('reads of every copy what we read', () => {
		const names = ['issuer', 'digest', 'claims', 'parts'];
		expect(of(copies)).toEqual(copies.map((one) => ({ ...pick(one, names), words: one['fingerprint'] })));
	});

	test('reads of every answer what it says and in whose hand it is', () => {
		expect(of(answers)).toEqual(
			answers.map((one) => {
				const { words: _words, target: _target, ...fields } = one['fields'] as Members;
				const hidden = { ...named('words', one['words'], 'text'), ...named('target', one['target'], 'of') };
				return { ...pick(one, ['digest', 'by']), fields, hidden };
			})
		);
	});

	test('reads every file, and in whose hand each answer in it is', () => {
		const by = of(files).map((one) => (one['answers'] as Members[]).map((answer) => answer['by']));
		expect(by).toEqual(files.map((one) => one['by']));
	});

	test('finds in thirty files of all kinds what was put in them', () => {
		const saidOf = (list: Json | undefined) =>
			(list as Members[]).map(({ fields, ...one }) => ({ ...one, open: fields }));
		const found = of(thirty).map(({ copy, annexes, answers: given, statements, state }) => ({
			...pick(copy as Members, ['issuer', 'digest', 'claims', 'parts']),
			annexes: (annexes as Members[]).map((annex) => pick(annex, ['digest', 'claims', 'parts'])),
			answers: saidOf(given),
			statements: saidOf(statements),
			state
		}));
		expect(found).toEqual(thirty.map(({ name: _name, text: _text, ...expected }) => expected));
	});

	test('refuses whatever is refused', () => {
		const told = (code: Json | undefined, at: number) => `${String(refusals[at]?.['name'])}: ${String(code)}`;
		const codes = of(refusals).map((one, at) => told(one['no'], at));
		expect(codes).toEqual(refusals.map((one, at) => told(one['code'], at)));
	});
});

test('the page lists the words that are said, in their order', () => {
	const section = readFileSync('src/lib/seal/FORMAT.md', 'utf8').split('\n## 13.')[1]?.split('```')[1];
	expect(section?.trim().split(/\s+/)).toEqual(nouns);
});

/** A hidden member as the outcome has it: absent where it was not disclosed. */
function named(name: string, disclosed: Json | undefined, member: string): Members {
	return disclosed === null || disclosed === undefined
		? {}
		: { [name]: (disclosed as Members)[member] ?? null };
}
