// kill -9 while papers are made, at random moments: a paper is there whole or not at all, the same however often one
// asks, and never twice. PAPER_ROUNDS rounds; 1 by default.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { isNo } from '#lib/base/no.ts';
import { openPaper } from '#lib/live/paper.ts';
import { readItems, textOf } from '#lib/plan/sheet.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import { openHouse } from '#server/house.ts';
import { parseConfig } from '#server/config.ts';
import { rendering } from '#server/store/agreed.ts';
import { freePort, House } from '../house.ts';
import { quiet } from '../server/door-house.ts';
import { Person } from '../server/person.ts';
import { chance, until } from '../sync/wait.ts';

const rounds = Number(process.env['PAPER_ROUNDS'] ?? 1);
let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
}, 60_000);
afterAll(() => house.stop(), 30_000);

/** A circle whose plan is in force: its seats. */
async function agreed(): Promise<{ version: string; people: Person[] }> {
	const [circle] = await house.world(1, 2);
	const people = (circle?.seats ?? []).map((seat) => new Person(seat, house.origin));
	const [lead] = people;
	if (!lead) throw new Error('nobody');
	await lead.sit();
	lead.write('core');
	await until(() => lead.state === 'saved' && readItems(lead.doc).length > 0, 'who leads to write');
	const [block] = readItems(lead.doc);
	if (block) textOf(lead.doc, block.id, 'text')?.insert(0, 'We bellen elkaar.');
	await until(() => lead.state === 'saved', 'the words to be kept');
	expect(await lead.move({ do: 'present' })).toBeNull();
	const told = () => /"presented","version":"([a-z2-7]{26})"/.exec(lead.heard)?.[1];
	await until(() => told() !== undefined, 'the version to be told');
	const version = told() ?? '';
	expect(await lead.move({ do: 'declare', version: version as never, reason: 'om te proberen' })).toBeNull();
	for (const one of people) one.leave();
	return { version, people };
}

/** The bytes of a paper; null when the house was not there to give it. */
async function fetched(person: Person, version: string): Promise<Uint8Array | null> {
	try {
		const answer = await fetch(`${person.seat.page}/copy/${version}/pdf/file`, { headers: person.headers });
		return answer.status === 200 ? new Uint8Array(await answer.arrayBuffer()) : null;
	} catch {
		return null;
	}
}

it(
	`${rounds} kills leave every paper whole, and once`,
	async () => {
		const seed = Math.floor(Math.random() * 2 ** 31);
		const next = chance(seed);
		const papers: Uint8Array[] = [];
		let before = 0;
		for (let round = 0; round < rounds; round++) {
			const { version, people } = await agreed();
			const asked = Promise.all(people.map((one) => fetched(one, version)));
			// The moment is what is tried here: anywhere between the question and the answer.
			await new Promise((resolve) => setTimeout(resolve, next() * 1600));
			await house.kill();
			const early = await asked;
			await house.start();
			for (const [at, person] of people.entries()) {
				const [first, second] = [await fetched(person, version), await fetched(person, version)];
				const where = `seed ${seed} round ${round} seat ${at}`;
				if (!first || !second) throw new Error(`no paper: ${where}`);
				expect(Buffer.compare(first, second), where).toBe(0);
				const had = early[at];
				if (had) expect(Buffer.compare(had, first), `${where}: what was handed out is what is kept`).toBe(0);
				before += had ? 1 : 0;
				papers.push(first);
			}
		}
		await house.kill('SIGTERM');
		const inside = await openHouse(parseConfig(house.variables), quiet);
		const rows = await inside.store.read((db) => db.select().from(rendering));
		const keys: readonly PublicJwk[] = inside.keys();
		await inside.close();
		const each = rows.map((row) => `${row.version}/${row.person}/${row.what}`);
		expect([each.length, new Set(each).size]).toEqual([papers.length, papers.length]);
		expect(rows.filter((row) => row.bytes === null)).toEqual([]);
		for (const bytes of papers) {
			const read = await openPaper(bytes, keys);
			expect(isNo(read) ? read : read.sealed, `seed ${seed}`).toBe(true);
		}
		console.log(
			`kill -9 while papers are made, seed ${seed}: ${papers.length} papers in ${rounds} rounds, ${before} handed out before`
		);
	},
	Math.max(180_000, rounds * 20_000)
);
