// Where a traject stands, kept: two who move it at once, whose a reason is to read, and that its words can go for good.

import { expect, it } from 'vitest';
import type { PersonId } from '#lib/base/id.ts';
import { atTraject } from '#server/traject/at-traject.ts';
import { movePhase, readWay, wipeReason } from '#server/traject/phase.ts';
import { tablesWith } from '../store/search.ts';
import { aCoach, aHouse, aTraject } from './door-house.ts';

const house = aHouse();

it('two who move at once are one move, and the words of a reason go for good', async () => {
	const staff = await aCoach(house());
	const { traject } = await aTraject(house(), staff);
	const other = await aTraject(house(), staff);
	const at = await atTraject({ house: house(), staff }, traject);
	const by = at.mine as PersonId;
	const { store } = house();
	const move = (from: string, to: 'waiting' | 'clarifying' | 'stopped', reason = '') =>
		movePhase(store, traject, by, { from, to, reason }, 1_790_000_000_000);
	const both = await Promise.all([move('registered', 'waiting'), move('registered', 'clarifying')]);
	expect(both.filter((one) => one === null)).toHaveLength(1);
	expect(both).toContainEqual({ no: 'moved-meanwhile' });
	const way = () => store.read((db) => readWay(db, traject));
	const stands = (await way()).at(-1)?.phase ?? '';
	expect(await move(stands, 'stopped')).toEqual({ no: 'phase-needs-reason' });
	expect(await move(stands, 'stopped', 'Kanariereden.')).toBeNull();
	expect(await tablesWith(store, 'Kanariereden')).toEqual(['note']);

	const note = (await way()).at(-1)?.note ?? '';
	expect(await wipeReason(store, other.traject, note)).toBe(false);
	expect((await way()).at(-1)?.reason).toBe('Kanariereden.');
	expect(await wipeReason(store, traject, note)).toBe(true);
	expect((await way()).at(-1)).toMatchObject({ phase: 'stopped', reason: '' });
	expect(await tablesWith(store, 'Kanariereden')).toEqual([]);
});
