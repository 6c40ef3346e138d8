// What a next circle starts from: the version in force, and of it nothing a school at the table may not have.

import { beforeAll, describe, expect, it } from 'vitest';
import type { CircleId } from '#lib/base/id.ts';
import { no } from '#lib/base/no.ts';
import { roundKey } from '#lib/circle/round.ts';
import type { PlannedCircle } from '#lib/traject/planned.ts';
import type { Staff } from '#server/door/staff.ts';
import { atTraject, type Preparing } from '#server/traject/at-traject.ts';
import { changeCircle, planCircle, readCircles, readPlan } from '#server/traject/circles.ts';
import { readVersionLines } from '#server/traject/handed.ts';
import { nextCircle } from '#server/traject/next-circle.ts';
import { prepareRounds } from '#server/traject/rounds.ts';
import { inForce, readVersions } from '#server/table/versions.ts';
import { hold } from './door-agreed.ts';
import { add, aCircle, aCoach, aHouse, aTraject, named, yes } from './door-house.ts';
import { plannedGuests } from './door-plan.ts';

const house = aHouse();
const store = () => house().store;
let joris: Staff;

beforeAll(async () => void (joris = await aCoach(house())), 60_000);

const again = (at: Preparing): Promise<Preparing> => atTraject({ house: house(), staff: joris }, at.traject);
const rowOf = async (at: Preparing, id: CircleId) => {
	const found = (await store().read((db) => readCircles(db, at.traject))).find((one) => one.id === id);
	if (!found) throw new Error('no circle');
	return found;
};
const planOf = async (at: Preparing, id: CircleId) => {
	const row = await rowOf(at, id);
	return store().read((db) => readPlan(db, row, at.people));
};
const change = async (at: Preparing, id: CircleId, plan: PlannedCircle) => {
	const row = await rowOf(at, id);
	return store().write((tx) => changeCircle(tx, at.traject, row, plan, at.people));
};
const inForceOf = async (at: Preparing) => inForce(await store().read((db) => readVersions(db, at.traject)));

describe('the version in force', () => {
	it('is none, then the one declared, then the one that replaced it', async () => {
		const at = await aTraject(house(), joris);
		const promise = {
			owner: named(at, 'Wim'),
			asker: null,
			text: 'Ik bel drie adressen.',
			audience: 'core'
		} as const;
		expect(await inForceOf(at)).toBeNull();
		const planned = await aCircle(at, { type: 'follow-up' });
		const first = await hold(at, await aCircle(at), [promise]);
		expect(await inForceOf(at)).toBe(first);
		// A circle that was planned before starts from it all the same, and asks how it went.
		await expect.poll(async () => (await rowOf(at, planned)).follows).toBe(first);
		expect((await rowOf(at, planned)).rounds.filter((round) => round.about)).toHaveLength(1);
		expect((await house().hall.live(planned))?.row.follows).toBe(first);
		const second = await hold(at, planned, [promise]);
		expect(await inForceOf(at)).toBe(second);
		const states = await store().read((db) => readVersions(db, at.traject));
		expect(states.map(({ no, version }) => [no, version.state.is])).toEqual([
			[1, 'superseded'],
			[2, 'in-force']
		]);
	});

	it('is none while a version only lies there; its answers are each one’s own until they are shown', async () => {
		const at = await aTraject(house(), joris);
		const promise = { owner: named(at, 'Wim'), asker: null, text: 'Ik bel.', audience: 'core' } as const;
		await hold(at, await aCircle(at), [promise], false);
		expect(await inForceOf(at)).toBeNull();
		const [line] = await store().read(async (db) => readVersionLines(db, await readVersions(db, at.traject)));
		expect(line).toMatchObject({ no: 1, state: 'presented', answered: 1, expected: 4, tally: null });
	});
});

describe('a follow-up', () => {
	it('asks of no inner promise where a school is expected', async () => {
		const before = await aTraject(house(), joris);
		const bral = await add(house(), before.traject, 'Bral', 'directie');
		const at = await again(before);
		const [wim, steven] = [named(at, 'Wim'), named(at, 'Steven')];
		await hold(at, await aCircle(at), [
			{ owner: wim, asker: steven, text: 'Voor iedereen.', audience: 'core' },
			{ owner: steven, asker: null, text: 'Blijft hier.', audience: 'inner' }
		]);
		const next = nextCircle({
			...at,
			circles: await store().read((db) => readCircles(db, at.traject)),
			versionInForce: true,
			now: Date.now()
		});
		if (!next) throw new Error('nobody leads');
		expect(next.type).toBe('follow-up');
		const plan = (state: 'expected' | 'absent') => ({
			...next,
			guests: plannedGuests(at, { [bral]: state })
		});
		const id = yes(await store().write((tx) => planCircle(tx, at.traject, plan('expected'), at.people)));
		const reviews = async () => (await rowOf(at, id)).rounds.filter((round) => round.about);
		expect((await reviews()).map((round) => round.first)).toEqual([[wim, steven]]);
		expect(await change(at, id, plan('absent'))).toBeNull();
		expect(await reviews()).toHaveLength(2);
		expect(await change(at, id, plan('expected'))).toBeNull();
		expect(await reviews()).toHaveLength(1);
	});

	it('keeps the wording of its questions when who comes changes', async () => {
		const at = await aTraject(house(), joris);
		const id = await aCircle(at);
		const said = { kind: null, seconds: null } as const;
		const before = await rowOf(at, id);
		expect(
			await store().write((tx) =>
				prepareRounds(tx, before, [
					{
						do: 'reword-round',
						round: 'ask.check-in/',
						text: ' Hoe kom je binnen? ',
						writes: 'own',
						...said
					},
					{ do: 'reword-round', round: 'ask.experience/', text: '', writes: 'nothing', ...said },
					{ do: 'remove-round', round: 'ask.need/' },
					{ do: 'move-round', round: 'ask.wish/', before: 'ask.strength/' },
					{ do: 'add-round', round: 'own.x/', before: null, text: 'En nu?', writes: 'together', ...said }
				])
			)
		).toBeNull();
		const plan = await planOf(at, id);
		const fewer = { ...plan, guests: plannedGuests(at, { [named(at, 'Ilse')]: 'absent' }) };
		expect(await change(at, id, fewer)).toBeNull();
		const [first, second] = (await rowOf(at, id)).rounds;
		expect(first).toMatchObject({ text: 'Hoe kom je binnen?', writes: 'own', kind: 'experience' });
		expect(second).toMatchObject({ text: null, writes: 'nothing' });
		expect((await rowOf(at, id)).rounds.map(roundKey).map((key) => key.replace(/ask\.|\//g, ''))).toEqual([
			'check-in',
			'experience',
			'wish',
			'strength',
			'worry',
			'engagement',
			'check-out',
			'own.x'
		]);
	});

	it('is not changed any more once the circle opened', async () => {
		const at = await aTraject(house(), joris);
		const id = await aCircle(at);
		const row = await rowOf(at, id);
		const plan = await store().read((db) => readPlan(db, row, at.people));
		await hold(at, id, [{ owner: named(at, 'Wim'), asker: null, text: 'Ik bel.', audience: 'core' }]);
		expect(await store().write((tx) => changeCircle(tx, at.traject, row, plan, at.people))).toEqual(
			no('already-open')
		);
		expect(await store().write((tx) => prepareRounds(tx, row, []))).toEqual(no('already-open'));
	});
});
