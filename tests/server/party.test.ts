// S2-10: a party leaves a traject. What it signed stays on its versions; whatever it had open is shut, whatever it tries
// afterwards opens nothing, and it reads since when.

import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { openCopy } from '#lib/live/copy.ts';
import { inTraject } from '#lib/people/party.ts';
import { readStatement } from '#lib/seal/statement.ts';
import { checkTraject } from '#server/chain/check.ts';
import { lookAtCard, printCards, redeemCard } from '#server/door/card.ts';
import { seatOf } from '#server/door/seat.ts';
import type { Staff } from '#server/door/staff.ts';
import { standingOf } from '#server/door/wait.ts';
import { statement } from '#server/store/agreed.ts';
import { copyFor } from '#server/table/copies.ts';
import { moveFor } from '#server/table/moves.ts';
import { newId } from '#server/door/secret.ts';
import { atTraject } from '#server/traject/at-traject.ts';
import { comeBack, part, saySharing } from '#server/traject/party.ts';
import { addPerson } from '#server/traject/people.ts';
import { hold } from './door-agreed.ts';
import { add, aCircle, aCoach, aHouse, aTraject, Browser, named, yes } from './door-house.ts';
import { plannedGuests } from './door-plan.ts';

const house = aHouse();
let joris: Promise<Staff> | null = null;
const staffHere = () => (joris ??= aCoach(house()));

it('its signatures stay, its access ends, and it is told since when', async () => {
	const staff = await staffHere();
	const { traject } = await aTraject(house(), staff);
	const aerts = await add(house(), traject, 'Aerts', 'leerlingenbegeleider', true);
	let at = await atTraject({ house: house(), staff }, traject);
	const wim = named(at, 'Wim');
	const by = at.mine ?? wim;
	const circle = await aCircle(at, { guests: plannedGuests(at, {}) });
	const version: VersionId = await hold(at, circle, [
		{ owner: aerts, asker: null, text: 'Ik verzamel bundels.', audience: 'core' }
	]);
	const words = { answer: 'yes', words: '', until: null, how: 'spoken', witness: null } as const;
	const answer = { do: 'answer', version, person: aerts, ...words } as const;
	expect(await moveFor(house().moveTools, circle, { person: aerts, seat: null }, newId(), answer)).toBeNull();

	const browser = new Browser();
	const enter = async () => {
		const { cards } = await printCards(house().store, traject, [aerts]);
		const secret = cards[0]?.secret ?? '';
		const seat = yes(await redeemCard(house(), secret, browser, false));
		browser.keep(seat);
		return { seat: seat.seat, secret };
	};
	const { seat, secret } = await enter();
	const who = await seatOf(house().store, seat, browser, false);
	const before = who && (await copyFor(house(), who, version));
	expect(before).toHaveProperty('file');
	const next = await aCircle(at, { guests: plannedGuests(at, {}) });

	for (const name of ['Steven', 'Joris'])
		expect(await part(house(), traject, named(at, name), by)).toEqual({ no: 'parts-otherwise' });
	expect(await part(house(), traject, aerts, by)).toEqual([seat]);
	expect(await part(house(), traject, aerts, by)).toEqual([]);

	expect(await seatOf(house().store, seat, browser, false)).toBeNull();
	expect(await lookAtCard(house().store, secret)).toEqual({ no: 'card-over' });
	const standing = await standingOf(house(), seat, browser, false);
	expect(standing).toMatchObject({ is: 'over', left: expect.any(Number) });
	expect(await standingOf(house(), seat, new Browser(), false)).toBeNull();
	// A card that is made for them all the same opens nothing.
	const again = await enter();
	expect(await seatOf(house().store, again.seat, browser, false)).toBeNull();
	// Nobody expects them at what is planned, and they cannot be asked to come.
	await house().hall.touch(next);
	expect((await house().hall.live(next))?.guests.map(({ person }) => person)).not.toContain(aerts);
	at = await atTraject({ house: house(), staff }, traject);
	expect(inTraject(at.people).map(({ name }) => name)).not.toContain('Aerts');

	// What they signed stands as it stood, in everybody's copy.
	expect(await house().store.read((db) => checkTraject(db, traject, house().keys()))).toEqual([]);
	const steven = { ...(who ?? null), person: named(at, 'Steven'), role: 'pupil' } as NonNullable<typeof who>;
	const copy = await copyFor(house(), steven, version);
	const opened = copy && !isNo(copy) ? openCopy(copy.file, house().keys()) : null;
	if (!opened || isNo(opened)) throw new Error('no copy');
	expect(opened.answers).toContainEqual(expect.objectContaining({ person: aerts, answer: 'yes' }));

	await comeBack(house(), aerts, by);
	const back = await enter();
	expect(await seatOf(house().store, back.seat, browser, false)).toMatchObject({ person: aerts });
});

it('OCJ is in with a yes of the pupil and of each parent, from then on, and has nothing of before (S2-05)', async () => {
	const staff = await staffHere();
	const { traject } = await aTraject(house(), staff);
	const mother = await add(house(), traject, 'Sofie', 'moeder');
	const before = await atTraject({ house: house(), staff }, traject);
	const [steven, wim] = [named(before, 'Steven'), named(before, 'Wim')];
	const by = before.mine ?? wim;
	const promised = [{ owner: wim, asker: null, text: 'Ik bel.', audience: 'core' } as const];
	const version = await hold(before, await aCircle(before), promised);
	const planned = await aCircle(before);

	const dhondt = await add(house(), traject, 'mevr. Dhondt', 'OCJ-consulent');
	const guests = async () => {
		await house().hall.touch(planned);
		return (await house().hall.live(planned))?.guests.map(({ person }) => person) ?? [];
	};
	const browser = new Browser();
	const { cards } = await printCards(house().store, traject, [dhondt]);
	const seat = yes(await redeemCard(house(), cards[0]?.secret ?? '', browser, false));
	browser.keep(seat);
	const here = () => seatOf(house().store, seat.seat, browser, false);
	const say = (person: PersonId, given: boolean) =>
		saySharing(house(), { traject, party: dhondt, person, given, witness: by });
	expect([await here(), (await guests()).includes(dhondt)]).toEqual([null, false]);
	expect(await say(named(before, 'Ilse'), true)).toEqual({ no: 'not-asked-here' });
	for (const [person, given] of [
		[steven, true],
		[wim, false],
		[mother, true]
	] as const) {
		expect(await say(person, given)).toBeNull();
		expect([await here(), (await guests()).includes(dhondt)]).toEqual([null, false]);
	}
	expect(await say(wim, true)).toBeNull();
	const who = await here();
	expect(who).toMatchObject({ person: dhondt, role: 'partner' });
	expect(await guests()).toContain(dhondt);
	expect(who && (await copyFor(house(), who, version))).toBeNull();

	// Recorded: what each said, the no too, in words of the house, and in the chain.
	const rows = await house().store.read((db) =>
		db.select().from(statement).where(eq(statement.traject, traject))
	);
	const said = rows.map(({ token, disclosures }) => readStatement(token, disclosures));
	expect(said.map((one) => !isNo(one) && one.act === 'sees' && [one.person, one.given]).sort()).toEqual(
		[
			[steven, true],
			[wim, false],
			[mother, true],
			[wim, true]
		].sort()
	);
	expect(JSON.stringify(said)).toContain('mevr. Dhondt, OCJ-consulent');
	expect(await house().store.read((db) => checkTraject(db, traject, house().keys()))).toEqual([]);
});

it('who is not in is seated by nobody, nor by who leads, and does not walk in (S2-05, S2-10)', async () => {
	const staff = await staffHere();
	const { traject } = await aTraject(house(), staff);
	const oma = await add(house(), traject, 'Oma', 'oma');
	const at = await atTraject({ house: house(), staff }, traject);
	const dhondt = await add(house(), traject, 'mevr. Dhondt', 'OCJ-consulent');
	const leader = at.mine ?? oma;
	const circle = await aCircle(at);
	expect(await part(house(), traject, oma, leader)).toEqual([]);
	await house().hall.touch(circle);
	const lead = (move: Parameters<typeof moveFor>[4]) =>
		moveFor(house().moveTools, circle, { person: leader, seat: null }, newId(), move);
	const setting = (await house().hall.live(circle))?.table.circle.setting ?? 'school';
	expect(await lead({ do: 'open', setting })).toBeNull();
	for (const person of [dhondt, oma]) {
		expect(await lead({ do: 'seat', person, school: false })).toBe('not-in');
		expect(await lead({ do: 'expect', person, asked: true })).toBe('not-in');
	}
	const newcomer = {
		do: 'welcome',
		name: 'Karel',
		label: 'OCJ-consulent',
		school: null,
		join: false
	} as const;
	const ids = () => ({ person: newId<'person'>(), voice: newId<'voice'>() });
	expect(await lead({ ...newcomer, ...ids(), seated: true })).toBe('asked-first');
	const named = ids();
	expect(await lead({ ...newcomer, ...named, seated: false })).toBeNull();
	expect(await lead({ do: 'seat', person: named.person, school: false })).toBe('not-in');
	expect((await house().hall.live(circle))?.table.circle.seated.size).toBe(1);
});

it('who reads along with a party that left reads no further, until it is back (S2-10)', async () => {
	const staff = await staffHere();
	const { traject } = await aTraject(house(), staff);
	const at = await atTraject({ house: house(), staff }, traject);
	const [wim, by] = [named(at, 'Wim'), at.mine ?? named(at, 'Ilse')];
	const told = { name: 'Rita', label: 'vertrouwenspersoon', school: null, adult: true, of: wim };
	const rita = yes(await house().store.write((tx) => addPerson(tx, traject, told)));
	const version = await hold(await atTraject({ house: house(), staff }, traject), await aCircle(at), [
		{ owner: wim, asker: null, text: 'Ik bel.', audience: 'core' }
	]);
	const browser = new Browser();
	const { cards } = await printCards(house().store, traject, [rita]);
	const seat = yes(await redeemCard(house(), cards[0]?.secret ?? '', browser, false));
	browser.keep(seat);
	const here = () => seatOf(house().store, seat.seat, browser, false);
	const who = await here();
	expect(who && (await copyFor(house(), who, version))).toHaveProperty('file');
	expect(await part(house(), traject, wim, by)).toEqual([seat.seat]);
	expect(await here()).toBeNull();
	await comeBack(house(), wim, by);
	expect(await here()).toMatchObject({ person: rita });
});
