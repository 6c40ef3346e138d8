// The page that checks without us: one file, of bounded size, that can connect to nowhere, with nothing of anybody in it,
// and the same whenever it is built.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkerFile, checkerOf, withData } from '#server/checker.ts';
import { thumbprint } from '#lib/seal/key.ts';
import { packageRoot } from '#server/store/root.ts';
import { aCoach, aHouse, aTraject } from '../server/door-house.ts';

const house = aHouse();
let page = '';
const root = packageRoot();
const built = () => readFileSync(join(root, 'build/server', checkerFile), 'utf8');

beforeAll(async () => {
	await aTraject(house(), await aCoach(house()));
	page = checkerOf(house())?.page ?? '';
}, 60_000);

describe('the page one keeps', () => {
	it('weighs less than 400 kB, letters and all, and its print is that of its bytes', () => {
		expect(Buffer.byteLength(page)).toBeGreaterThan(100_000);
		expect(Buffer.byteLength(page)).toBeLessThan(400_000);
		expect(checkerOf(house())?.digest).toBe(createHash('sha256').update(page).digest('hex'));
	});
	it('is one classic script and one style, named by their digests, and may connect to nowhere', () => {
		const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
		const inner = (element: string) =>
			[...page.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, 'g'))].map(
				(found) => found[1] ?? ''
			);
		expect([inner('script').length, inner('style').length]).toEqual([1, 1]);
		const print = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
		expect(policy.split('; ')).toEqual([
			"default-src 'none'",
			`script-src ${print(inner('script').join())}`,
			`style-src ${print(inner('style').join())}`,
			'font-src data:',
			"base-uri 'none'",
			"form-action 'none'"
		]);
		const head = page.slice(0, page.indexOf('<script>')) + page.slice(page.lastIndexOf('</script>'));
		expect(head.replace(/url\(data:[^)]*\)/g, '')).not.toMatch(/\bsrc=|\bhref=|@import|url\(|type="module"/);
	});
	it('has the keys of this house in it, with their history, and nothing secret or of anybody', () => {
		const data = /id="house">([^<]*)</.exec(page)?.[1] ?? '';
		const given = JSON.parse(data) as { house: string; keys: Record<string, unknown>[] };
		expect(given.house).toBe(house().config.publicUrl.origin);
		expect(given.keys.map(({ kid }) => kid)).toEqual(house().keys().map(thumbprint));
		for (const key of given.keys)
			expect(Object.keys(key).sort()).toEqual([
				'alg',
				'crv',
				'from',
				'handed',
				'kid',
				'kty',
				'until',
				'use',
				'x',
				'y'
			]);
		expect(page).not.toMatch(/Steven|Wim\b|Ilse|Joris|Keerwind/);
		for (const place of [root, process.cwd(), process.env['HOME'] ?? root]) expect(page).not.toContain(place);
	});
	it('takes no text of a house for the end of its element', () => {
		const put = withData(
			built(),
			JSON.stringify({ house: "</script><script>alert('$&')</script>", keys: [] })
		);
		expect(put.split('<script').length).toBe(built().split('<script').length);
		expect(put).toContain("alert('$&')");
	});
	it('is the same whenever it is built', () => {
		const anew = execFileSync(
			process.execPath,
			[
				'--input-type=module',
				'--eval',
				"process.stdout.write(await (await import('#server/checker-build.ts')).checkerPage())"
			],
			{ cwd: root, env: { ...process.env, NODE_ENV: 'production', VITEST: undefined }, maxBuffer: 2_000_000 }
		);
		const print = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
		expect(print(anew)).toBe(print(built()));
	}, 60_000);
});
