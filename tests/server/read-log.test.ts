// The read log: who opened which copy, for the pupil; of one's own copy for everybody else, and of nobody's more.

import { expect, it } from 'vitest';
import type { PersonId } from '#lib/base/id.ts';
import type { SeatWho } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import { noteOpening, readLog } from '#server/table/read-log.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, aHouse, aTraject, named } from './door-house.ts';

const house = aHouse();

it('tells the pupil of every copy, everybody else of their own, and the same moment once', async () => {
	const at = await aTraject(house(), await aCoach(house()));
	const circle = await aCircle(at);
	const [steven, wim, ilse] = ['Steven', 'Wim', 'Ilse'].map((name) => named(at, name)) as [
		PersonId,
		PersonId,
		PersonId
	];
	const promise = { owner: wim, asker: null, text: 'Ik bel drie adressen.', audience: 'core' as const };
	const version = await hold(at, circle, [promise]);
	const opened = (person: PersonId, how: 'opened' | 'printed' = 'opened') =>
		noteOpening(house(), { traject: at.traject, version, person, extract: null, how });
	await opened(ilse);
	await opened(wim);
	await opened(ilse);
	await opened(ilse, 'printed');
	const seat = (person: PersonId, role: SeatWho['role'], more: Partial<SeatWho> = {}): SeatWho => ({
		...{ is: 'seat', seat: newId(), traject: at.traject, state: 'seated', person, role },
		...{ circle: null, wall: false, tablet: null, ...more }
	});
	const told = async (who: SeatWho) =>
		(await readLog(house(), who))?.lines.map(({ name, how, no, mine }) => [name, how, no, mine]).sort();
	expect(await told(seat(steven, 'pupil'))).toEqual([
		['Ilse', 'opened', 1, false],
		['Ilse', 'printed', 1, false],
		['Wim', 'opened', 1, false]
	]);
	expect(await told(seat(wim, 'parent'))).toEqual([['Wim', 'opened', 1, true]]);
	expect(await told(seat(named(at, 'Joris'), 'coach'))).toEqual([]);
	// On a tablet that goes round nothing of anybody is to be read, and a wall is nobody.
	expect(await told(seat(steven, 'pupil', { tablet: newId() }))).toBeUndefined();
	expect(await told(seat(steven, null, { person: null, wall: true }))).toBeUndefined();
	expect(await told(seat(steven, 'pupil', { traject: newId() }))).toEqual([]);
});
