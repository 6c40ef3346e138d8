// kill -9 at moments of chance while the piece goes round from six windows, and while two talk among themselves: what was
// acknowledged or told is there afterwards, once; the queue is that of the facts; a talk stays with the two.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ItemId, SheetId } from '#lib/base/id.ts';
import { endings, type Ending } from '#lib/circle/turns.ts';
import { newId } from '#lib/live/new-id.ts';
import { wholeDigest } from '#lib/plan/item.ts';
import { addItem, readItems, textOf } from '#lib/plan/sheet.ts';
import { closeCode } from '#lib/wire/close.ts';
import type { TableView } from '#lib/wire/view.ts';
import { freePort, House } from '../house.ts';
import { Raw } from '../sync/raw.ts';
import { chance, until } from '../sync/wait.ts';
import { Person } from './person.ts';
import { Window } from './window.ts';

let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
}, 60_000);
afterAll(() => house.stop(), 30_000);

const seed = Math.floor(Math.random() * 2 ** 31);
const next = chance(seed);
const some = (least: number, most: number) => least + Math.floor(next() * (most - least));
const pause = (most: number) => new Promise((resolve) => setTimeout(resolve, next() * most));
const one = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;

type Press = { readonly turn: number; readonly how: Ending; readonly acknowledged: boolean };

/** What the table says of the turns of this round, in its own order. */
const turnFacts = ({ streams }: TableView) =>
	streams
		.flatMap(({ facts }) => facts.map(({ told }) => told))
		.flatMap((told) => (told.to === 'circle' && 'turn' in told.fact ? [told.fact] : []));

it('a turn that was acknowledged is there after every kill, once, and the queue is that of the facts', async () => {
	const [circle] = await house.world(1, 5);
	const [nele, steven, wim, ilse, joris] = circle?.seats ?? [];
	if (!nele || !steven || !wim || !ilse || !joris) throw new Error('five seats were asked for');
	const people = [nele, steven, wim, ilse, joris].map(({ person }) => person);
	const windows = [nele, nele, steven, wim, ilse, joris].map((seat) => new Window(seat, house.origin));
	for (const { person } of windows) await person.sit();
	const fresh = async () => {
		const stranger = new Window(wim, house.origin);
		await stranger.person.sit();
		stranger.person.leave();
		return stranger;
	};
	expect(await windows[0]?.outbox.add({ do: 'round', round: 1 })).toBeNull();
	const pressed: Press[] = [];
	let pressing = false;
	const acknowledged = () => pressed.filter((press) => press.acknowledged).length;

	/** Presses whenever it has the piece or leads, at the turn it sees. */
	async function hand(window: Window): Promise<void> {
		const leads = window.person.seat === nele;
		while (pressing) {
			await pause(8);
			const turns = window.turns;
			if (!turns || (!leads && turns.holder !== window.person.seat.person)) continue;
			const { turn, holder } = turns;
			const aside = leads && (holder === null || next() < 0.2);
			const to = aside ? one(people.filter((person) => person !== holder)) : null;
			const how = one(endings.filter((ending) => leads || ending !== 'silent'));
			const undo = leads && turns.before !== null && next() < 0.1;
			const move = undo
				? ({ do: 'undo', round: 1, turn } as const)
				: ({ do: 'pass', round: 1, turn, how, to } as const);
			const no = await window.outbox.add(move);
			expect([null, 'too-late-to-undo'], `seed ${seed}`).toContain(no);
			pressed.push({ turn, how, acknowledged: no === null });
		}
	}

	for (let kill = 0; kill < 3; kill++) {
		pressing = true;
		const hands = windows.map(hand);
		const enough = acknowledged() + some(10, 50);
		await until(() => acknowledged() >= enough, 'the piece to go round', 30_000);
		await pause(12);
		await house.kill();
		const before = pressed.filter((press) => press.acknowledged);
		pressing = false;
		await house.start();
		const stranger = await fresh();
		const { length } = turnFacts(stranger.view);
		expect(Math.max(...before.map(({ turn }) => turn)), `seed ${seed}`).toBeLessThan(length);
		// What is still on its way is asked again by itself, and answered.
		for (const { person } of windows) person.again();
		await Promise.all(hands);
		const now = await fresh();
		const facts = turnFacts(now.view);
		expect(
			facts.map(({ turn }) => turn),
			`seed ${seed}`
		).toEqual(facts.map((_, i) => i));
		for (const fact of facts.filter((fact) => fact.is === 'turn-ended'))
			expect(pressed.filter(({ turn }) => turn === fact.turn).map(({ how }) => how)).toContain(fact.how);
		for (const [place, told] of windows.flatMap((window) => [...window.told])) {
			const [stream, at] = place.split(' ');
			expect(
				now.view.streams.find(({ name }) => name === stream)?.facts[Number(at)],
				`seed ${seed}: ${place}`
			).toEqual(told);
		}
		await until(
			() => windows.every((window) => turnFacts(window.view).length === facts.length),
			'every window to come back',
			20_000
		);
		for (const window of windows) expect(window.turns, `seed ${seed}`).toEqual(now.turns);
	}

	// The house decides by that queue too.
	const { holder, queue, again, turn } = (await fresh()).turns ?? { queue: [], again: [], turn: 0 };
	const waits = [...(holder ? [holder] : []), ...queue, ...again];
	for (const [i, person] of waits.entries()) {
		const other = windows.find(({ person: { seat } }) => seat !== nele && seat.person !== person);
		const its = windows.find(({ person: { seat } }) => seat.person === person);
		const press = { do: 'pass', round: 1, turn: turn + i, how: 'spoke', to: null } as const;
		expect(await other?.outbox.add(press), `seed ${seed}`).toBe('not-your-turn');
		expect(await its?.outbox.add(press), `seed ${seed}`).toBeNull();
	}
	expect((await fresh()).turns).toMatchObject({ holder: null, turn: turn + waits.length });
	console.log(`turns, seed ${seed}: ${acknowledged()} presses acknowledged over 3 kills, 0 lost`);
	for (const { person } of windows) person.leave();
}, 120_000);

it('what two wrote in besloten tijd is theirs after a kill, and nobody else has a byte of it', async () => {
	const [circle] = await house.world(1, 5, true);
	const windows = (circle?.seats ?? []).map((seat) => new Window(seat, house.origin));
	const [nele, layla, samira, ilse, school] = windows;
	if (!nele || !layla || !samira || !ilse || !school) throw new Error('five seats were asked for');
	const wall = new Window(nele.person.seat, house.origin);
	const outside = [nele, ilse, school].map(({ person }) => person);
	for (const { person } of windows) await person.sit();
	await wall.person.sit('wall');
	for (const person of outside) person.write('core');
	await until(() => outside.every(({ state }) => state === 'saved'), 'the table to join', 20_000);
	const core = nele.view.sheets.find(({ audience }) => audience === 'core')?.id as SheetId;
	const talk = newId<'sheet'>();
	const among = [layla, samira].map(({ person }) => person.seat.person);
	expect(await layla.outbox.add({ do: 'private-ask', talk, among })).toBeNull();
	expect(await samira.outbox.add({ do: 'private-agree', talk })).toBeNull();
	await until(() => outside.every(({ closed }) => closed === closeCode.privateTime), 'their sheets to close');
	const from = [...outside, wall.person].map(({ frames }) => frames.length);

	const join = ({ seat, id }: Person) => {
		const sync = `/sync/${talk}.1?seat=${id}`;
		const sheets = [{ id: talk, audience: 'private', sync }];
		const again = new Person({ ...seat, sheets }, house.origin);
		again.write('private');
		return again;
	};
	const two = [join(layla.person), join(samira.person)] as const;
	await until(() => two.every(({ state }) => state === 'saved'), 'the two to join', 20_000);
	const items = two.map(() => newId<'item'>());
	for (const [i, id] of items.entries()) addItem(two[i as 0 | 1].doc, { id, kind: 'agreement', text: '' });
	const textIn = ({ doc }: Person, i: number) => textOf(doc, items[i] as ItemId, 'text');
	const said = ['', ''];
	const sentence = newId<'item'>();
	addItem(two[0].doc, { id: sentence, kind: 'agreement', text: 'Geheim: wij samen.' });

	for (let kill = 0; kill < 2; kill++) {
		const kept = [...said];
		let typing = true;
		const hands = two.map(async (person, i) => {
			for (let word = 0; typing; word++) {
				const text = textIn(person, i);
				const whole = `Geheim${kill}${i}${word}. `;
				text?.insert(text.length, whole);
				said[i] += whole;
				await pause(25);
				if (person.state === 'saved') kept[i] = said[i] ?? '';
			}
		});
		const enough = said.join('').length + some(200, 500);
		const begun = [...said];
		await until(
			() => said.join('').length > enough && kept.every((text, i) => text !== begun[i]),
			'them to write',
			30_000
		);
		await house.kill();
		typing = false;
		await Promise.all(hands);
		await house.start();
		for (const { person } of [...windows, wall]) person.again();

		// Who is outside stays there, whichever door of the house that just began is tried first.
		for (const { id, headers, seat } of outside) {
			const open = (sheet: SheetId) =>
				new Raw(`${house.origin.replace(/^http/, 'ws')}/sync/${sheet}.1?seat=${id}`, true, headers);
			const doors = [open(core), open(talk)];
			await until(() => doors.every(({ closed }) => closed !== null), 'both doors', 20_000);
			expect(doors.map(({ closed }) => closed)).toEqual([closeCode.privateTime, closeCode.noSuchSheet]);
			expect(doors.flatMap(({ heard }) => heard)).toEqual([]);
			for (const path of ['', '/__data.json', '/paper']) {
				const page = await fetch(`${seat.page}${path}`, { headers });
				expect(await page.text()).not.toMatch(/Geheim/);
			}
		}
		// A newcomer who holds nothing: only what is on disk can answer.
		const newcomer = join((kill === 0 ? layla : samira).person);
		await until(
			() => newcomer.state === 'saved' && readItems(newcomer.doc).length === 3,
			'a newcomer to read',
			20_000
		);
		for (const [i, text] of kept.entries())
			expect(textIn(newcomer, i)?.toString().startsWith(text), `seed ${seed} kill ${kill}`).toBe(true);
		newcomer.leave();
		const written = (person: Person) => two.map((_, i) => textIn(person, i)?.toString());
		await until(
			() => two.every((person) => `${written(person)}` === `${said}`),
			`every word once, on both, seed ${seed}`,
			30_000
		);
		if (kill === 1) continue;
		const item = readItems(two[0].doc).find(({ id }) => id === sentence);
		if (!item) throw new Error('no sentence');
		const yes = { do: 'private-yes', talk, item: sentence, digest: wholeDigest(item), to: core } as const;
		expect(await layla.outbox.add(yes)).toBeNull();
	}

	// The yes that was acknowledged before the last kill is there for the other of the two.
	const again = new Window(samira.person.seat, house.origin);
	await again.person.sit();
	expect(JSON.stringify(again.view.streams)).toContain('private-yes');
	for (const [i, person] of [...outside, wall.person].entries()) {
		const heard = person.frames.slice(from[i]).filter(({ way }) => way === 'in');
		expect(heard.filter(({ line }) => line === 'sheet').map(({ kind }) => kind)).toEqual([]);
		expect(heard.filter(({ kind }) => ['facts', 'presence'].includes(kind))).toEqual([]);
	}
	expect(await samira.outbox.add({ do: 'private-end', talk })).toBeNull();
	const isIn = ({ view }: Person) => view?.sheets.some(({ audience }) => audience === 'core') === true;
	await until(() => [...outside, wall.person].every(isIn), 'the draft to come back', 20_000);
	for (const { heard } of [...outside, wall.person])
		expect(heard, `seed ${seed}`).not.toMatch(/Geheim|private-(asked|agreed|yes)/);
	console.log(`besloten tijd, seed ${seed}: ${said.join('').length} letters over 2 kills, 0 lost, 0 heard`);
	for (const { person } of [...windows, wall, again]) person.leave();
	for (const person of two) person.leave();
}, 120_000);
