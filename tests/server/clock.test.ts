// The machine's clock is set back in the middle of a circle (safety.md F29): what was decided stays in the order in
// which it was decided, also for who opens the table anew.

import { beforeAll, expect, it } from 'vitest';
import type { CircleId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import type { TableMove } from '#lib/table/decide.ts';
import { openHall } from '#server/table/hall.ts';
import { decidePlain } from '#server/table/plain-move.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { aCircle, aCoach, aHouse, aTraject, named } from './door-house.ts';

const house = aHouse();
let at: Preparing;
let id: CircleId;
beforeAll(async () => {
	at = await aTraject(house(), await aCoach(house()));
	id = await aCircle(at);
}, 60_000);

it('a table reads the same after a restart when the clock went back', async () => {
	let clock = Date.now();
	const hall = openHall(house().store, () => clock, house().chains);
	const leader = (await hall.live(id))?.row.leader ?? named(at, 'Joris');
	const moves: TableMove[] = [
		{ do: 'open', setting: 'family' },
		{ do: 'seat', person: named(at, 'Wim'), school: false },
		{ do: 'round', round: 1 },
		{ do: 'pass', round: 1, turn: 0, how: 'spoke', to: null },
		{ do: 'go', to: 'together' }
	];
	for (const move of moves) {
		clock -= 60_000;
		const refused = await hall.commit(id, leader, null, (tx, live) =>
			decidePlain(tx, live, { move, by: leader, at: clock }, () => null)
		);
		if (isNo(refused)) throw new Error(`${move.do}: ${refused.no}`);
	}
	const told = await hall.live(id);
	const anew = await openHall(house().store, () => clock, house().chains).live(id);
	expect(anew?.table.circle.phase).toEqual({ at: 'together' });
	expect(anew?.table.circle).toEqual(told?.table.circle);
	expect(anew?.streams).toEqual(told?.streams);
});
