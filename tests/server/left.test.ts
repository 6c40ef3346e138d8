// Who went home keeps a page that is open: it hears who comes and goes, and nothing of who writes beside what.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/live/new-id.ts';
import { freePort, House } from '../house.ts';
import { until } from '../sync/wait.ts';
import { Person } from './person.ts';

let house: House;
let people: [Person, Person, Person, Person];

beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
	const [circle] = await house.world(1, 4);
	people = circle?.seats.map((seat) => new Person(seat, house.origin)) as typeof people;
	for (const one of people) await one.sit();
}, 60_000);
afterAll(async () => {
	people.forEach((one) => one.leave());
	await house.stop();
});

it('who left hears nobody write, and is seen to write by nobody', async () => {
	const [lead, an, bo, gone] = people;
	const heard = (one: Person, block: string) => one.heard.includes(`"block":"${block}"`);
	const [before, after, theirs] = [newId<'item'>(), newId<'item'>(), newId<'item'>()];
	await until(() => (an.show(before), heard(gone, before)), 'somebody who sits here to hear it');
	expect(await gone.move({ do: 'leave', person: gone.seat.person })).toBeNull();
	gone.show(theirs);
	await until(() => (an.show(after), heard(bo, after)), 'who still sits here to hear it');
	expect(await lead.move({ do: 'pause' })).toBeNull();
	await until(() => people.every((one) => one.heard.includes('"is":"paused"')), 'a pause everybody hears');
	expect(heard(gone, after)).toBe(false);
	expect([lead, an, bo].map((one) => heard(one, theirs))).toEqual([false, false, false]);
});
