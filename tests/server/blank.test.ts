// Empty sheets of a circle: who is expected, its questions and what was promised before; who is not expected stands on none,
// nor why, and a class has no names.

import { beforeAll, expect, it } from 'vitest';
import type { PersonId } from '#lib/base/id.ts';
import { blankSheets } from '#lib/traject/blank.ts';
import { newId } from '#server/door/secret.ts';
import type { Staff } from '#server/door/staff.ts';
import { atTraject } from '#server/traject/at-traject.ts';
import { beginTraject } from '#server/traject/trajects.ts';
import { load } from '../../src/routes/(staff)/traject/[traject]/circle/[circle]/blank/+page.server.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, add, aHouse, aTraject, named, yes } from './door-house.ts';
import { plannedGuests } from './door-plan.ts';

const house = aHouse();
let joris: Staff;
beforeAll(async () => void (joris = await aCoach(house())), 60_000);

type Sheets = Exclude<Awaited<ReturnType<typeof load>>, void>;
const sheetsOf = (staff: Staff, traject: string, circle: string, query = ''): Promise<Sheets> =>
	load({
		locals: { house: house(), staff },
		params: { traject, circle },
		url: new URL(`http://localhost/${query}`)
	} as never) as Promise<Sheets>;

it('sheets have who is expected, the promises of the version in force, and nothing of who stays away', async () => {
	const begun = await aTraject(house(), joris);
	await add(house(), begun.traject, 'Bral', 'directie', true);
	const at = await atTraject({ house: house(), staff: joris }, begun.traject);
	const bral = named(at, 'Bral');
	const guests = plannedGuests(at, { [bral]: 'not-invited' }, [named(at, 'Wim') as PersonId]);
	const promise = { owner: named(at, 'Wim'), asker: named(at, 'Ilse'), text: 'Ik bel elke maandag.' };
	await hold(at, await aCircle(at, { guests }), [{ ...promise, audience: 'core' }]);
	const next = await aCircle(at, { guests });
	const sheets = await sheetsOf(joris, at.traject, next);
	expect(sheets.chosen).toEqual(blankSheets);
	expect([...sheets.names].sort()).toEqual(['Ilse', 'Joris', 'Steven', 'Wim']);
	expect(sheets.reviewed.map(({ part }) => [part.ownerName, part.text, part.askerName])).toEqual([
		['Wim', 'Ik bel elke maandag.', 'Ilse']
	]);
	expect(sheets.rounds.length).toBeGreaterThan(0);
	expect(sheets.rounds.every(({ writes, about }) => writes === 'own' && about === null)).toBe(true);
	expect(JSON.stringify(sheets)).not.toMatch(/Bral|spanning/);
	expect((await sheetsOf(joris, at.traject, next, '?sheet=who&sheet=mine')).chosen).toEqual(['mine', 'who']);
});

it('a class has its questions, and rows without a name', async () => {
	const labels = { pupil: 'klas', coach: 'begeleider' };
	const traject = newId<'traject'>();
	yes(await house().store.write((tx) => beginTraject(tx, joris, '3B', labels, traject, 'class')));
	const at = await atTraject({ house: house(), staff: joris }, traject);
	await add(house(), traject, 'An', 'leerkracht', true);
	const circle = await aCircle(at, { type: 'class' });
	const sheets = await sheetsOf(joris, traject, circle, '?sheet=own&sheet=mine');
	expect(sheets).toMatchObject({ ofClass: true, names: [], asked: [], chosen: ['round', 'promises', 'who'] });
	expect(sheets.rounds.length).toBeGreaterThan(0);
});
