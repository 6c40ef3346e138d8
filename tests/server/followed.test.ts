// A follower at home, without an account (S1-11): they see the promise they were asked to ask after, and nothing else.

import { beforeAll, expect, it } from 'vitest';
import type { PersonId } from '#lib/base/id.ts';
import { newId } from '#server/door/secret.ts';
import type { Staff } from '#server/door/staff.ts';
import { noteHanded } from '#server/table/copies.ts';
import { followedBy } from '#server/table/followed.ts';
import { setBar } from '#server/traject/bars.ts';
import { readVersionLines } from '#server/traject/handed.ts';
import { readNamed } from '#server/traject/prepared.ts';
import { readVersions } from '#server/table/versions.ts';
import { moveFor } from '#server/table/moves.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, aHouse, aTraject, named } from './door-house.ts';

const house = aHouse();
let joris: Staff;
beforeAll(async () => void (joris = await aCoach(house())), 60_000);

it('reads only what they ask after, once it is in force, and nothing of who wants no contact', async () => {
	const { store, hall, moveTools } = house();
	const at = await aTraject(house(), joris);
	const circle = await aCircle(at);
	const [wim, steven] = [named(at, 'Wim'), named(at, 'Steven')];
	const bart = newId<'person'>();
	const leader = (await hall.live(circle))?.table.circle.leader ?? wim;
	const welcome = { do: 'welcome', person: bart, voice: newId<'voice'>(), name: 'Bart' } as const;
	const home = { label: 'nonkel', school: null, seated: false, join: false } as const;
	const by = { person: leader, seat: null };
	expect(await moveFor(moveTools, circle, by, newId(), { ...welcome, ...home })).toBeNull();
	expect(await store.read((db) => readNamed(db, at.traject))).toEqual(new Set([bart]));
	const who = (person: PersonId) =>
		({
			is: 'seat',
			seat: newId<'seat'>(),
			traject: at.traject,
			state: 'seated',
			person,
			role: 'network',
			circle: null,
			wall: false,
			tablet: null
		}) as const;
	expect(await followedBy(store, who(bart))).toBeNull();
	await hold(at, circle, [
		{ owner: steven, asker: bart, text: 'Ik ben elke dinsdag op het gesprek.', audience: 'core' },
		{ owner: wim, asker: steven, text: 'Ik bel drie adressen.', audience: 'core' }
	]);
	const follows = await followedBy(store, who(bart));
	expect(follows).toMatchObject({
		person: bart,
		promises: [{ owner: 'Steven', text: 'Ik ben elke dinsdag op het gesprek.', when: '' }],
		saidYes: false
	});
	expect(await followedBy(store, { ...who(bart), state: 'waiting' })).toBeNull();
	expect(await followedBy(store, { ...who(bart), traject: newId<'traject'>() })).toBeNull();
	expect(await followedBy(store, who(wim))).toBeNull();

	// His own yes, once, on the page of the traject; it is no copy of his.
	const lines = () => store.read(async (db) => readVersionLines(db, await readVersions(db, at.traject)));
	if (!follows) throw new Error('nothing to ask after');
	await noteHanded(house(), follows.version, bart, 'will-ask');
	await noteHanded(house(), follows.version, bart, 'will-ask');
	expect(await followedBy(store, who(bart))).toMatchObject({ saidYes: true });
	const [line] = await lines();
	expect(line?.asking.map(({ person }) => person)).toEqual([bart]);
	expect(line?.copies.map(({ person }) => person)).not.toContain(bart);

	await store.write((tx) => setBar(tx, at.traject, steven, bart));
	expect(await followedBy(store, who(bart))).toBeNull();
});
