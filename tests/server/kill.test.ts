// Five rounds of kill -9 while three people type: what was acknowledged is there afterwards, everybody ends
// equal, and the house is back within ten seconds.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { readItems, textOf } from '#lib/plan/sheet.ts';
import { freePort, House } from '../house.ts';
import { chance, until } from '../sync/wait.ts';
import { Person } from './person.ts';

let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
}, 60_000);
afterAll(() => house.stop(), 30_000);

/** The text of the block under one heading. */
function textAt(person: Person, at: number) {
	const item = readItems(person.doc)[at];
	const text = item && textOf(person.doc, item.id, 'text');
	if (!text) throw new Error('no block yet');
	return text;
}

it('an acknowledged letter survives five kills, and every screen is equal afterwards', async () => {
	const [circle] = await house.world(1, 3);
	const people = (circle?.seats ?? []).map((seat) => new Person(seat, house.origin));
	const seed = Math.floor(Math.random() * 2 ** 31);
	const next = chance(seed);
	for (const person of people) person.write('core');
	await until(
		() => people.every((person) => person.state === 'saved' && readItems(person.doc).length > 0),
		'everybody to join'
	);
	let typed = 0;
	let acknowledged = 0;
	for (let round = 0; round < 5; round++) {
		const kept = people.map(() => '');
		let typing = true;
		const hands = people.map(async (person, i) => {
			while (typing) {
				textAt(person, i).insert(textAt(person, i).length, String.fromCharCode(97 + Math.floor(next() * 26)));
				typed++;
				await new Promise((resolve) => setTimeout(resolve, 5 + next() * 30));
				if (person.state === 'saved') kept[i] = textAt(person, i).toString();
			}
		});
		const enough = 150 + Math.floor(next() * 200);
		const before = typed;
		await until(() => typed - before > enough, 'people to type', 30_000);
		await house.kill();
		typing = false;
		await Promise.all(hands);
		const started = performance.now();
		await house.start();
		expect(performance.now() - started, `seed ${seed}`).toBeLessThan(10_000);
		// Somebody who knows nothing asks first: only what is on disk can answer.
		const stranger = new Person((circle?.seats ?? [])[0] as never, house.origin);
		stranger.write('core');
		await until(
			() => readItems(stranger.doc).length > 0 && stranger.state === 'saved',
			'a newcomer to read',
			20_000
		);
		for (const [i, text] of kept.entries()) {
			expect(textAt(stranger, i).toString().startsWith(text), `seed ${seed} round ${round} person ${i}`).toBe(
				true
			);
			acknowledged += text.length;
		}
		stranger.leave();
		await until(() => people.every((person) => person.state === 'saved'), 'everybody to come back', 30_000);
		const texts = () =>
			people.map((person) => JSON.stringify(readItems(person.doc).map((item) => item.text)));
		await until(() => new Set(texts()).size === 1, `equal screens, seed ${seed}`, 20_000);
	}
	expect(acknowledged).toBeGreaterThan(0);
	const all = people
		.map((_, i) => textAt(people[0] as Person, i).length)
		.reduce((sum, length) => sum + length, 0);
	expect(all, `seed ${seed}: every letter once`).toBe(typed);
	console.log(`kill -9, seed ${seed}: ${typed} letters typed in 5 rounds, 0 lost`);
	for (const person of people) person.leave();
}, 180_000);
