// Who interprets, who sits beside somebody, who is not here: by every way in, and by the wrong hand; and that who
// is no confidant any more hears nothing from that moment.

import { beforeAll, describe, expect, it } from 'vitest';
import type { CircleId, PersonId } from '#lib/base/id.ts';
import { no } from '#lib/base/no.ts';
import type { Role } from '#lib/people/role.ts';
import type { Move } from '#lib/wire/move.ts';
import { asTable } from '#server/door/can.ts';
import { askAsNewcomer } from '#server/door/enter.ts';
import { openSeat, seatOf } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import type { Staff } from '#server/door/staff.ts';
import { copyFor } from '#server/table/copies.ts';
import { moveFor } from '#server/table/moves.ts';
import { hears } from '#server/table/hears.ts';
import { atTraject, type Preparing } from '#server/traject/at-traject.ts';
import { addPerson, changePerson } from '#server/traject/people.ts';
import { hold } from './door-agreed.ts';
import { add, aCircle, aCoach, aHouse, aTraject, Browser, named, yes } from './door-house.ts';
import { plannedGuests } from './door-plan.ts';

const house = aHouse();
const store = () => house().store;
let joris: Staff;
beforeAll(async () => void (joris = await aCoach(house())), 60_000);

const again = (at: Preparing) => atTraject({ house: house(), staff: joris }, at.traject);
const live = async (id: CircleId) => {
	const found = await house().hall.live(id);
	if (!found) throw new Error('no table');
	return found;
};
const mover = (circle: CircleId, by: PersonId) => (move: Move) =>
	moveFor(house().moveTools, circle, { person: by, seat: null }, newId(), move);
const roleOf = async (circle: CircleId, who: PersonId): Promise<Role | undefined> =>
	(await live(circle)).table.people.get(who)?.role;
const give = { school: null, adult: null, of: null } as const;

/** Steven's table, open, with Wim and Steven seated; Amal is his cousin, of age. */
async function aTable() {
	const { traject } = await aTraject(house(), joris);
	await add(house(), traject, 'Amal', 'nicht');
	const at = await atTraject({ house: house(), staff: joris }, traject);
	const circle = await aCircle(at, { guests: plannedGuests(at, { [named(at, 'Ilse')]: 'absent' }) });
	const [steven, wim, amal] = [named(at, 'Steven'), named(at, 'Wim'), named(at, 'Amal')];
	const leader = (await live(circle)).table.circle.leader;
	const leads = mover(circle, leader);
	expect(await leads({ do: 'open', setting: 'family' })).toBeNull();
	for (const person of [steven, wim]) expect(await leads({ do: 'seat', person, school: false })).toBeNull();
	return { at, circle, steven, wim, amal, leads, as: (who: PersonId) => mover(circle, who) };
}

describe('an interpreter', () => {
	it('is never a minor, nor the pupil: not in the form, not at the door, not by another label', async () => {
		const { at, circle, leads, steven } = await aTable();
		const form = (adult: boolean | null) =>
			store().write((tx) => addPerson(tx, at.traject, { name: 'Parisa', label: 'tolk', ...give, adult }));
		expect(await form(null)).toEqual(no('adult-or-not'));
		expect(await form(false)).toEqual(no('minor-interprets'));
		yes(await form(true));
		for (const adult of [true, false, null]) {
			const asked = { name: 'Steven', label: 'Tolk', ...give, adult };
			const changed = await store().write((tx) => changePerson(tx, at.traject, steven, asked));
			expect(changed).toEqual(no('minor-interprets'));
		}
		const newcomer = { person: newId<'person'>(), voice: newId<'voice'>(), name: 'Nadia', label: 'tolk' };
		const welcome = { do: 'welcome', ...newcomer, school: null, seated: true, join: false } as const;
		expect(await leads(welcome)).toBe('adult-or-not');
		expect(await leads({ ...welcome, adult: false })).toBe('minor-interprets');
		const room = { circle, traject: at.traject, code: '' };
		const asker = { jar: new Browser(), secure: false, from: '127.0.0.1' };
		const { seat } = yes(await askAsNewcomer(store(), room, { name: 'Zara', label: 'sociaal tolk' }, asker));
		const admit = { do: 'admit', seat, school: null, join: false } as const;
		expect(await leads(admit)).toBe('adult-or-not');
		expect(await leads({ ...admit, adult: false })).toBe('minor-interprets');
		expect(await leads({ ...admit, adult: true })).toBeNull();
		expect(await leads({ ...welcome, adult: true })).toBeNull();
		expect(await roleOf(circle, newcomer.person)).toBe('interpreter');
	});
});

describe('a confidant', () => {
	it('is chosen by the one they sit beside, of age, and signs nothing', async () => {
		const { at, circle, steven, wim, amal, as } = await aTable();
		const choose = (person: PersonId | null, adult: boolean | null = null) =>
			({ do: 'confidant', person, adult }) as const;
		expect(await as(steven)(choose(amal))).toBe('adult-or-not');
		expect(await as(steven)(choose(amal, false))).toBe('minor-confides');
		for (const nobody of [wim, steven, named(at, 'Joris')])
			expect(await as(steven)(choose(nobody, true))).toBe('no-confidant');
		expect(await as(named(at, 'Joris'))(choose(amal, true))).toBe('no-confidant');
		expect(await as(steven)(choose(amal, true))).toBeNull();
		expect(await as(steven)(choose(amal))).toBeNull();
		// Of somebody else already.
		expect(await as(wim)(choose(amal, true))).toBe('no-confidant');
		expect(await roleOf(circle, amal)).toBe('confidant');
	});

	it('sees what that person sees while they are here, and nothing once unnamed, in one step', async () => {
		const { circle, steven, amal, leads, as } = await aTable();
		expect(await as(steven)({ do: 'confidant', person: amal, adult: true })).toBeNull();
		expect(await leads({ do: 'seat', person: amal, school: false })).toBeNull();
		const viewer = { is: 'person', person: amal, role: 'confidant' } as const;
		const hearsWords = async () => hears(await live(circle), viewer, `${circle}/lines`);
		const view = () => house().tables.view(circle, viewer, newId());
		expect(await hearsWords()).toBe(true);
		expect((await view())?.sheets.map((sheet) => sheet.audience).sort()).toEqual(['core', 'own']);
		// He goes home: beside nobody, she hears nothing.
		expect(await leads({ do: 'leave', person: steven })).toBeNull();
		expect(await hearsWords()).toBe(false);
		expect((await view())?.sheets).toEqual([]);
		expect(await leads({ do: 'seat', person: steven, school: false })).toBeNull();
		expect(await hearsWords()).toBe(true);
		expect(asTable(await live(circle)).places.has(amal)).toBe(true);

		for (let i = 0; i < 2; i++)
			expect(await as(steven)({ do: 'confidant', person: null, adult: null })).toBeNull();
		expect(await hearsWords()).toBe(false);
		expect((await live(circle)).table.circle.seated.has(amal)).toBe(false);
		expect(asTable(await live(circle)).places.has(amal)).toBe(false);
		expect((await view())?.sheets).toEqual([]);
		// They may stay among the people; and be chosen again.
		expect(await as(steven)({ do: 'confidant', person: amal, adult: null })).toBeNull();
		expect(asTable(await live(circle)).places.has(amal)).toBe(true);
	});

	it('does nothing to words they do not have, while that person is not here, nor while others talk alone', async () => {
		const { circle, steven, wim, amal, leads, as } = await aTable();
		const { leader } = (await live(circle)).table.circle;
		const voiceOf = async (who: PersonId) => {
			const one = (await live(circle)).table.people.get(who);
			if (!one) throw new Error('nobody');
			return one.voices[0].id;
		};
		expect(await as(steven)({ do: 'confidant', person: amal, adult: true })).toBeNull();
		expect(await leads({ do: 'seat', person: amal, school: false })).toBeNull();
		const said = { kind: 'wish', about: null, text: 'Met Kevinus praten.' } as const;
		const line = newId<'line'>();
		expect(await as(wim)({ do: 'lay', line, voice: await voiceOf(wim), ...said })).toBeNull();
		const moves: Move[] = [
			{ do: 'hide-name', name: 'Kevinus', letter: null },
			{ do: 'cover', line },
			{ do: 'empty-line', line },
			{ do: 'lay', line: newId(), voice: await voiceOf(amal), ...said },
			{ do: 'private-ask', talk: newId(), among: [amal, wim] }
		];
		const refused = async () => {
			for (const move of moves) expect(await as(amal)(move)).toBe('not-seated');
			expect((await live(circle)).words.get(line)).toBe(said.text);
		};
		expect(await leads({ do: 'leave', person: steven })).toBeNull();
		await refused();
		const talk = newId<'sheet'>();
		expect(await leads({ do: 'private-ask', talk, among: [leader, wim] })).toBeNull();
		expect(await as(wim)({ do: 'private-agree', talk })).toBeNull();
		await refused();
		expect(await as(wim)({ do: 'private-end', talk })).toBeNull();
		expect(await leads({ do: 'seat', person: steven, school: false })).toBeNull();
		for (const move of moves) expect(await as(amal)(move)).toBeNull();
	});

	it('has a place wherever that person has one, and reads their copy beside them; unnamed, none', async () => {
		const { traject } = await aTraject(house(), joris);
		const before = await atTraject({ house: house(), staff: joris }, traject);
		const steven = named(before, 'Steven');
		const given = { name: 'Amal', label: 'vertrouwenspersoon', school: null, adult: true };
		const ask = (of: PersonId | null) => store().write((tx) => addPerson(tx, traject, { ...given, of }));
		expect(await ask(null)).toEqual(no('whose-confidant'));
		expect(await ask(named(before, 'Ilse'))).toEqual(no('whose-confidant'));
		expect(await ask(newId<'person'>())).toEqual(no('whose-confidant'));
		const amal = yes(await ask(steven));
		const at = await again(before);
		const circle = await aCircle(at, { guests: plannedGuests(at, { [amal]: 'absent' }) });
		expect(await house().tables.currentOf(traject, amal)).toBe(circle);
		expect(asTable(await live(circle)).places.has(amal)).toBe(true);
		const version = await hold(at, circle, [
			{ owner: named(at, 'Wim'), asker: null, text: 'Ik bel.', audience: 'core' }
		]);
		const { expected } = (await live(circle)).table.versions.get(version) ?? {};
		expect(expected?.has(amal)).toBe(false);
		const who = (role: Role | null) =>
			({
				is: 'seat',
				seat: newId<'seat'>(),
				traject,
				state: 'seated',
				person: amal,
				role,
				circle: null,
				wall: false,
				tablet: null
			}) as const;
		const copy = await copyFor(house(), who('confidant'), version);
		expect(copy && 'file' in copy && copy.file.length > 100).toBe(true);
		const relabelled = { name: 'Amal', label: 'tante', ...give };
		yes(await store().write((tx) => changePerson(tx, traject, amal, relabelled)));
		await house().hall.touch(circle);
		expect(await copyFor(house(), who('network'), version)).toBeNull();
	});

	it('that nobody names is nobody, whatever seat they hold', async () => {
		const { at, steven, amal, as } = await aTable();
		const jar = new Browser();
		const seated = { via: 'name', state: 'seated', card: null, claim: null, circle: null } as const;
		const key = await store().write((tx) => openSeat(tx, { traject: at.traject, person: amal, ...seated }));
		jar.keep({ seat: key.id, secret: key.secret });
		const role = async () => (await seatOf(store(), key.id, jar, false))?.role;
		expect(await role()).toBe('network');
		expect(await as(steven)({ do: 'confidant', person: amal, adult: true })).toBeNull();
		expect(await role()).toBe('confidant');
		expect(await as(steven)({ do: 'confidant', person: null, adult: null })).toBeNull();
		expect(await role()).toBeNull();
	});
});

describe('who is not here', () => {
	it('is called so by who leads, of who was asked, until the plan lies before everybody', async () => {
		const { at, circle, steven, wim, amal, leads, as } = await aTable();
		const called = (person: PersonId, state: 'excused' | 'represented', speaker: PersonId | null = null) =>
			({ do: 'absence', person, state, speaker }) as const;
		expect(await as(wim)(called(amal, 'excused'))).toBe('only-the-leader');
		expect(await leads(called(wim, 'excused'))).toBe('is-here');
		expect(await leads(called(named(at, 'Ilse'), 'excused'))).toBe('not-expected-here');
		expect(await leads(called(newId<'person'>(), 'excused'))).toBe('not-expected-here');
		expect(await leads(called(amal, 'represented'))).toBe('who-speaks');
		expect(await leads(called(amal, 'represented', amal))).toBe('who-speaks');
		expect(await leads(called(amal, 'represented', wim))).toBeNull();
		const guest = async () => (await live(circle)).guests.find(({ person }) => person === amal);
		expect(await guest()).toMatchObject({ state: 'represented', speaker: wim });
		expect(await leads(called(amal, 'excused', wim))).toBeNull();
		expect(await guest()).toMatchObject({ state: 'excused', speaker: null });
		// Whoever comes after all, sits.
		expect(await leads({ do: 'seat', person: amal, school: false })).toBeNull();
		expect(await leads({ do: 'leave', person: amal })).toBeNull();
		expect(await leads({ do: 'go', to: 'together' })).toBeNull();
		const voice = (await live(circle)).table.people.get(steven)?.voices[0].id;
		if (!voice) throw new Error('no voice');
		const line = { line: newId<'line'>(), voice, kind: 'wish', about: null, text: 'Een plek.' } as const;
		expect(await as(steven)({ do: 'lay', ...line })).toBeNull();
		expect(await leads({ do: 'present' })).toBeNull();
		expect(await leads(called(amal, 'excused'))).toBe('already-presented');
	});
});

describe('a name the traject knows', () => {
	it('is asked about, and makes no second person: at home, at the table, at the door', async () => {
		const { at, circle, leads } = await aTable();
		const ilse = named(at, 'Ilse');
		const count = async () => (await again(at)).people.length;
		const before = await count();
		const fresh = () => ({ person: newId<'person'>(), voice: newId<'voice'>() });
		const home = {
			do: 'welcome',
			name: 'ilse',
			label: 'sleutelfiguur',
			school: false,
			seated: false,
			join: false
		} as const;
		expect(await leads({ ...home, ...fresh() })).toBe('named-before');
		expect(await leads({ ...home, ...fresh(), known: ilse })).toBeNull();
		const guest = async () => (await live(circle)).guests.find(({ person }) => person === ilse)?.state;
		expect([await guest(), await count()]).toEqual(['named', before]);
		const room = { circle, traject: at.traject, code: '' };
		const asker = { jar: new Browser(), secure: false, from: '127.0.0.1' };
		const { seat } = yes(await askAsNewcomer(store(), room, { name: 'Ilse', label: 'CLB' }, asker));
		const admit = { do: 'admit', seat, school: null, join: false } as const;
		expect(await leads(admit)).toBe('named-before');
		expect(await leads({ ...admit, known: newId<'person'>() })).toBe('nobody-waits');
		expect(await leads({ ...admit, known: ilse })).toBeNull();
		expect([await guest(), await count()]).toEqual(['walked-in', before]);
		expect((await live(circle)).table.circle.seated.has(ilse)).toBe(true);
		// Who sits here is no question: this is another one.
		expect(await leads({ ...home, ...fresh(), name: 'Wim' })).toBeNull();
		expect(await count()).toBe(before + 1);
		const mine = (
			await house().tables.view(
				circle,
				{ is: 'person', person: (await live(circle)).table.circle.leader, role: 'coach' },
				newId()
			)
		)?.others;
		expect(mine).toEqual([]);
	});
});
