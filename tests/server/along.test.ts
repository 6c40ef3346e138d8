// Who leads looks along with somebody's screen, and sees nothing that is that person's alone; the co-leader who was
// named is told that nobody leads any more, and nobody else is.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/live/new-id.ts';
import { freePort, House } from '../house.ts';
import { until } from '../sync/wait.ts';
import { Person } from './person.ts';

let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
}, 60_000);
afterAll(() => house.stop(), 30_000);

async function seated(seats: number, school = false): Promise<Person[]> {
	const [circle] = await house.world(1, seats, school);
	const people = (circle?.seats ?? []).map((seat) => new Person(seat, house.origin));
	for (const one of people) await one.sit();
	return people;
}

async function lay(who: Person, text: string): Promise<string> {
	const voice = who.view?.people.find((one) => one.id === who.seat.person)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	const line = newId<'line'>();
	expect(await who.move({ do: 'lay', line, voice, kind: 'wish', about: null, text })).toBeNull();
	return line;
}

/** The data of the page on which one looks along with another, or its status. */
async function along(who: Person, other: Person): Promise<string | number> {
	const page = `${who.seat.page}/as/${other.seat.person}/__data.json`;
	const answer = await fetch(page, { headers: who.headers });
	const said = await answer.text();
	const refused = /"type":"error","error":\{"status":(\d+)/.exec(said);
	return refused ? Number(refused[1]) : said;
}

it('who leads sees what stands on a screen, and nothing that is one person’s alone', async () => {
	const [nele, steven, , , , school] = await seated(6, true);
	if (!nele || !steven || !school) throw new Error('six seats were asked for');
	await lay(steven, 'Een plek met rust.');
	const mark = { do: 'mark' as const, person: steven.seat.person, lines: [], seen: [] };
	expect(await steven.move({ ...mark, choice: 'none' })).toBeNull();
	const own = steven.seat.sheets.find(({ audience }) => audience === 'own')?.id ?? 'none';

	const seen = String(await along(nele, steven));
	expect(seen).toContain('Een plek met rust.');
	expect(seen).not.toContain(own);
	expect(seen).not.toContain('/mine/');
	expect(seen).not.toContain('"marked"');
	// What a school does not have, is not on its screen either.
	expect(String(await along(nele, school))).not.toContain('Een plek met rust.');

	for (const other of [steven, school]) expect(await along(other, nele)).toBe(404);
	expect(await along(nele, { seat: { person: newId() } } as unknown as Person)).toBe(404);
	for (const one of [nele, steven, school]) one.leave();
}, 60_000);

it('the co-leader alone is told that nobody leads any more, and takes over by hand', async () => {
	const [nele, steven, , , joris] = await seated(5);
	if (!nele || !steven || !joris) throw new Error('five seats were asked for');
	expect(await nele.move({ do: 'name-co', person: joris.seat.person })).toBeNull();
	await until(() => joris.away === false, 'that the leader is here');
	nele.leave();
	await until(() => joris.away === true, 'that the leader is away');
	expect(steven.away).toBeNull();
	expect(steven.heard).not.toContain('"leads"');
	expect(await steven.move({ do: 'take-over' })).toBe('only-the-co-leader');
	expect(await joris.move({ do: 'take-over' })).toBeNull();
	await until(() => steven.heard.includes('"leads"'), 'who leads');
	expect(await joris.move({ do: 'go', to: 'gathering' })).toBeNull();
	for (const one of [steven, joris]) one.leave();
}, 60_000);
