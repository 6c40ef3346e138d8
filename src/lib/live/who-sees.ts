// "Wie ziet dit?", asked of the rules that decide what leaves the server: for everybody who sits here, and for
// the wall. Nothing else knows who sees what.

import type { PersonId } from '#lib/base/id.ts';
import { mayHaveSheet, mayHear, type Audience, type Stream, type Viewer } from '#lib/table/stream.ts';
import type { Table } from '#lib/table/table.ts';

/** Words in a sheet of this audience, or in a stream of own words. */
export type Seen =
	{ readonly audience: Audience } | { readonly stream: Stream & { to: 'lines' | 'school-lines' } };

export type Sight =
	/** One person, or the few who talk among themselves. */
	| { readonly is: 'only'; readonly people: readonly PersonId[] }
	/** Everybody who sits here, but these. */
	| { readonly is: 'all'; readonly but: readonly PersonId[] };

export type WhoSees = { readonly sight: Sight; readonly wall: boolean };

/** `me`: whose own sheet it is, when it is one. */
export function whoSees({ circle, people }: Table, seen: Seen, me: PersonId | null): WhoSees {
	const among = circle.private?.among ?? [];
	const sees = (viewer: Viewer): boolean =>
		'audience' in seen
			? mayHaveSheet(viewer, { audience: seen.audience, person: me, among }, circle)
			: mayHear(
					viewer,
					seen.stream,
					circle,
					() => null,
					() => false
				);
	const wall = sees({ is: 'wall' });
	const seated = [...circle.seated].flatMap((id) => people.get(id) ?? []);
	const reads = seated.filter(({ id, role }) => sees({ is: 'person', person: id, role })).map(({ id }) => id);
	if ('audience' in seen && (seen.audience === 'own' || seen.audience === 'private'))
		return { sight: { is: 'only', people: reads }, wall };
	const but = seated.filter(({ id }) => !reads.includes(id)).map(({ id }) => id);
	return { sight: { is: 'all', but }, wall };
}
