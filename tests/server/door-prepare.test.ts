// Preparing: people and their labels, who leads, and who is deliberately not there.

import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CircleId, PersonId } from '#lib/base/id.ts';
import { no } from '#lib/base/no.ts';
import type { PlannedCircle } from '#lib/traject/planned.ts';
import { acceptInvitation, invite } from '#server/door/invitation.ts';
import { newId } from '#server/door/secret.ts';
import { staffOf, type Staff } from '#server/door/staff.ts';
import { note, organisation, staff as staffTable } from '#server/store/schema.ts';
import { viewFor } from '#server/table/view.ts';
import { atTraject, type Preparing } from '#server/traject/at-traject.ts';
import { changeCircle, planCircle, readCircles, readPlan } from '#server/traject/circles.ts';
import { takeLead, toTable } from '#server/traject/lead.ts';
import { nextCircle } from '#server/traject/next-circle.ts';
import { addPerson, changePerson, joinTraject, removePerson, setBehalf } from '#server/traject/people.ts';
import { readComing } from '#server/traject/today.ts';
import { beginTraject } from '#server/traject/trajects.ts';
import { hold } from './door-agreed.ts';
import { add, aCircle, aCoach, aHouse, aTraject, Browser, named, password, yes } from './door-house.ts';
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

describe('a person', () => {
	it('is asked about when the label leaves the school open, and never guessed', async () => {
		const at = await aTraject(house(), joris);
		const given = { name: 'Bral', label: 'mevrouw van Ter Wilgen', school: null };
		const tryAdd = (school: boolean | null) =>
			store().write((tx) => addPerson(tx, at.traject, { ...given, school }));
		expect(await tryAdd(null)).toEqual(no('school-or-not'));
		yes(await tryAdd(true));
		yes(await tryAdd(false));
		const people = (await again(at)).people.filter((one) => one.name === 'Bral');
		expect(people.map((one) => one.role)).toEqual(['school', 'network']);
		expect(await store().write((tx) => addPerson(tx, at.traject, { ...given, name: ' ' }))).toEqual(
			no('name-needed')
		);
		expect(await store().write((tx) => addPerson(tx, at.traject, { ...given, label: '' }))).toEqual(
			no('label-needed')
		);
	});

	it('has the role its label says, whatever was answered about a school', async () => {
		const at = await aTraject(house(), joris);
		yes(
			await store().write((tx) =>
				addPerson(tx, at.traject, { name: 'An', label: 'Titularis', school: false })
			)
		);
		expect((await again(at)).people.at(-1)?.role).toBe('school');
	});

	it('speaks namens school only as the CLB, and no more once they are something else', async () => {
		const at = await aTraject(house(), joris);
		const behalf = (who: PersonId, on: boolean) => store().write((tx) => setBehalf(tx, at.traject, who, on));
		expect(await behalf(named(at, 'Wim'), true)).toEqual(no('only-the-clb'));
		expect(await behalf(named(at, 'Ilse'), true)).toBeNull();
		expect(await behalf(named(at, 'Ilse'), true)).toBeNull();
		expect((await again(at)).people.find((one) => one.name === 'Ilse')?.behalf).toBe(true);
		const partner = { name: 'Ilse', label: 'partner', school: null };
		yes(await store().write((tx) => changePerson(tx, at.traject, named(at, 'Ilse'), partner)));
		expect((await again(at)).people.find((one) => one.name === 'Ilse')?.behalf).toBe(false);
	});

	it('can be taken out until they sat at a table, and only of their own traject', async () => {
		const at = await aTraject(house(), joris);
		const other = await aTraject(house(), joris);
		const bart = await add(house(), at.traject, 'Bart', 'nonkel');
		expect(await removePerson(store(), other.traject, bart)).toEqual(no('no-such-person'));
		expect(yes(await removePerson(store(), at.traject, bart))).toEqual([]);
		const id = await aCircle(at);
		await hold(at, id, [{ owner: named(at, 'Wim'), asker: null, text: 'Ik bel.', audience: 'core' }]);
		expect(await removePerson(store(), at.traject, named(at, 'Wim'))).toEqual(no('person-used'));
		expect(await removePerson(store(), at.traject, named(at, 'Joris'))).toEqual(no('person-used'));
	});

	it('added later is expected at what is planned; a school is not, by itself', async () => {
		const at = await aTraject(house(), joris);
		const id = await aCircle(at);
		await add(house(), at.traject, 'Oma', 'oma');
		await add(house(), at.traject, 'Bral', 'directie');
		const now = await again(at);
		const plan = await planOf(now, id);
		const stateOf = (name: string) => plan.guests.find((guest) => guest.person === named(now, name))?.state;
		expect([stateOf('Oma'), stateOf('Bral')]).toEqual(['expected', 'absent']);
	});
});

describe('who is deliberately not invited', () => {
	it('has a reason, read by the one who leads and who was chosen, and known to nobody else', async () => {
		const before = await aTraject(house(), joris);
		const bral = await add(house(), before.traject, 'Bral', 'directie');
		const at = await again(before);
		const guests = plannedGuests(at, { [bral]: 'not-invited' }, [named(at, 'Wim')]);
		const silent = guests.map((guest) => ({ ...guest, reason: '' }));
		await expect(aCircle(at, { guests: silent })).rejects.toThrow('why-needed');
		const id = await aCircle(at, { guests });
		const live = await house().hall.live(id);
		if (!live) throw new Error('no table');
		const beside = { ...(await house().tables.beside(live)), seat: 'x' as never };
		const seen = (name: string) => {
			const one = at.people.find((person) => person.name === name);
			const viewer = { is: 'person', person: named(at, name), role: one?.role ?? 'network' } as const;
			return JSON.stringify(viewFor(live, viewer, beside));
		};
		for (const name of ['Joris', 'Wim']) expect(seen(name)).toContain('spanning nu te groot');
		for (const name of ['Steven', 'Ilse']) {
			expect(seen(name)).not.toContain('spanning');
			expect(seen(name)).not.toContain('Bral');
		}
		const plan = await planOf(at, id);
		const back = { ...plan, guests: plan.guests.map((guest) => ({ ...guest, state: 'expected' as const })) };
		expect(await change(at, id, back)).toBeNull();
		expect(await store().read((db) => db.$count(note, eq(note.traject, at.traject)))).toBe(0);
	});
});

describe('a form that is sent twice', () => {
	it('begins one traject and plans one circle', async () => {
		const id = newId<'traject'>();
		const labels = { pupil: 'jongere', coach: 'NAFT-begeleider' };
		const begin = () => store().write((tx) => beginTraject(tx, joris, 'Michael', labels, id));
		expect(await Promise.all([begin(), begin()])).toEqual([id, id]);
		const at = await atTraject({ house: house(), staff: joris }, id);
		expect(at.people.map((one) => one.name)).toEqual(['Michael', 'Joris']);
		const next = nextCircle({ ...at, circles: [], versionInForce: false, now: Date.now() });
		const circle = newId<'circle'>();
		const plan = () => next && store().write((tx) => planCircle(tx, id, next, at.people, circle));
		expect(await Promise.all([plan(), plan()])).toEqual([circle, circle]);
		expect(await store().read((db) => readCircles(db, id))).toHaveLength(1);
	});
});

describe('who leads', () => {
	it('has an account, and goes to the table with it; a colleague may take the lead before it opens', async () => {
		const at = await aTraject(house(), joris);
		await expect(aCircle(at, { leader: named(at, 'Wim') })).rejects.toThrow('who-leads');
		const id = await aCircle(at);
		const secret = await invite(store(), { organisation: joris.organisation, by: joris.id, staff: null });
		const { token } = yes(
			await acceptInvitation(store(), secret, { name: 'Nele Bos', email: 'nele@keerwind.example', password })
		);
		const nele = await staffOf(store(), token);
		if (!nele) throw new Error('nobody');
		const asNele = () => atTraject({ house: house(), staff: nele }, at.traject);
		expect(await takeLead(await asNele(), await rowOf(at, id))).toEqual(no('who-leads'));
		await store().write((tx) =>
			joinTraject(tx, at.traject, { id: nele.id, name: 'Nele' }, 'gespreksbegeleider')
		);
		expect(await toTable(await asNele(), await rowOf(at, id), new Browser(), false)).toEqual(
			no('not-yours-to-lead')
		);
		expect(await takeLead(await asNele(), await rowOf(at, id))).toBeNull();
		expect(yes(await toTable(await asNele(), await rowOf(at, id), new Browser(), false)).secret).toBeTypeOf(
			'string'
		);
		expect((await house().hall.live(id))?.row.leader).toBe((await asNele()).mine);
		const coming = await store().read((db) => readComing(db, nele, Date.now()));
		expect(coming.find((one) => one.circle === id)).toMatchObject({
			lead: true,
			about: 'Steven',
			when: 'coming'
		});
	});
});

describe('a traject of another organisation', () => {
	it('is not found, like one that is not there', async () => {
		const at = await aTraject(house(), joris);
		await store().write(async (tx) => {
			await tx.insert(organisation).values({ id: 'elders', name: 'Elders' });
			const row = {
				id: 's',
				organisation: 'elders',
				name: 'Els',
				email: 'els@elders.example',
				password: 'x'
			};
			await tx.insert(staffTable).values(row);
		});
		const els = { id: 's', organisation: 'elders', name: 'Els', email: 'els@elders.example' } as never;
		const look = (named: string, staff: Staff | null) =>
			atTraject({ house: house(), staff }, named).then(
				() => 'found',
				(error: { status?: number; location?: string; body?: unknown }) =>
					JSON.stringify([error.status, error.location, error.body])
			);
		const missing = await look('a'.repeat(26), els);
		for (const asked of [at.traject, 'x', '']) expect(await look(asked, els)).toBe(missing);
		expect(missing).toContain('404');
		expect(await look(at.traject, null)).toBe(await look('x', null));
		expect(await look(at.traject, joris)).toBe('found');
	});
});
