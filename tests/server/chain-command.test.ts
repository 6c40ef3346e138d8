// A house of before there were chains, and the command that asks whether what was agreed holds.

import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseConfig } from '#server/config.ts';
import { openHouse, type House } from '#server/house.ts';
import { onPostgres, placeIn, type Place } from '../place.ts';
import { freshDirectory, made } from '../store/places.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, aTraject, named, quiet } from './door-house.ts';

let place: Place;
let open: House | null = null;
const enter = async () => (open = await openHouse(parseConfig(place.env), quiet));
const leave = async () => {
	await open?.close();
	open = null;
};
beforeAll(async () => {
	const dataDir = freshDirectory();
	place = await placeIn(dataDir);
	if (!onPostgres) cpSync(await made(), join(dataDir, 'db'), { recursive: true });
}, 60_000);
afterAll(async () => {
	await leave();
	await place?.gone();
});

/** What the command said, and how it left. */
function chaincheck(): Promise<{ said: string; code: number | null }> {
	const program = spawn(process.execPath, ['server/chain/command.ts'], {
		env: { ...process.env, ...place.env }
	});
	let said = '';
	for (const out of [program.stdout, program.stderr])
		out.on('data', (bytes: Buffer) => void (said += bytes.toString()));
	return new Promise((resolve) => program.on('close', (code) => resolve({ said, code })));
}

it('takes in what stood there once, and the command names what was tampered with since', async () => {
	const house = await enter();
	const joris = await aCoach(house);
	const at = await aTraject(house, joris);
	const promised = {
		owner: named(at, 'Wim'),
		asker: null,
		text: 'Ik haal hem op.',
		audience: 'core'
	} as const;
	const version = await hold(at, await aCircle(at), [promised]);
	const run = (...all: string[]) =>
		open?.store.write(async (tx) => {
			await tx.execute(sql`set local session_replication_role = replica`);
			for (const one of all) await tx.execute(sql.raw(one));
		});
	const links = () =>
		open?.store.write((tx) => tx.execute(sql`select seq, body->>'is' as is from link order by seq`));
	// As a house was that never heard of chains.
	await run('delete from link', `delete from fact where stream = 'house/chain'`);
	await leave();
	const again = { ...at, house: await enter() };
	expect(await links()).toEqual([{ seq: 1, is: 'taken-in' }]);
	await hold(again, await aCircle(again), [promised]);
	await leave();
	await enter();
	expect((await links())?.map(({ is }) => is)).toEqual(['taken-in', 'added', 'added', 'added']);
	await run(`update fact set by = 'somebody else' where stream = 'version/${version}' and seq = 1`);
	await leave();
	const row = `fact version/${version}#1: it is not what its link names (row-altered)`;
	expect(await chaincheck()).toEqual({
		said: `traject ${at.traject}: ${row}\n1 trajects, 1 faults\n`,
		code: 1
	});
}, 120_000);
