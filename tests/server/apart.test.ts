// Two of whom one refuses contact with the other (S1-10): whatever would bring them together is stopped, on every
// way in, twice and late; nobody but staff and who leads learns of it; and only the one who refuses ends it.

import * as Y from 'yjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CircleId, ItemId, PersonId } from '#lib/base/id.ts';
import { itemDigest } from '#lib/plan/item.ts';
import { addItem, itemsOf, readItems } from '#lib/plan/sheet.ts';
import type { Role } from '#lib/people/role.ts';
import type { Move } from '#lib/wire/move.ts';
import { asTable } from '#server/door/can.ts';
import { newId } from '#server/door/secret.ts';
import { openSeat } from '#server/door/seat.ts';
import type { Staff } from '#server/door/staff.ts';
import { heldFrom } from '#server/table/copies.ts';
import { moveFor } from '#server/table/moves.ts';
import { atTraject, type Preparing } from '#server/traject/at-traject.ts';
import { liftBar, readLifted, readTogether, setBar } from '#server/traject/bars.ts';
import { makeCards, readCards } from '#server/traject/cards.ts';
import { removePerson } from '#server/traject/people.ts';
import { touchTables } from '#server/traject/touch.ts';
import { hold } from './door-agreed.ts';
import { add, aCircle, aCoach, aHouse, aTraject, named } from './door-house.ts';
import { plannedGuests } from './door-plan.ts';

const house = aHouse();
const store = () => house().store;
let joris: Staff;
beforeAll(async () => void (joris = await aCoach(house())), 60_000);

type Apart = {
	readonly at: Preparing;
	readonly wim: PersonId;
	readonly bral: PersonId;
	readonly hoogveld: PersonId;
};

/** Wim wants no contact with Bral; Hoogveld is another school. */
async function aFamily(refuses = true): Promise<Apart> {
	const { traject } = await aTraject(house(), joris);
	const bral = await add(house(), traject, 'Bral', 'directie');
	const hoogveld = await add(house(), traject, 'Hoogveld', 'directie');
	const before = await atTraject({ house: house(), staff: joris }, traject);
	const wim = named(before, 'Wim');
	if (refuses) expect(await set(before, wim, bral)).toBeNull();
	return { at: await atTraject({ house: house(), staff: joris }, traject), wim, bral, hoogveld };
}

const set = async (at: Preparing, who: PersonId, other: PersonId) => {
	const refused = await store().write((tx) => setBar(tx, at.traject, who, other));
	await touchTables(house(), at.traject);
	return refused;
};
const lift = async (at: Preparing, who: PersonId, other: PersonId, said: string) => {
	const refused = await store().write((tx) => liftBar(tx, at.traject, who, other, said));
	await touchTables(house(), at.traject);
	return refused;
};
const live = async (id: CircleId) => {
	const found = await house().hall.live(id);
	if (!found) throw new Error('no table');
	return found;
};
const mover = (circle: CircleId, by: PersonId) => (move: Move) =>
	moveFor(house().moveTools, circle, { person: by, seat: null }, newId(), move);
const leaderOf = async (id: CircleId) => (await live(id)).table.circle.leader;
const seen = (id: CircleId, person: PersonId, role: Role) =>
	house().tables.view(id, { is: 'person', person, role }, newId());

/** A device of theirs, as it came in on a card. */
const device = ({ at }: Apart, person: PersonId, state: 'waiting' | 'seated') =>
	store().write((tx) =>
		openSeat(tx, {
			traject: at.traject,
			person,
			circle: null,
			via: 'name',
			state,
			card: null,
			claim: null
		})
	);

/** A circle where both were expected before Wim refused. */
async function bothExpected(): Promise<Apart & { circle: CircleId }> {
	const { at, ...who } = await aFamily(false);
	const circle = await aCircle(at, { guests: plannedGuests(at, { [who.hoogveld]: 'absent' }) });
	expect(await set(at, who.wim, who.bral)).toBeNull();
	return { at: await atTraject({ house: house(), staff: joris }, at.traject), ...who, circle };
}

describe('before a circle', () => {
	it('they are not planned together; another school is no matter', async () => {
		const { at, bral, hoogveld, wim } = await aFamily();
		const plan = (states: Record<string, 'absent' | 'excused'>) =>
			aCircle(at, { guests: plannedGuests(at, states) });
		await expect(plan({ [hoogveld]: 'absent' })).rejects.toThrow('contact-refused');
		await expect(plan({ [bral]: 'absent' })).resolves.toBeTypeOf('string');
		await expect(plan({ [bral]: 'excused' })).resolves.toBeTypeOf('string');
		await expect(plan({ [wim]: 'absent' })).resolves.toBeTypeOf('string');
		// What is proposed by itself leaves out the one who is refused.
		await expect(aCircle(at)).resolves.toBeTypeOf('string');
	});

	it('no card is made for a circle that expects both, and the page says which circle', async () => {
		const { at, wim, bral, circle } = await bothExpected();
		const { mark } = await store().read((db) => readCards(db, at.traject, at.people));
		const expected = new Set([wim, bral, named(at, 'Steven')]);
		for (const one of [wim, bral])
			expect(await makeCards(at, [one], mark, expected)).toMatchObject({ no: 'contact-refused' });
		const steven = [named(at, 'Steven')];
		expect(await makeCards(at, steven, mark, expected)).toHaveLength(1);
		const together = await store().read((db) => readTogether(db, at.traject, at.bars));
		expect(together.map((one) => one.circle)).toEqual([circle]);
	});

	it('it stands once, of two people, and goes with who is taken out', async () => {
		const { at, wim, bral } = await aFamily();
		expect(await set(at, wim, bral)).toBeNull();
		expect(await set(at, wim, wim)).toMatchObject({ no: 'choose-two' });
		expect((await atTraject({ house: house(), staff: joris }, at.traject)).bars).toHaveLength(1);
		expect(await removePerson(store(), at.traject, bral)).toEqual([]);
		expect((await atTraject({ house: house(), staff: joris }, at.traject)).bars).toEqual([]);
	});
});

describe('at the table', () => {
	it('neither comes in by themselves while both are expected; who leads says which of the two', async () => {
		const { at, wim, bral, circle, ...rest } = await bothExpected();
		await device({ at, wim, bral, ...rest }, bral, 'seated');
		const leads = mover(circle, await leaderOf(circle));
		expect(await leads({ do: 'open', setting: 'school' })).toBeNull();
		const places = async () => asTable(await live(circle)).places;
		for (const one of [wim, bral]) expect((await places()).has(one)).toBe(false);
		expect(await leads({ do: 'seat', person: wim, school: false })).toBeNull();
		expect((await places()).has(wim)).toBe(true);
		expect((await places()).has(bral)).toBe(false);
		// Every way in, and again.
		for (const move of [
			{ do: 'seat', person: bral, school: true },
			{ do: 'school-joins', person: bral },
			{ do: 'seat', person: bral, school: true }
		] as const)
			expect(await leads(move)).toBe('contact-refused');
		await house().tables.arrive(circle, bral);
		expect((await live(circle)).table.circle.seated.has(bral)).toBe(false);
	});

	it('a device that waits is not let in by one tap, nor by the tap for all', async () => {
		const family = await bothExpected();
		const { wim, bral, circle } = family;
		const leads = mover(circle, await leaderOf(circle));
		expect(await leads({ do: 'open', setting: 'school' })).toBeNull();
		await device(family, wim, 'waiting');
		const hers = await device(family, bral, 'waiting');
		expect(await leads({ do: 'admit-all' })).toBeNull();
		const { seated } = (await live(circle)).table.circle;
		expect([seated.has(wim), seated.has(bral)]).toEqual([true, false]);
		expect(await leads({ do: 'admit', seat: hers.id, school: null, join: false })).toBe('contact-refused');
		// Once he went home she may sit; he then may not.
		expect(await leads({ do: 'leave', person: wim })).toBeNull();
		expect(await leads({ do: 'admit', seat: hers.id, school: null, join: false })).toBeNull();
		expect(await leads({ do: 'seat', person: wim, school: false })).toBe('contact-refused');
	});

	it('is known to who leads, and to nobody else', async () => {
		const { at, wim, bral, circle } = await bothExpected();
		const leader = await leaderOf(circle);
		expect((await seen(circle, leader, 'coach'))?.bars).toEqual([{ person: wim, other: bral }]);
		for (const [person, role] of [
			[wim, 'parent'],
			[bral, 'school'],
			[named(at, 'Steven'), 'pupil']
		] as const)
			expect((await seen(circle, person, role))?.bars).toEqual([]);
		await set(at, wim, leader);
		expect((await seen(circle, leader, 'coach'))?.bars).toEqual([{ person: wim, other: bral }]);
	});

	it('no promise of one names the other, and such a proposal is not frozen', async () => {
		const { at, wim, bral, circle } = await bothExpected();
		const leader = await leaderOf(circle);
		const leads = mover(circle, leader);
		expect(await leads({ do: 'open', setting: 'school' })).toBeNull();
		expect(await leads({ do: 'seat', person: wim, school: false })).toBeNull();
		expect(await leads({ do: 'seat', person: named(at, 'Ilse'), school: false })).toBeNull();
		expect(await leads({ do: 'go', to: 'together' })).toBeNull();
		const sheet = (await live(circle)).sheets.find((one) => one.open && one.audience === 'core');
		if (!sheet) throw new Error('no sheet');
		const write = async (asker: PersonId | null) => {
			const doc = new Y.Doc();
			itemsOf(doc);
			const state = await house().hub.read(sheet.id);
			if (state) Y.applyUpdate(doc, state);
			const updates: Uint8Array[] = [];
			doc.on('update', (update: Uint8Array) => void updates.push(update));
			const id = newId<'item'>() as ItemId;
			addItem(doc, { id, kind: 'engagement', owner: wim, asker, text: 'Ik bel.' });
			for (const update of updates) await house().hub.insert(sheet.id, update, wim);
			const item = readItems(doc).find((one) => one.id === id);
			if (!item) throw new Error('no item');
			return { id, digest: itemDigest(item) };
		};
		const take = (
			{ id, digest }: Awaited<ReturnType<typeof write>>,
			by: PersonId,
			witness: PersonId | null
		) => mover(circle, by)({ do: 'take', sheet: sheet.id, item: id, digest, person: wim, witness });
		const linked = await write(bral);
		expect(await take(linked, wim, null)).toBe('ask-who-leads');
		expect(await take(linked, leader, named(at, 'Ilse'))).toBe('contact-refused');
		expect(await take(await write(named(at, 'Ilse')), wim, null)).toBeNull();
		expect(await leads({ do: 'present' })).toBe('contact-refused');
		// The draft is as it was: the gate was opened again.
		expect((await live(circle)).sheets.find((one) => one.id === sheet.id)?.open).toBe(true);
	});
});

describe('a copy', () => {
	it('that names who refuses is not handed to the one who is refused, whoever of them was there', async () => {
		const { at, wim, bral } = await aFamily(false);
		const circle = await aCircle(at);
		const version = await hold(at, circle, [{ owner: wim, asker: null, text: 'Ik bel.', audience: 'core' }]);
		const held = () => heldFrom(house(), at.traject, version, at.people);
		expect([...(await held())]).toEqual([]);
		await set(at, wim, bral);
		expect([...(await held())]).toEqual([bral]);
		await lift(at, wim, bral, 'Wim zei het op 3 november aan Joris.');
		expect([...(await held())]).toEqual([]);
	});
});

describe('it ends', () => {
	it('when the one who refuses says so, in a sentence that is kept; twice is once', async () => {
		const { at, wim, bral, hoogveld } = await aFamily();
		expect(await lift(at, wim, bral, '  ')).toMatchObject({ no: 'who-said-so' });
		expect(await lift(at, wim, hoogveld, 'Iemand anders.')).toBeNull();
		await expect(aCircle(at, { guests: plannedGuests(at, {}) })).rejects.toThrow('contact-refused');
		for (let i = 0; i < 2; i++)
			expect(await lift(at, wim, bral, 'Wim zei het op 3 november aan Joris.')).toBeNull();
		const lifted = await store().read((db) => readLifted(db, at.traject));
		expect(lifted).toMatchObject([
			{ person: wim, other: bral, said: 'Wim zei het op 3 november aan Joris.' }
		]);
		await expect(aCircle(at, { guests: plannedGuests(at, {}) })).resolves.toBeTypeOf('string');
	});
});
