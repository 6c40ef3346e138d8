// The yes to a party that is asked for, by the hand of who is asked (S2-05): on their own page, seen by nobody else, and
// theirs alone to change until everybody said yes.

import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import type { PersonId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import type { Role } from '#lib/people/role.ts';
import { readStatement } from '#lib/seal/statement.ts';
import { checkTraject } from '#server/chain/check.ts';
import type { SeatWho } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import type { Staff } from '#server/door/staff.ts';
import { statement } from '#server/store/agreed.ts';
import { atTraject } from '#server/traject/at-traject.ts';
import { part, saySharing } from '#server/traject/party.ts';
import { readParties } from '#server/door/parties.ts';
import { askedHere, sayHere, waitsForWord } from '#server/traject/sharing.ts';
import { hold } from './door-agreed.ts';
import { add, aCircle, aCoach, aHouse, aTraject, named } from './door-house.ts';

const house = aHouse();
let staff: Staff;
beforeAll(async () => void (staff = await aCoach(house())), 60_000);

/** Steven and Wim are asked whether Dhondt may come in; a school and Ilse are not. */
async function asked(agreed = true) {
	const { traject } = await aTraject(house(), staff);
	const tom = await add(house(), traject, 'Tom', 'leerkracht', true);
	const at = await atTraject({ house: house(), staff }, traject);
	const [steven, wim, ilse] = [named(at, 'Steven'), named(at, 'Wim'), named(at, 'Ilse')];
	if (agreed)
		await hold(at, await aCircle(at), [{ owner: wim, asker: null, text: 'Ik bel.', audience: 'core' }]);
	const planned = await aCircle(at);
	const dhondt = await add(house(), traject, 'mevr. Dhondt', 'OCJ-consulent');
	const seat = (person: PersonId | null, role: Role | null, more: Partial<SeatWho> = {}): SeatWho => ({
		...({ is: 'seat', seat: newId<'seat'>(), traject, state: 'seated', circle: null } as const),
		...{ person, role, wall: false, tablet: null, ...more }
	});
	const word = async () => (await house().store.read((db) => readParties(db, [dhondt]))).get(dhondt);
	const said = async () => {
		const rows = await house().store.read((db) =>
			db.select().from(statement).where(eq(statement.traject, traject))
		);
		return rows
			.map(({ token, disclosures }) => readStatement(token, disclosures))
			.flatMap((one) => (isNo(one) || one.act !== 'sees' ? [] : [one]));
	};
	const aloud = (person: PersonId, given: boolean) =>
		saySharing(house(), { traject, party: dhondt, person, given, witness: at.mine ?? ilse });
	return { at, traject, tom, steven, wim, ilse, dhondt, planned, seat, word, said, aloud };
}

it('only who is asked sees the question, on a device of their own', async () => {
	const { tom, steven, wim, ilse, dhondt, planned, seat, word, said } = await asked();
	const mine = seat(steven, 'pupil');
	const open = { party: dhondt, name: 'mevr. Dhondt', label: 'OCJ-consulent', open: true, word: null };
	for (const who of [mine, seat(wim, 'parent')]) {
		expect(await askedHere(house(), who)).toEqual([open]);
		expect(await waitsForWord(house(), who)).toBe(true);
	}
	const others = [
		seat(tom, 'school'),
		seat(ilse, 'clb'),
		seat(dhondt, 'partner'),
		seat(null, null, { wall: true, circle: planned }),
		seat(steven, 'pupil', { tablet: newId<'seat'>(), circle: planned }),
		seat(steven, 'pupil', { state: 'waiting' }),
		seat(steven, 'pupil', { traject: newId<'traject'>() })
	];
	for (const who of others) {
		expect(await askedHere(house(), who)).toBeNull();
		expect(await waitsForWord(house(), who)).toBe(false);
		expect(await sayHere(house(), who, dhondt, true)).toBeNull();
	}
	for (const party of [tom, newId<'person'>(), ''])
		expect(await sayHere(house(), mine, party, true)).toBeNull();
	expect(await word()).toMatchObject({ is: 'asked', said: new Map() });
	expect(await said()).toEqual([]);
	// Neither the school nor anybody else at a table hears of the party, nor that it is asked for.
	await house().hall.touch(planned);
	for (const viewer of [
		{ is: 'person', person: tom, role: 'school' },
		{ is: 'person', person: ilse, role: 'clb' },
		{ is: 'wall' }
	] as const) {
		const view = await house().tables.view(planned, viewer, newId());
		expect(JSON.stringify(view)).not.toMatch(/Dhondt|OCJ/);
	}
});

it('is theirs alone to change, counts once, and is closed with the last yes', async () => {
	const { at, traject, steven, wim, dhondt, planned, seat, word, said, aloud } = await asked();
	const [his, wims] = [seat(steven, 'pupil'), seat(wim, 'parent')];
	// Heard aloud first: their own hand may say otherwise.
	expect(await aloud(steven, true)).toBeNull();
	expect(await sayHere(house(), his, dhondt, false)).toBe(true);
	expect(await sayHere(house(), his, dhondt, false)).toBe(true);
	expect(await said()).toHaveLength(2);
	for (const given of [true, false]) expect(await aloud(steven, given)).toEqual({ no: 'said-themselves' });
	expect(await askedHere(house(), his)).toMatchObject([{ open: true, word: { given: false, own: true } }]);
	expect(await waitsForWord(house(), his)).toBe(false);
	expect(await sayHere(house(), wims, dhondt, true)).toBe(true);
	expect(await word()).toMatchObject({ is: 'asked' });
	expect(await sayHere(house(), his, dhondt, true)).toBe(true);
	expect(await word()).toEqual({ is: 'in' });
	await house().hall.touch(planned);
	expect((await house().hall.live(planned))?.guests.map(({ person }) => person)).toContain(dhondt);
	for (const given of [true, false])
		expect(await sayHere(house(), his, dhondt, given)).toEqual({ no: 'not-asked-here' });
	expect(await askedHere(house(), his)).toMatchObject([{ open: false, word: { given: true, own: true } }]);

	const all = await said();
	const how = (who: PersonId) => all.filter(({ person }) => person === who);
	expect(
		how(steven)
			.map((one) => [one.how, one.given])
			.sort()
	).toEqual(
		[
			['spoken', true],
			['house', false],
			['house', true]
		].sort()
	);
	expect(how(wim)).toMatchObject([
		{ how: 'house', given: true, witness: null, hidden: { shows: { is: [] } } }
	]);
	expect(await house().store.read((db) => checkTraject(db, traject, house().keys()))).toEqual([]);

	expect(await part(house(), traject, dhondt, at.mine ?? wim)).toEqual([]);
	expect(await sayHere(house(), his, dhondt, true)).toEqual({ no: 'not-asked-here' });
});

it('two hands at once each count once, also before there is a version', async () => {
	const { steven, wim, dhondt, seat, word, said } = await asked(false);
	const [his, wims] = [seat(steven, 'pupil'), seat(wim, 'parent')];
	const both = await Promise.all([
		sayHere(house(), his, dhondt, true),
		sayHere(house(), his, dhondt, true),
		sayHere(house(), wims, dhondt, true)
	]);
	expect(both.filter((one) => one === true).length).toBeGreaterThanOrEqual(2);
	expect(await word()).toEqual({ is: 'in' });
	expect(await said()).toEqual([]);
});
