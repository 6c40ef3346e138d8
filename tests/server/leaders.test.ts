// Who leads, over real lines: handed over in the middle of a round, taken over when the leading device is gone,
// two who press at once. One truth, nobody's turn lost.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { turnsNow } from '#lib/circle/circle.ts';
import { Outbox } from '#lib/live/outbox.svelte.ts';
import { newId } from '#lib/live/new-id.ts';
import type { Table } from '#lib/table/table.ts';
import { foldView } from '#lib/wire/fold.ts';
import type { Move } from '#lib/wire/move.ts';
import type { TableView } from '#lib/wire/view.ts';
import type { WorldSeat } from '#server/world/world.ts';
import { freePort, House } from '../house.ts';
import { until } from '../sync/wait.ts';
import { Person } from './person.ts';

let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
}, 60_000);
afterAll(() => house.stop(), 30_000);

type Five = Record<'nele' | 'steven' | 'wim' | 'ilse' | 'joris', Person>;

/** A moderator who leads, a pupil, a parent, the CLB and a coach, at their table. */
async function seated(): Promise<Five> {
	const [circle] = await house.world(1, 5);
	const all = (circle?.seats ?? []).map((seat) => new Person(seat, house.origin));
	for (const one of all) await one.sit();
	const [nele, steven, wim, ilse, joris] = all as [Person, Person, Person, Person, Person];
	return { nele, steven, wim, ilse, joris };
}

/** What somebody who comes back now is told. */
async function told(seat: WorldSeat): Promise<{ readonly view: TableView; readonly table: Table }> {
	const one = new Person(seat, house.origin);
	const view = await one.sit();
	one.leave();
	return { view, table: foldView(view) };
}

const endings = ({ streams }: TableView) =>
	streams.flatMap(({ facts }) =>
		facts.flatMap(({ told }) => (told.to === 'circle' && told.fact.is === 'turn-ended' ? [told.fact] : []))
	);
const press = (turn: number): Move => ({ do: 'pass', round: 1, turn, how: 'spoke', to: null });
const everybody = (five: Five): Person[] => Object.values(five);

it('leading goes over in the middle of a round: the piece stays, the door goes along', async () => {
	const five = await seated();
	const { nele, steven, wim, ilse, joris } = five;
	expect(await nele.move({ do: 'round', round: 1 })).toBeNull();
	expect(await steven.move({ do: 'pass', round: 1, turn: 0, how: 'later', to: null })).toBeNull();
	const before = turnsNow((await told(wim.seat)).table.circle);
	for (const one of [wim, ilse])
		expect(await nele.move({ do: 'hand-over', to: one.seat.person })).toBe('may-not-lead');
	expect(await joris.move({ do: 'hand-over', to: joris.seat.person })).toBe('only-the-leader');
	expect(nele.view?.circle.code).not.toBeNull();
	expect(await nele.move({ do: 'hand-over', to: joris.seat.person })).toBeNull();
	await until(() => joris.view?.circle.code !== null, 'the code at who leads now');
	await until(() => nele.view?.circle.code === null, 'no code at who led');
	expect(wim.view?.circle.code).toBeNull();
	expect(await nele.move({ do: 'undo', round: 1, turn: 1 })).toBe('only-the-leader');
	const after = (await told(wim.seat)).table.circle;
	expect([after.leader, turnsNow(after)]).toEqual([joris.seat.person, before]);
	expect(await joris.move({ do: 'undo', round: 1, turn: 1 })).toBeNull();
	for (const one of everybody(five)) one.leave();
});

it('words that were covered go to who leads, and from who led', async () => {
	const five = await seated();
	const { nele, steven, wim, joris } = five;
	const voice = steven.view?.people.find((one) => one.id === steven.seat.person)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	const line = newId<'line'>();
	const lay = { do: 'lay', line, voice, kind: 'wish', about: null, text: 'Gezegdenweggelegd.' } as const;
	expect(await steven.move(lay)).toBeNull();
	expect(await wim.move({ do: 'cover', line })).toBeNull();
	const has = async (one: Person) => line in (await told(one.seat)).view.words;
	expect([await has(nele), await has(joris), await has(wim)]).toEqual([true, false, false]);
	expect(await nele.move({ do: 'hand-over', to: joris.seat.person })).toBeNull();
	await until(() => line in (joris.view?.words ?? {}), 'the words at who leads now');
	await until(() => !(line in (nele.view?.words ?? { [line]: '' })), 'no words at who led');
	for (const one of everybody(five)) one.leave();
});

it('the co-leader takes over when the leading device is gone; what it still had to tell is decided anew', async () => {
	const five = await seated();
	const { nele, steven, wim, joris } = five;
	expect(await joris.move({ do: 'take-over' })).toBe('only-the-co-leader');
	expect(await nele.move({ do: 'name-co', person: joris.seat.person })).toBeNull();
	expect(await nele.move({ do: 'round', round: 1 })).toBeNull();
	nele.leave();

	// Alone, the leading page goes on: it passes, lays down what Steven says, and goes to samen.
	let line: Person | null = null;
	const queue = new Outbox(nele.id, {
		online: () => line !== null,
		ask: (id, move) => line?.ask(id, move) ?? Promise.resolve({ id, no: 'no-answer' }),
		lost: () => undefined
	});
	const voice = steven.view?.people.find((one) => one.id === steven.seat.person)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	const text = 'Wat Steven zei toen het net weg was.';
	const lay = { do: 'lay', line: newId<'line'>(), voice, kind: 'wish', about: null, text } as const;
	const answers = [press(0), lay, { do: 'go', to: 'together' } as const].map((move) => queue.add(move));

	expect(await joris.move({ do: 'take-over' })).toBeNull();
	expect(await joris.move({ do: 'pass', round: 1, turn: 0, how: 'spoke', to: wim.seat.person })).toBeNull();

	const back = new Person(nele.seat, house.origin);
	await back.sit();
	line = back;
	await queue.send();
	expect(await Promise.all(answers)).toEqual([null, 'not-your-words', 'only-the-leader']);
	expect(queue.pending).toEqual([]);
	expect(queue.refused.map(({ move, no }) => [no, 'text' in move ? move.text : null])).toEqual([
		['not-your-words', text],
		['only-the-leader', null]
	]);
	const { circle } = (await told(wim.seat)).table;
	expect([circle.leader, circle.co, circle.phase.at]).toEqual([
		joris.seat.person,
		joris.seat.person,
		'round'
	]);
	expect(turnsNow(circle)).toMatchObject({ turn: 1, holder: wim.seat.person });
	expect(await joris.move({ do: 'hand-over', to: nele.seat.person })).toBeNull();
	expect(await joris.move({ do: 'take-over' })).toBeNull();
	for (const one of [back, ...everybody(five)]) one.leave();
});

it('two leading devices press at once: each turn ends once, on one truth', async () => {
	const five = await seated();
	const { nele, joris } = five;
	const second = new Person(nele.seat, house.origin);
	await second.sit();
	expect(await nele.move({ do: 'round', round: 1 })).toBeNull();
	for (let turn = 0; turn < 5; turn++) {
		const said = await Promise.all([nele, second, nele].map((one) => one.move(press(turn))));
		expect(said).toEqual([null, null, null]);
	}
	const { view, table } = await told(joris.seat);
	expect(endings(view).map(({ turn }) => turn)).toEqual([0, 1, 2, 3, 4]);
	expect(turnsNow(table.circle)).toMatchObject({ turn: 5, holder: null });
	for (const one of [second, ...everybody(five)]) one.leave();
});

it('handing over and taking over at once ends with one who leads, the same on every screen', async () => {
	const five = await seated();
	const { nele, joris } = five;
	expect(await nele.move({ do: 'name-co', person: joris.seat.person })).toBeNull();
	for (let i = 0; i < 5; i++) {
		await Promise.all([
			joris.move({ do: 'take-over' }),
			nele.move({ do: 'hand-over', to: joris.seat.person }),
			nele.move({ do: 'round', round: i }),
			joris.move({ do: 'go', to: 'together' })
		]);
		const views = await Promise.all(everybody(five).map(async (one) => (await told(one.seat)).table.circle));
		expect(new Set(views.map(({ leader }) => leader))).toEqual(new Set([joris.seat.person]));
		expect(new Set(views.map(({ phase }) => JSON.stringify(phase))).size).toBe(1);
		expect(await joris.move({ do: 'hand-over', to: nele.seat.person })).toBeNull();
	}
	for (const one of everybody(five)) one.leave();
});

it('a big screen that who led put up stays, and shows nobody else as a person', async () => {
	const five = await seated();
	const { nele, steven, joris } = five;
	const wall = new Person(nele.seat, house.origin);
	expect((await wall.sit('wall')).me.person).toBeNull();
	expect(await nele.move({ do: 'hand-over', to: joris.seat.person })).toBeNull();
	const again = new Person(nele.seat, house.origin);
	expect((await again.sit('wall')).me.person).toBeNull();
	await expect(new Person(steven.seat, house.origin).sit('wall')).rejects.toThrow('no-such-seat');
	expect(wall.ended).toBeNull();
	for (const one of [wall, again, ...everybody(five)]) one.leave();
});

it('S5-08: the device of who has the word falls away: who leads is told, nobody else, and the turn stays', async () => {
	const five = await seated();
	const { nele, steven, wim, ilse, joris } = five;
	expect(await nele.move({ do: 'round', round: 1 })).toBeNull();
	expect(turnsNow((await told(wim.seat)).table.circle)?.holder).toBe(steven.seat.person);
	steven.leave();
	await until(() => nele.dropped === steven.seat.person, 'who leads to be told', 15_000);
	for (const one of [wim, ilse, joris]) expect(one.dropped).toBeUndefined();
	expect(turnsNow((await told(wim.seat)).table.circle)?.holder).toBe(steven.seat.person);
	await steven.sit();
	await until(() => nele.dropped === null, 'who leads to be told they are back', 15_000);
	// In nobody's turn but their own: the piece goes on, and whose device is gone is nobody's to know.
	expect(await steven.move(press(0))).toBeNull();
	steven.leave();
	wim.leave();
	await until(() => nele.dropped === wim.seat.person, 'who leads to be told of who has the word', 15_000);
	expect(await nele.move(press(1))).toBeNull();
	await until(() => nele.dropped === null, 'it to be over', 15_000);
	everybody(five).forEach((one) => one.leave());
}, 60_000);
