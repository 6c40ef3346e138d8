// Who may read words that are for named people. Their facts stand in one person's own stream; the words
// go where this says so, and nowhere else: on no wall, and to no one for the role they have.

import type { LineId, PersonId } from '#lib/base/id.ts';
import type { ShownLine } from '#lib/circle/named.ts';
import { voiceOf, type People } from '#lib/people/person.ts';
import type { Viewer } from '#lib/table/stream.ts';
import type { Table } from '#lib/table/table.ts';

/**
 * The voice always; a reader while they sit at the table, and before it opens. Who left the table reads
 * nothing of it any more, until they are back; a confidant from the moment the pupil unnamed them (S3-01).
 */
export function mayReadNamed(table: Table, viewer: Viewer, id: LineId): boolean {
	const { people, named } = table;
	if (viewer.is === 'wall') return false;
	const { person } = viewer;
	const mine = named.mine.get(id);
	if (mine && voiceOf(people, mine.voice)?.person.id === person) return true;
	const line = named.shown.get(person)?.get(id);
	return line !== undefined && readsNow(table, person, line);
}

/** Whether one of whom it is for can read it now; the voice's page tells its readers by this too. */
export function readsNow({ circle, people }: Table, person: PersonId, line: ShownLine): boolean {
	if (!isStillTrusted(people, person, line)) return false;
	if (circle.phase.at === 'planned') return circle.order.includes(person);
	return circle.seated.has(person) || circle.leader === person;
}

function isStillTrusted(people: People, reader: PersonId, line: ShownLine): boolean {
	const who = people.get(reader);
	if (who?.role !== 'confidant') return who !== undefined;
	const speaker = voiceOf(people, line.voice)?.person;
	return speaker?.role === 'pupil' ? who.confidantOf === speaker.id : who.confidantOf !== null;
}

/** Every line this viewer may read that is for named people. */
export function namedFor(table: Table, viewer: Viewer): LineId[] {
	if (viewer.is === 'wall') return [];
	const ids = new Set([...table.named.mine.keys(), ...(table.named.shown.get(viewer.person)?.keys() ?? [])]);
	return [...ids].filter((id) => mayReadNamed(table, viewer, id));
}
