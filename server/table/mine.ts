// The versions somebody may have a copy of, the oldest first: what they were asked to answer, and nothing else of the
// traject. On a tablet that goes round only what lies on that table.

import { can } from '#server/door/can.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { readPeople } from '#server/table/rows.ts';
import { readVersions } from '#server/table/versions.ts';
import type { MyVersion } from '#lib/wire/mine.ts';

/** Null when there is none, or it is no seat of a person: both look the same. */
export async function myVersions(
	house: House,
	who: SeatWho,
	to: 'read-copy' | 'print' = 'read-copy'
): Promise<MyVersion[] | null> {
	const { person, traject } = who;
	if (!person) return null;
	const [people, rows] = await house.store.read(async (db) => [
		await readPeople(db, traject),
		await readVersions(db, traject)
	]);
	const me = people.get(person);
	const reader = (me?.role === 'confidant' && me.confidantOf) || person;
	const mine = rows.filter(
		({ version, circle }) =>
			(who.tablet === null || who.circle === circle) &&
			can(who, to, { is: 'copy', traject, person, named: version.expected.has(reader) })
	);
	if (mine.length === 0) return null;
	return mine.map(({ id, no, at, version }) => ({
		id,
		no,
		at: Math.floor(at.getTime() / 1000),
		state: version.state.is,
		answered: version.answered.has(person) || [...version.late.values()].includes(person)
	}));
}
