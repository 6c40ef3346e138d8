// Every hostile frame of safety.md §2.2, on a real socket beside honest people. Whoever sends it is sent
// away; the sheet, its log and everybody else go on as if nothing had been.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addItem, itemsOf, readItems, textOf, type ItemMap } from '#lib/plan/sheet.ts';
import { closeCode } from '#lib/wire/close.ts';
import type { Hand } from './hand.ts';
import * as hostile from './hostile.ts';
import { syncFrame, type Raw } from './raw.ts';
import { openTable, type Table } from './table.ts';
import { chance, newId, stall, until } from './wait.ts';

let table: Table;
let an: Hand;
let bo: Hand;
const stalls: [string, number][] = [];

beforeAll(async () => {
	table = await openTable();
	[an, bo] = [await table.joined(), await table.joined()];
	an.type('Wat we afspreken 😀');
	await until(() => an.state === 'saved' && readItems(bo.doc)[0]?.text === an.text.toString());
});
afterAll(async () => {
	console.info('longest stall per attack, ms, the attacker in the same process:');
	console.info(stalls.map(([name, ms]) => `${ms.toFixed(1).padStart(7)} ${name}`).join('\n'));
	await table.close();
});

/** What `send` does to the table; the code the sender is closed with, or null when they may stay. */
async function attack(name: string, send: (raw: Raw) => void): Promise<number | null> {
	const before = table.log.updates(table.sheet).length;
	const read = await table.hub.read(table.sheet);
	const raw = await table.raw();
	raw.answer(new Uint8Array([0, 0]));
	await until(() => raw.saved === 1);
	const longest = stall();
	send(raw);
	await until(() => raw.closed !== null || raw.of('question').length > 1 || raw.saved > 1, name);
	stalls.push([name, await longest()]);
	const code = raw.closed;
	expect(table.log.updates(table.sheet)).toHaveLength(before);
	expect(await table.hub.read(table.sheet)).toEqual(read);
	raw.socket.terminate();
	an.type('.');
	const said = an.text.toString();
	await until(
		() => an.state === 'saved' && readItems(bo.doc)[0]?.text === said,
		`others to go on after ${name}`
	);
	expect([an.closed, bo.closed, table.fatal, table.complaints]).toEqual([null, null, [], []]);
	return code;
}

const { mine } = hostile;
const empty = (): ItemMap => new Y.Map();
const victim = () => ({ client: an.doc.clientID, clock: Y.getState(an.doc.store, an.doc.clientID) });

describe('words under somebody else’s client id', () => {
	it('are refused, and what the victim types afterwards is there', async () => {
		const { client, clock } = victim();
		const letter = [client, clock - 1] as const;
		const update = hostile.update([{ client, clock, structs: [hostile.lettersAfter(letter, 'x')] }]);
		expect(await attack('hijack', (raw) => raw.update(update))).toBe(closeCode.notYours);
		const nine = hostile.update([{ client, clock, structs: [hostile.collected(1)] }]);
		expect(await attack('hijack in nine bytes', (raw) => raw.update(nine))).toBe(closeCode.notUnderstood);
		expect(readItems(table.stored())[0]?.text).toBe(an.text.toString());
	});
});

describe('what leans on nothing', () => {
	const far = (clock: number) =>
		hostile.update([{ client: mine, clock, structs: [hostile.lettersAfter([mine, clock - 1], 'x')] }]);

	it('a gap is dropped and asked about', async () => {
		expect(await attack('gap', (raw) => raw.update(far(1000)))).toBeNull();
	});
	it('three thousand gaps in a row end in "slow down", and none is kept', async () => {
		const flood = Array.from({ length: 3000 }, (_, at) => far(2 + 2 * at));
		const bytes = flood.reduce((sum, update) => sum + update.length, 0);
		const code = await attack(`gap flood, ${bytes} bytes`, (raw) =>
			flood.forEach((each) => raw.update(each))
		);
		expect([null, closeCode.slowDown]).toContain(code);
	});
	it('an answer that is a gap every time is a copy that will never join', async () => {
		const raw = await table.raw();
		for (let at = 0; at < 4; at++) raw.answer(far(1000));
		await until(() => raw.closed !== null);
		expect(raw.closed).toBe(closeCode.otherDraft);
	});
	it('a skip is refused', async () => {
		const structs = [hostile.skip(10), hostile.lettersIn(hostile.landmarks(an.doc).text, 'x')];
		const update = hostile.update([{ client: mine, clock: 0, structs }]);
		expect(await attack('skip', (raw) => raw.update(update))).toBe(closeCode.notUnderstood);
	});
	it('a clock beyond all clocks is refused', async () => {
		const update = hostile.update([
			{ client: mine, clock: 2 ** 40, structs: [hostile.lettersAfter([mine, 1], 'x')] }
		]);
		expect(await attack('huge clock', (raw) => raw.update(update))).toBe(closeCode.notUnderstood);
	});
	it('letters in something that is no place are refused', async () => {
		const { letter } = hostile.landmarks(an.doc);
		const update = hostile.update([{ client: mine, clock: 0, structs: [hostile.lettersIn(letter, 'x')] }]);
		expect(await attack('no place', (raw) => raw.update(update))).toBe(closeCode.notThisSchema);
	});
});

describe('too much', () => {
	const { tooBig, notUnderstood } = closeCode;
	it('a collected run of a trillion is refused', async () => {
		const update = hostile.update([{ client: mine, clock: 0, structs: [hostile.collected(1e12)] }]);
		expect(await attack('huge gc', (raw) => raw.update(update))).toBe(notUnderstood);
	});
	it('fifty thousand client ids are refused, and so are fifty', async () => {
		const many = hostile.manyClients(35_000);
		expect(await attack(`many clients, ${many.length} bytes`, (raw) => raw.update(many))).toBe(tooBig);
		const item = () => hostile.changed(an.doc, (copy) => addItem(copy, { id: newId(), kind: 'goal' }));
		const fifty = Y.mergeUpdates(Array.from({ length: 50 }, item));
		expect(await attack('fifty clients', (raw) => raw.update(fifty))).toBe(tooBig);
	});
	it('ten thousand structs are refused', async () => {
		const { text } = hostile.landmarks(an.doc);
		const update = hostile.crowd(text, mine, 0, 10_000);
		expect(await attack('ten thousand structs', (raw) => raw.update(update))).toBe(tooBig);
	});
	it('a million ranges are refused', async () => {
		const million = hostile.update(
			[],
			Array.from({ length: 1e6 }, (_, at) => [1, at, 1] as const)
		);
		expect(await attack('a million ranges', (raw) => raw.update(million))).toBe(1009);
		const some = hostile.update(
			[],
			Array.from({ length: 40_000 }, (_, at) => [1, at, 1] as const)
		);
		expect(await attack(`40,000 ranges, ${some.length} bytes`, (raw) => raw.update(some))).toBeNull();
	});
	it('a frame of a hundred megabytes is cut off by its length', async () => {
		const big = new Uint8Array(100 * 1024 * 1024);
		expect(await attack('100 MB', (raw) => raw.send(big))).toBe(1009);
	});
	it('a text longer than any text is refused', async () => {
		const update = hostile.changed(an.doc, (copy) => {
			textOf(copy, readItems(copy)[0]?.id ?? newId(), 'text')?.insert(0, 'x'.repeat(200_000));
		});
		expect(await attack('200,000 letters', (raw) => raw.update(update))).toBe(closeCode.notThisSchema);
	});
});

describe('another form', () => {
	const { notUnderstood, notThisSchema } = closeCode;
	const refused: Record<string, [() => Uint8Array, number]> = {
		'four thousand maps inside each other': [() => hostile.nested(4000), notUnderstood],
		'letters at the root of the items': [
			() => hostile.update([{ client: mine, clock: 0, structs: [hostile.lettersAt('items', 'x')] }]),
			notUnderstood
		],
		'another root': [
			() => hostile.changed(an.doc, (copy) => copy.getText('x').insert(0, 'x')),
			notUnderstood
		],
		'an item called __proto__': [
			() => hostile.changed(an.doc, (copy) => void itemsOf(copy).set('__proto__', empty())),
			notUnderstood
		],
		'a field called __proto__': [
			() =>
				hostile.changed(an.doc, (copy) => {
					itemsOf(copy).forEach((item) => void item.set('__proto__', 'x'));
				}),
			notUnderstood
		],
		'bold letters': [
			() =>
				hostile.changed(an.doc, (copy) => {
					textOf(copy, readItems(copy)[0]?.id ?? newId(), 'text')?.format(0, 3, { bold: true });
				}),
			notUnderstood
		],
		'an object in a field': [
			() =>
				hostile.changed(an.doc, (copy) => {
					itemsOf(copy).forEach((item) => void item.set('owner', { a: [[['x']]] } as never));
				}),
			notUnderstood
		],
		'an item taken away': [
			() => hostile.changed(an.doc, (copy) => itemsOf(copy).delete(readItems(copy)[0]?.id ?? '')),
			notThisSchema
		],
		'an item put over another': [
			() => hostile.changed(an.doc, (copy) => void itemsOf(copy).set(readItems(copy)[0]?.id ?? '', empty())),
			notUnderstood
		],
		'an update of the second kind': [() => Y.encodeStateAsUpdateV2(an.doc), notUnderstood],
		'one byte too many': [() => new Uint8Array([0, 0, 0]), notUnderstood],
		'no bytes': [() => new Uint8Array(), notUnderstood]
	};
	for (const [name, [update, code]] of Object.entries(refused)) {
		it(`is refused: ${name}`, async () => {
			const bytes = update();
			expect(await attack(name, (raw) => raw.update(bytes))).toBe(code);
			expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
		});
	}
	it('the second kind that would take five seconds to read is never read', async () => {
		const bomb = new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 255, 255, 255, 255, 7, 0, 0, 0, 0, 0]);
		expect(await attack('V2 bomb', (raw) => raw.update(bomb))).toBe(notUnderstood);
	});
});

describe('what is no frame', () => {
	const broken: Record<string, (raw: Raw) => void> = {
		text: (raw) => raw.send('hallo?'),
		'an unknown type': (raw) => raw.send(new Uint8Array([77, 1, 2])),
		'half a frame': (raw) => raw.send(syncFrame(2, new Uint8Array(100)).slice(0, 50)),
		'two frames in one': (raw) => raw.send(new Uint8Array([0, 2, 2, 0, 0, 0, 2, 2, 0, 0])),
		'a vector of two billion': (raw) => raw.question(new Uint8Array([255, 255, 255, 255, 7, 1])),
		nothing: (raw) => raw.send(new Uint8Array())
	};
	for (const [name, send] of Object.entries(broken)) {
		it(`ends the socket: ${name}`, async () => {
			expect(await attack(name, send)).toBe(closeCode.notUnderstood);
		});
	}
	it('presence is ignored, and told to nobody', async () => {
		const [raw, other] = [await table.raw(), await table.raw()];
		const heard = other.heard.length;
		raw.send(new Uint8Array([1, 5, 1, 2, 3, 4, 5]));
		raw.send(new Uint8Array([3]));
		raw.answer(new Uint8Array([0, 0]));
		await until(() => raw.saved === 1);
		expect(other.heard.length).toBe(heard);
	});
	it('what was refused is named before the end', async () => {
		const raw = await table.raw();
		raw.answer(new Uint8Array([0, 0]));
		raw.update(new Uint8Array([9]));
		await until(() => raw.closed !== null);
		expect(raw.of('refused')).toEqual([{ is: 'refused', frame: 2, code: closeCode.notUnderstood }]);
	});
});

it('two hundred damaged updates from as many sockets stop nobody', async () => {
	const random = chance(31);
	const honest = hostile.changed(an.doc, (copy) =>
		addItem(copy, { id: newId(), kind: 'goal', text: 'doel' })
	);
	for (let round = 0; round < 200; round++) {
		const damaged = new Uint8Array(honest);
		damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
		const raw = await table.raw();
		raw.answer(new Uint8Array([0, 0]));
		raw.update(damaged);
		await until(() => raw.closed !== null || raw.saved === 2 || raw.of('question').length > 1);
		raw.socket.terminate();
	}
	an.type('!');
	await until(() => readItems(bo.doc)[0]?.text.endsWith('!') === true && an.state === 'saved');
	expect(table.stored().store.pendingStructs).toBeNull();
	expect(table.complaints).toEqual([]);
});
