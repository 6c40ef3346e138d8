// Who comes late: a request of another day, two devices that say one name, and a school that joins the table of
// a family that looks back on promises it never heard of.

import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import type { CircleId, PersonId } from '#lib/base/id.ts';
import { newId } from '#server/door/secret.ts';
import { openSeat } from '#server/door/seat.ts';
import type { Staff } from '#server/door/staff.ts';
import { seat } from '#server/store/schema.ts';
import { copyFor } from '#server/table/copies.ts';
import { moveFor } from '#server/table/moves.ts';
import type { Move } from '#lib/wire/move.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { readCircles } from '#server/traject/circles.ts';
import { hold } from './door-agreed.ts';
import { add, aCircle, aCoach, aHouse, aTraject, named } from './door-house.ts';

const house = aHouse();
let joris: Staff;
beforeAll(async () => void (joris = await aCoach(house())), 60_000);

const rowOf = async (at: Preparing, id: CircleId) => {
	const row = (await house().store.read((db) => readCircles(db, at.traject))).find((one) => one.id === id);
	if (!row) throw new Error('no circle');
	return row;
};
const mover = (circle: CircleId, by: PersonId) => (move: Move) =>
	moveFor(house().moveTools, circle, { person: by, seat: null }, newId(), move);

async function asks(at: Preparing, person: PersonId, daysAgo: number): Promise<string> {
	const key = await house().store.write(async (tx) => {
		const asked = { via: 'name', state: 'waiting', card: null, claim: null, circle: null } as const;
		const made = await openSeat(tx, { traject: at.traject, person, ...asked });
		const then = sql`now() - make_interval(days => ${daysAgo})`;
		await tx.update(seat).set({ at: then }).where(eq(seat.id, made.id));
		return made;
	});
	return key.id;
}

it('iedereen klopt seats who asks today, alone under that name', async () => {
	const at = await aTraject(house(), joris);
	const circle = await aCircle(at);
	const move = mover(circle, (await rowOf(at, circle)).leader);
	expect(await move({ do: 'open', setting: 'family' })).toBeNull();
	const [wim, ilse, steven] = [named(at, 'Wim'), named(at, 'Ilse'), named(at, 'Steven')];
	const [old, now] = [await asks(at, wim, 40), await asks(at, ilse, 0)];
	const [one, two] = [await asks(at, steven, 0), await asks(at, steven, 0)];
	expect(await move({ do: 'admit-all' })).toBeNull();
	const rows = await house().store.read((db) => db.select({ id: seat.id, state: seat.state }).from(seat));
	const state = (id: string) => rows.find((row) => row.id === id)?.state;
	expect([old, now, one, two].map(state)).toEqual(['waiting', 'seated', 'waiting', 'waiting']);
});

it('a school that joins hears of no promise, and of no round about one, that was made without it', async () => {
	const at = await aTraject(house(), joris);
	const wim = named(at, 'Wim');
	const promised = { owner: wim, asker: null, text: 'Ik drink niet meer.', audience: 'core' } as const;
	const next = await aCircle(at, { type: 'follow-up' });
	await hold(at, await aCircle(at), [promised]);
	await expect.poll(async () => (await rowOf(at, next)).follows).not.toBeNull();
	const school = await add(house(), at.traject, 'Sara', 'leerkracht', true);
	await house().hall.touch(next);
	const move = mover(next, (await rowOf(at, next)).leader);
	expect(await move({ do: 'open', setting: 'family' })).toBeNull();
	expect(await move({ do: 'seat', person: wim, school: false })).toBeNull();
	expect(await move({ do: 'school-joins', person: school })).toBeNull();
	const seen = (person: PersonId, role: 'school' | 'parent') =>
		house().tables.view(next, { is: 'person', person, role }, newId());
	const [hers, his] = [await seen(school, 'school'), await seen(wim, 'parent')];
	const abouts = (view: typeof hers) => view?.beginning.rounds.filter((round) => round.about !== null).length;
	// No place is kept for it either: who it is of looks back on it beside the rounds.
	expect([abouts(hers), abouts(his)]).toEqual([0, 0]);
	expect(hers?.beginning.rounds.map(({ ask }) => ask)).not.toContain('ask.review');
	expect(hers?.beginning.rounds.length).toBe(his?.beginning.rounds.length);
	expect(JSON.stringify(hers)).not.toContain('drink');
	expect(JSON.stringify(his)).toContain('drink');
	const inner = his?.sheets.filter((sheet) => sheet.audience === 'inner').map((sheet) => sheet.id) ?? [];
	expect(inner.length).toBeGreaterThan(0);
	for (const id of inner) expect(JSON.stringify(hers)).not.toContain(id);
});

it('a school that joins after a draft was withdrawn knows nothing of that draft', async () => {
	const at = await aTraject(house(), joris);
	const [circle, steven] = [await aCircle(at), named(at, 'Steven')];
	const school = await add(house(), at.traject, 'Sara', 'leerkracht', true);
	await house().hall.touch(circle);
	const leader = mover(circle, (await rowOf(at, circle)).leader);
	expect(await leader({ do: 'open', setting: 'family' })).toBeNull();
	expect(await leader({ do: 'seat', person: steven, school: false })).toBeNull();
	expect(await leader({ do: 'go', to: 'together' })).toBeNull();
	const voice = (await house().hall.live(circle))?.table.people.get(steven)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	const line = { line: newId<'line'>(), voice, kind: 'wish', about: null, text: 'Een plek.' } as const;
	expect(await mover(circle, steven)({ do: 'lay', ...line })).toBeNull();
	expect(await leader({ do: 'present' })).toBeNull();
	const before = (await house().hall.live(circle))?.sheets.filter((sheet) => sheet.audience === 'core') ?? [];
	const [version] = (await house().hall.live(circle))?.versions ?? [];
	if (!version || before.length === 0) throw new Error('nothing was presented');
	expect(await leader({ do: 'withdraw', version, reason: 'Een fout.' })).toBeNull();
	expect(await leader({ do: 'school-joins', person: school })).toBeNull();
	const hers = await house().tables.view(circle, { is: 'person', person: school, role: 'school' }, newId());
	expect(hers?.sheets.map((sheet) => sheet.audience).sort()).toEqual(['core', 'own']);
	for (const sheet of before) expect(JSON.stringify(hers)).not.toContain(sheet.id);
	expect(JSON.stringify(hers)).not.toContain(line.line);
});

it('who joins at the follow-up has nothing of the circle before it (S1-17), and what they promise there', async () => {
	const at = await aTraject(house(), joris);
	const [steven, wim] = [named(at, 'Steven'), named(at, 'Wim')];
	const first = await aCircle(at);
	const next = await aCircle(at, { type: 'follow-up' });
	const leads = mover(first, (await rowOf(at, first)).leader);
	expect(await leads({ do: 'open', setting: 'family' })).toBeNull();
	expect(await leads({ do: 'seat', person: steven, school: false })).toBeNull();
	const voice = (await house().hall.live(first))?.table.people.get(steven)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	const line = { line: newId<'line'>(), voice, kind: 'experience', about: null, text: 'De trap.' } as const;
	expect(await mover(first, steven)({ do: 'lay', ...line })).toBeNull();
	const version = await hold(at, first, [
		{ owner: wim, asker: null, text: 'Ik bel drie adressen.', audience: 'core' }
	]);
	await expect.poll(async () => (await rowOf(at, next)).follows).toBe(version);
	const fatou = await add(house(), at.traject, 'Fatou', 'begeleidster');
	await house().hall.touch(next);
	const move = mover(next, (await rowOf(at, next)).leader);
	expect(await move({ do: 'open', setting: 'family' })).toBeNull();
	expect(await move({ do: 'seat', person: fatou, school: false })).toBeNull();
	const viewer = { is: 'person', person: fatou, role: 'partner' } as const;
	const hers = await house().tables.view(next, viewer, newId());
	expect(JSON.stringify(hers)).not.toContain('De trap.');
	expect(JSON.stringify(hers)).not.toContain(line.line);
	expect(hers?.versions).toEqual([]);
	expect(hers?.streams.some(({ name }) => name.startsWith('version/'))).toBe(false);
	const who = { is: 'seat', seat: newId<'seat'>(), traject: at.traject, state: 'seated' } as const;
	const asFatou = {
		...who,
		person: fatou,
		role: 'partner',
		circle: null,
		wall: false,
		tablet: null
	} as const;
	expect(await copyFor(house(), asFatou, version)).toBeNull();
	// The table before is not hers either, whatever she asks of it.
	expect(await house().tables.currentOf(at.traject, fatou)).toBe(next);
});

it('who sits down once the plan lies there hears nothing of the draft, until there is a next one', async () => {
	const at = await aTraject(house(), joris);
	const [circle, steven] = [await aCircle(at), named(at, 'Steven')];
	const leads = mover(circle, (await rowOf(at, circle)).leader);
	expect(await leads({ do: 'open', setting: 'family' })).toBeNull();
	expect(await leads({ do: 'seat', person: steven, school: false })).toBeNull();
	const voice = (await house().hall.live(circle))?.table.people.get(steven)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	const line = {
		line: newId<'line'>(),
		voice,
		kind: 'wish',
		about: null,
		text: 'Een rustige trap.'
	} as const;
	expect(await mover(circle, steven)({ do: 'lay', ...line })).toBeNull();
	expect(await leads({ do: 'present' })).toBeNull();
	const wim = named(at, 'Wim');
	expect(await leads({ do: 'seat', person: wim, school: false })).toBeNull();
	const seen = async () => {
		const viewer = { is: 'person', person: wim, role: 'parent' } as const;
		return JSON.stringify(await house().tables.view(circle, viewer, newId()));
	};
	expect(await seen()).not.toContain('rustige trap');
	expect(await seen()).not.toContain(line.line);
	const [version] = (await house().hall.live(circle))?.versions ?? [];
	if (!version) throw new Error('nothing was presented');
	expect(await leads({ do: 'withdraw', version, reason: 'Een fout.' })).toBeNull();
	expect(await seen()).toContain('rustige trap');
});
