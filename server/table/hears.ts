// Whether a viewer hears a stream of a table now, and who sits at it: what pages, sockets and the hub ask alike.

import type { PersonId } from '#lib/base/id.ts';
import { talking } from '#lib/circle/decide.ts';
import { isUnnamed } from '#lib/people/person.ts';
import { mayHear, type SheetOf, type Stream, type Viewer } from '#lib/table/stream.ts';
import { isBesideNobody } from '#lib/table/table.ts';
import { comingsAt, sheetOf, signs, streamIn, type Live } from '#server/table/live.ts';

/** Streams that speak of words: only who sits at the table hears them. */
const ofWords: ReadonlySet<Stream['to']> = new Set<Stream['to']>([
	'lines',
	'school-lines',
	'sheet',
	'private'
]);

export function hears(live: Live, viewer: Viewer, name: string): boolean {
	const stream = streamIn(live, name);
	if (viewer.is === 'person' && ofWords.has(stream.to) && !sitsAt(live, viewer.person)) return false;
	return mayHear(
		viewer,
		stream,
		live.table.circle,
		(id) => sheetOf(live, id),
		// Who leads sees to the answers, also once they take over from who did.
		(version, person) => signs(live, version, person) || person === live.table.circle.leader
	);
}

export const leads = (live: Live, viewer: Viewer): boolean =>
	viewer.is === 'person' && viewer.person === live.table.circle.leader;

/** Sheets are for who sits at the table, or leads it; and for the wall. The hub lets in by the same words. */
export function sitsAt(live: Live, person: PersonId): boolean {
	const { circle, people } = live.table;
	if (person === circle.leader) return true;
	if (!circle.seated.has(person) || isUnnamed(people.get(person))) return false;
	// Who sat down once the plan lay there has no part in how it came about.
	if (!talking(circle) && comingsAt(live).get(person)?.heard !== true) return false;
	return !isBesideNobody(live.table, person);
}

/** Before it opens, who is expected has their own sheet, to prepare on; nothing else is written yet. */
export function writesOn(live: Live, person: PersonId, sheet: SheetOf): boolean {
	const { phase, order } = live.table.circle;
	const prepares =
		phase.at === 'planned' && order.includes(person) && !isUnnamed(live.table.people.get(person));
	return sitsAt(live, person) || (prepares && sheet.audience === 'own' && sheet.person === person);
}
