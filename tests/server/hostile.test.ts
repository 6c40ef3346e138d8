// Hostile writers at the real house, beside honest ones: whatever they send is refused, and meanwhile two
// people type on, lose no letter, and every word of theirs is called kept.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readItems, textOf } from '#lib/plan/sheet.ts';
import { newId } from '#lib/live/new-id.ts';
import { closeCode } from '#lib/wire/close.ts';
import type { WorldCircle } from '#server/world/world.ts';
import { freePort, House } from '../house.ts';
import * as bytes from '../sync/hostile.ts';
import { Raw } from '../sync/raw.ts';
import { until } from '../sync/wait.ts';
import { Typist } from './typist.ts';
import { Person } from './person.ts';

let house: House;
let circle: WorldCircle;
let an: Typist;
let bo: Typist;
let lead: Person;
let foe: Person;

beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
	[circle] = (await house.world(1, 4)) as [WorldCircle];
	const [first, second, third, last] = circle.seats.map((seat) => new Person(seat, house.origin));
	if (!first || !second || !third || !last) throw new Error('four seats were asked for');
	[lead, foe] = [first, last];
	for (const one of [lead, second, third, foe]) await one.sit();
	for (const one of [second, third]) one.write('core');
	await until(
		() => [second, third].every((one) => one.state === 'saved' && readItems(one.doc).length > 1),
		'everybody to join'
	);
	[an, bo] = [new Typist(second, 0), new Typist(third, 1)];
	for (const one of [an, bo]) one.begin();
});
afterAll(async () => {
	await Promise.all([an, bo].map((one) => one.rest()));
	for (const one of [lead, foe, an.person, bo.person]) one.leave();
	await house.stop();
});

/** Both typed a word since, and were told that it is kept. */
async function othersGoOn(after: string): Promise<void> {
	const before = [an, bo].map((one) => one.words);
	await until(
		() => [an, bo].every((one, at) => one.words > (before[at] ?? 0) + 1),
		`words after ${after}`,
		30_000
	);
	expect([an.person.closed, bo.person.closed]).toEqual([null, null]);
}

/** What a socket of the foe's seat is closed with for sending this. */
async function attack(name: string, send: (raw: Raw) => void): Promise<number | null> {
	const core = foe.seat.sheets.find((sheet) => sheet.audience === 'core');
	const raw = new Raw(core?.sync ?? '', true, foe.headers);
	await until(() => raw.closed !== null || raw.of('question').length > 0, 'the door');
	raw.answer(new Uint8Array([0, 0]));
	await until(() => raw.saved === 1, 'the answer to count');
	send(raw);
	await until(() => raw.closed !== null, name, 30_000);
	await othersGoOn(name);
	return raw.closed;
}

const { mine } = bytes;

describe('a hostile hand on a sheet', () => {
	it('that writes under somebody else’s client id is sent away', async () => {
		// Longer than what the victim types on the way: known or not, some of it is new.
		const update = () => {
			const client = an.person.doc.clientID;
			const clock = Y.getState(an.person.doc.store, client);
			const struct = bytes.lettersAfter([client, clock - 1], 'x'.repeat(2000));
			return bytes.update([{ client, clock, structs: [struct] }]);
		};
		expect(await attack('hijack', (raw) => raw.update(update()))).toBe(closeCode.notYours);
	});
	it('that takes nine bytes of them away is sent away', async () => {
		const update = () => {
			const client = an.person.doc.clientID;
			return bytes.update([
				{ client, clock: Y.getState(an.person.doc.store, client), structs: [bytes.collected(1)] }
			]);
		};
		expect(await attack('hijack in nine bytes', (raw) => raw.update(update()))).toBe(closeCode.notUnderstood);
	});
	it('that leaves a skip is sent away', async () => {
		const { text } = bytes.landmarks(an.person.doc);
		const structs = [bytes.skip(10), bytes.lettersIn(text, 'x')];
		const update = bytes.update([{ client: mine, clock: 0, structs }]);
		expect(await attack('skip', (raw) => raw.update(update))).toBe(closeCode.notUnderstood);
	});
	it('that writes in the second encoding is sent away', async () => {
		const update = Y.encodeStateAsUpdateV2(an.person.doc);
		expect(await attack('V2', (raw) => raw.update(update))).toBe(closeCode.notUnderstood);
	});
	it('that sends a hundred megabytes is cut off', async () => {
		expect(await attack('100 MB', (raw) => raw.send(new Uint8Array(100 * 1024 * 1024)))).toBe(1009);
	});
});

describe('a hostile voice', () => {
	it('lays nothing in somebody else’s, and changes nothing that lies there', async () => {
		const voice = lead.view?.people.find((one) => one.id === an.person.seat.person)?.voices[0].id;
		if (!voice) throw new Error('no voice');
		const line = newId<'line'>();
		const said = { voice, kind: 'wish' as const, about: null };
		expect(await an.person.move({ do: 'lay', line, ...said, text: 'Mijn zin.' })).toBeNull();
		const lay = await foe.move({ do: 'lay', line: newId<'line'>(), ...said, text: 'Niet mijn zin.' });
		const over = await foe.move({ do: 'lay', line, ...said, text: 'Niet mijn zin.' });
		const correct = await foe.move({ do: 'correct', line, text: 'Niet mijn zin.' });
		const taken = await foe.move({ do: 'take-back', line });
		expect([lay, over, correct, taken]).toEqual(Array(4).fill('not-your-words'));
		await othersGoOn('words in another voice');
		const again = new Person(lead.seat, house.origin);
		expect(Object.values((await again.sit()).words)).toEqual(['Mijn zin.']);
		again.leave();
	});
});

it('every letter the honest ones typed is there once, on every screen', async () => {
	await Promise.all([an, bo].map((one) => one.rest()));
	const newcomer = new Person(lead.seat, house.origin);
	newcomer.write('core');
	await until(() => newcomer.state === 'saved' && readItems(newcomer.doc).length > 0, 'a newcomer to read');
	for (const doc of [an.person.doc, bo.person.doc, newcomer.doc])
		await until(
			() => [an, bo].every((one) => textOf(doc, one.block, 'text')?.toString() === one.typed),
			'the words of both'
		);
	const others = readItems(newcomer.doc).filter((item) => item.id !== an.block && item.id !== bo.block);
	expect(others.map((item) => item.text).join('')).toBe('');
	expect(an.words + bo.words).toBeGreaterThan(0);
	expect(house.output).not.toContain('"level":"error"');
	newcomer.leave();
});
