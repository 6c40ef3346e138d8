// Whatever happens to the program, an acknowledged row is there (safety.md F1, F12, F13). One directory lives
// through all of it.

import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbedded } from '#server/store/embedded.ts';
import { organisation } from '#server/store/schema.ts';
import { chance } from './chance.ts';
import { freshDirectory, made } from './places.ts';
import { endAll, start, testFile, type Program } from './program.ts';

let dataDir: string;
beforeAll(async () => {
	dataDir = freshDirectory();
	cpSync(await made(), join(dataDir, 'db'), { recursive: true });
}, 60_000);
afterAll(endAll);

const acknowledged: string[] = [];
const keep = ({ lines }: Program) => void acknowledged.push(...lines.slice(1));

const seed = 20261006;
const draw = chance(seed);

it.each([1, 2, 3, 4, 5])(
	`is killed with -9 while it writes (seed ${seed}, round %i)`,
	async (round) => {
		const writer = start('writer.ts', [dataDir, `killed-${round}`]);
		await writer.printed(2 + draw.below(150));
		await writer.kill();
		keep(writer);
	},
	20_000
);

it('ends and says why when the disk fails, and acknowledges nothing more', async () => {
	const when = join(dataDir, 'now');
	const env = { FAIL: 'sync', FAIL_WHEN: when };
	const writer = start('writer.ts', [dataDir, 'failed', testFile('failing-worker.ts')], env);
	await writer.printed(20);
	writeFileSync(when, '');
	expect(await writer.ended).toBe(1);
	const said = JSON.parse(writer.errors.join('\n'));
	expect(said).toMatchObject({ level: 'error', event: 'store-failed' });
	expect(said.why).toContain('EIO: i/o error, sync');
	keep(writer);
}, 20_000);

it('ends within three seconds where another has the directory, names that one and leaves it be', async () => {
	const first = start('writer.ts', [dataDir, 'first']);
	await first.printed(2);
	const begun = performance.now();
	const second = start('writer.ts', [dataDir, 'second']);
	expect(await second.ended).toBe(1);
	expect(performance.now() - begun).toBeLessThan(3000);
	expect(second.errors.join('\n')).toContain(`process ${first.child.pid}, has ${dataDir} open`);
	await first.printed(first.lines.length + 5);
	await first.kill();
	keep(first);
}, 20_000);

it('has kept every row that it ever acknowledged', async () => {
	const store = await openEmbedded({ dataDir }, { fatal: () => undefined });
	const rows = await store.read((db) => db.select({ id: organisation.id }).from(organisation));
	await store.close();
	const there = new Set(rows.map((row) => row.id));
	expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
	expect(acknowledged.length).toBeGreaterThan(30);
}, 20_000);
