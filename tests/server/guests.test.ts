// Who comes, and how it is called when they do not: each absence its own word, known to everybody at the table but
// the one that has readers; and what was done beforehand, known to nobody there.

import { beforeAll, describe, expect, it } from 'vitest';
import type { CircleId, PersonId } from '#lib/base/id.ts';
import { asPlanned, type PlannedState } from '#lib/traject/planned.ts';
import { askSeat } from '#server/door/enter.ts';
import type { Move } from '#lib/wire/move.ts';
import { newId } from '#server/door/secret.ts';
import { moveFor } from '#server/table/moves.ts';
import { readSealed } from '#server/table/reviewed.ts';
import type { Staff } from '#server/door/staff.ts';
import { atTraject, type Preparing } from '#server/traject/at-traject.ts';
import { changeCircle, readCircles, readPlan } from '#server/traject/circles.ts';
import { allTalked, noteAttempt, noteTalk, readPrepared } from '#server/traject/prepared.ts';
import { add, aCircle, aCoach, aHouse, aTraject, Browser, named, yes } from './door-house.ts';
import { plannedGuests } from './door-plan.ts';

const house = aHouse();
const store = () => house().store;
let joris: Staff;
beforeAll(async () => void (joris = await aCoach(house())), 60_000);

const rowOf = async (at: Preparing, id: CircleId) => {
	const found = (await store().read((db) => readCircles(db, at.traject))).find((one) => one.id === id);
	if (!found) throw new Error('no circle');
	return found;
};
const planOf = async (at: Preparing, id: CircleId) => {
	const row = await rowOf(at, id);
	return store().read((db) => readPlan(db, row, at.people));
};
const prepared = (id: CircleId) => store().read((db) => readPrepared(db, id));
const tryOnce = (circle: CircleId, who: PersonId, seen: number) =>
	noteAttempt(store(), { circle, who, seen, how: 'phone', by: joris.id, at: Date.now() });
const preparedOf = async (id: CircleId, who: PersonId) =>
	(await prepared(id)).find(({ person }) => person === who);

/** Steven's traject with a mother, a father and a school as well. */
async function aFamily(): Promise<Preparing> {
	const { traject } = await aTraject(house(), joris);
	await add(house(), traject, 'Zohra', 'moeder');
	await add(house(), traject, 'Bral', 'directie');
	return atTraject({ house: house(), staff: joris }, traject);
}

describe('somebody who is not there', () => {
	it('is called by one word of six, and everybody at the table has the same', async () => {
		const at = await aFamily();
		const [wim, zohra, bral, ilse] = ['Wim', 'Zohra', 'Bral', 'Ilse'].map((name) => named(at, name));
		if (!wim || !zohra || !bral || !ilse) throw new Error('four people');
		const guests = plannedGuests(at, { [wim]: 'not-reached', [zohra]: 'excused' }).map((guest) =>
			guest.person === bral ? { ...asPlanned(bral, 'represented'), speaker: ilse } : guest
		);
		const id = await aCircle(at, { guests });
		expect(await tryOnce(id, wim, 0)).toBe(true);
		expect(await tryOnce(id, wim, 1)).toBe(true);
		await house().hall.touch(id);
		for (const [name, role] of [
			['Joris', 'coach'],
			['Steven', 'pupil']
		] as const) {
			const viewer = { is: 'person', person: named(at, name), role } as const;
			const view = await house().tables.view(id, viewer, newId());
			const said = (who: PersonId) => view?.guests.find(({ person }) => person === who);
			expect(said(wim)).toMatchObject({ state: 'not-reached', attempts: 2 });
			expect(said(zohra)).toMatchObject({ state: 'excused', speaker: null });
			expect(said(bral)).toMatchObject({ state: 'represented', speaker: ilse });
		}
	});

	it('is no school at the table: represented by the CLB, its table is the family’s', async () => {
		const at = await aFamily();
		const [bral, ilse] = [named(at, 'Bral'), named(at, 'Ilse')];
		const guests = plannedGuests(at, {}).map((guest) =>
			guest.person === bral ? { ...asPlanned(bral, 'represented'), speaker: ilse } : guest
		);
		const live = await house().hall.live(await aCircle(at, { guests }));
		expect(live?.table.circle.setting).toBe('family');
		expect(live?.table.circle.order).not.toContain(bral);
	});

	it('has a speaker who comes, and is not their own', async () => {
		const at = await aFamily();
		const [bral, ilse, wim] = [named(at, 'Bral'), named(at, 'Ilse'), named(at, 'Wim')];
		const withSpeaker = (speaker: PersonId | null) => {
			const guests = plannedGuests(at, { [wim]: 'excused' }).map((guest) =>
				guest.person === bral ? { ...asPlanned(bral, 'represented'), speaker } : guest
			);
			return aCircle(at, { guests });
		};
		for (const nobody of [null, bral, wim]) await expect(withSpeaker(nobody)).rejects.toThrow('who-speaks');
		await expect(withSpeaker(ilse)).resolves.toBeTypeOf('string');
	});

	it('finds the door open all the same; who was deliberately not invited does not', async () => {
		const at = await aFamily();
		const states: Record<string, PlannedState> = {
			[named(at, 'Wim')]: 'excused',
			[named(at, 'Zohra')]: 'not-reached',
			[named(at, 'Bral')]: 'not-invited'
		};
		const id = await aCircle(at, { guests: plannedGuests(at, states) });
		const room = { circle: id, traject: at.traject, code: 'BCDFGH' };
		const ask = (name: string) =>
			askSeat(store(), room, named(at, name), { jar: new Browser(), secure: false, from: '127.0.0.1' });
		for (const name of ['Wim', 'Zohra']) {
			yes(await ask(name));
			expect(await house().tables.currentOf(at.traject, named(at, name))).toBe(id);
		}
		expect(await ask('Bral')).toMatchObject({ no: 'not-expected' });
		expect(await house().tables.currentOf(at.traject, named(at, 'Bral'))).toBeNull();
	});
});

describe('before the circle', () => {
	it('a talk that was held makes it prepared, stays when the plan changes, and is shown to nobody there', async () => {
		const at = await aFamily();
		const id = await aCircle(at, { guests: plannedGuests(at, { [named(at, 'Bral')]: 'absent' }) });
		const leader = named(at, 'Joris');
		expect(allTalked(await prepared(id), leader)).toBe(false);
		for (const name of ['Steven', 'Wim', 'Ilse', 'Zohra'])
			await noteTalk(store(), id, named(at, name), true, Date.UTC(2026, 9, 1));
		expect(allTalked(await prepared(id), leader)).toBe(true);
		await noteTalk(store(), id, named(at, 'Wim'), true, Date.UTC(2027, 0, 1));
		const first = new Date(Date.UTC(2026, 9, 1));
		expect((await preparedOf(id, named(at, 'Wim')))?.talkedAt).toEqual(first);
		const plan = { ...(await planOf(at, id)), place: 'Elders' };
		const row = await rowOf(at, id);
		expect(await store().write((tx) => changeCircle(tx, at.traject, row, plan, at.people))).toBeNull();
		expect((await preparedOf(id, named(at, 'Wim')))?.talkedAt).toEqual(first);
		const viewer = { is: 'person', person: leader, role: 'coach' } as const;
		const view = JSON.stringify(await house().tables.view(id, viewer, newId()));
		expect(view).not.toContain('talked');
		expect(view).not.toContain('2026-10-01');
		await noteTalk(store(), id, named(at, 'Wim'), false, 0);
		expect((await preparedOf(id, named(at, 'Wim')))?.talkedAt).toBeNull();
	});

	it('a try to reach somebody counts once, however often it was sent', async () => {
		const at = await aFamily();
		const [wim, zohra] = [named(at, 'Wim'), named(at, 'Zohra')];
		const id = await aCircle(at, { guests: plannedGuests(at, { [wim]: 'not-reached' }) });
		const tries = await Promise.all([tryOnce(id, wim, 0), tryOnce(id, wim, 0)]);
		expect(tries.filter(Boolean)).toHaveLength(1);
		expect(await tryOnce(id, wim, 7)).toBe(false);
		expect(await tryOnce(id, wim, -1)).toBe(false);
		expect(await tryOnce(id, zohra, 0)).toBe(false);
		expect((await preparedOf(id, wim))?.attempts).toBe(1);
	});
});

describe('in the plan', () => {
	it('stands who was there and how it is called who was not, one by one, and blames nobody', async () => {
		const at = await aFamily();
		const [wim, zohra, bral, ilse, steven] = ['Wim', 'Zohra', 'Bral', 'Ilse', 'Steven'].map((name) =>
			named(at, name)
		);
		if (!wim || !zohra || !bral || !ilse || !steven) throw new Error('five people');
		const states: Record<string, PlannedState> = { [wim]: 'not-reached', [bral]: 'not-invited' };
		const present = async (readers: readonly PersonId[]) => {
			const id = await aCircle(at, { guests: plannedGuests(at, states, readers) });
			await tryOnce(id, wim, 0);
			await tryOnce(id, wim, 1);
			await house().hall.touch(id);
			const leader = (await house().hall.live(id))?.table.circle.leader ?? wim;
			const move = async (by: PersonId, what: Move) =>
				expect(await moveFor(house().moveTools, id, { person: by, seat: null }, newId(), what)).toBeNull();
			await move(leader, { do: 'open', setting: 'family' });
			await move(leader, { do: 'seat', person: steven, school: false });
			await move(leader, { do: 'round', round: 0 });
			await move(leader, { do: 'seat', person: ilse, school: false });
			await move(leader, { do: 'leave', person: ilse });
			await move(leader, { do: 'go', to: 'together' });
			const voice = (await house().hall.live(id))?.table.people.get(steven)?.voices[0].id;
			if (!voice) throw new Error('no voice');
			const line = { line: newId<'line'>(), voice, kind: 'wish', about: null, text: 'Een plek.' } as const;
			await move(steven, { do: 'lay', ...line });
			await move(leader, { do: 'present' });
			const [version] = (await house().hall.live(id))?.versions ?? [];
			if (!version) throw new Error('nothing was presented');
			const sealed = await store().read((db) => readSealed(db, version));
			return sealed.flatMap(({ part }) => (part.part === 'person' ? part : []));
		};
		const people = await present([steven]);
		const of = (who: PersonId) => people.find(({ id }) => id === who);
		expect(of(steven)).toMatchObject({ present: true });
		expect(of(ilse)).toMatchObject({ present: true, joined: 1, left: 1 });
		expect(of(wim)).toMatchObject({ present: false, answers: false, absent: 'not-reached', attempts: 2 });
		expect(of(zohra)).toMatchObject({ present: false, absent: 'did-not-come' });
		// Ilse may not read why Bral is not there: nobody learns from the plan that it is so.
		expect(of(bral)).toBeUndefined();
		const known = await present([steven, ilse]);
		expect(known.find(({ id }) => id === bral)).toMatchObject({ absent: 'not-invited', answers: false });
	});
});
