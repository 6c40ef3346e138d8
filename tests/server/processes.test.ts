// Two processes on one database, each with its own memory of the table: whoever decides second decides on what
// the first one did, and both end with the same facts.

import { beforeAll, expect, it } from 'vitest';
import type { CircleId, PersonId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { turnsNow } from '#lib/circle/circle.ts';
import type { TableMove } from '#lib/table/decide.ts';
import { openHall, type Hall } from '#server/table/hall.ts';
import { decidePlain } from '#server/table/plain-move.ts';
import { chance } from '../sync/wait.ts';
import { aCircle, aCoach, aHouse, aTraject, add, named } from './door-house.ts';

const house = aHouse();
let id: CircleId;
let nele: PersonId;
let joris: PersonId;
let wim: PersonId;
beforeAll(async () => {
	const at = await aTraject(house(), await aCoach(house()));
	id = await aCircle(at);
	joris = (await house().hall.live(id))?.row.leader as PersonId;
	wim = named(at, 'Wim');
	nele = await add(house(), at.traject, 'Nele', 'moderator');
	await house().hall.touch(id);
}, 60_000);

const clock = () => Date.now();
const move = async (hall: Hall, by: PersonId, move: TableMove): Promise<string | null> => {
	const refused = await hall.commit(id, by, null, (tx, live) =>
		decidePlain(tx, live, { move, by, at: clock() }, () => null)
	);
	return isNo(refused) ? refused.no : null;
};

it('two leaders at two processes: one truth, whatever they press at the same moment', async () => {
	const halls = [
		openHall(house().store, clock, house().chains),
		openHall(house().store, clock, house().chains)
	] as const;
	const [one, two] = halls;
	expect(await move(one, joris, { do: 'open', setting: 'family' })).toBeNull();
	for (const person of [wim, nele])
		expect(await move(two, joris, { do: 'seat', person, school: false })).toBeNull();
	expect(await move(one, joris, { do: 'name-co', person: nele })).toBeNull();
	expect(await move(two, joris, { do: 'round', round: 1 })).toBeNull();
	const seed = Math.floor(Math.random() * 2 ** 31);
	const random = chance(seed);
	for (let step = 0; step < 12; step++) {
		const live = await one.live(id);
		const turn = (live && turnsNow(live.table.circle)?.turn) ?? 0;
		const press = { do: 'pass', round: 1, turn, how: 'spoke', to: wim } as const;
		const asked: readonly TableMove[] = [
			press,
			{ ...press, to: null },
			{ do: 'take-over' },
			{ do: 'hand-over', to: nele },
			{ do: 'hand-over', to: joris },
			{ do: 'round', round: 1 + Math.floor(random() * 2) }
		];
		const pick = () => asked[Math.floor(random() * asked.length)] ?? press;
		await Promise.all([move(one, joris, pick()), move(two, nele, pick()), move(two, joris, pick())]);
		// A move that is refused has read what the other one did.
		await Promise.all(halls.map((hall) => move(hall, joris, { do: 'open', setting: 'family' })));
		const [a, b] = await Promise.all(halls.map((hall) => hall.live(id)));
		expect(a?.table.circle, `seed ${seed}`).toEqual(b?.table.circle);
	}
	const fresh = await openHall(house().store, clock, house().chains).live(id);
	expect(fresh?.table.circle, `seed ${seed}`).toEqual((await one.live(id))?.table.circle);
	const facts = [...(fresh?.streams.values() ?? [])]
		.flat()
		.flatMap(({ told }) =>
			told.to === 'circle' && told.fact.is === 'turn-ended' ? [`${told.fact.round}/${told.fact.turn}`] : []
		);
	expect(new Set(facts).size, `seed ${seed}: no turn ended twice`).toBe(facts.length);
});
