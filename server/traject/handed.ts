// Who got their copy of a version, and how: opened, saved, printed, or on paper from hand to hand; and who at home said
// yes to asking after a promise in it.

import { asc, inArray } from 'drizzle-orm';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { tallyOf, type Tally } from '#lib/version/tally.ts';
import type { VersionState } from '#lib/version/version.ts';
import { handed } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { readAnswers } from '#server/table/answers.ts';
import type { Handing } from '#server/table/copies.ts';
import type { VersionRow } from '#server/table/versions.ts';

export type Handed = { readonly how: Handing; readonly at: Date };

export type VersionLine = {
	readonly id: VersionId;
	readonly no: number;
	readonly at: Date;
	readonly state: VersionState['is'];
	readonly expected: number;
	readonly answered: number;
	/** Null until the answers were shown together: before that they are each one's own. */
	readonly tally: Tally | null;
	readonly copies: readonly { readonly person: PersonId; readonly got: readonly Handed[] }[];
	/** Who at home said yes to asking how it goes (S1-11), and when. */
	readonly asking: readonly { readonly person: PersonId; readonly at: Date }[];
};

/** What stands on the page of a traject about each version, the last one first. */
export async function readVersionLines(db: Reader, rows: readonly VersionRow[]): Promise<VersionLine[]> {
	if (rows.length === 0) return [];
	const ids = rows.map(({ id }) => id);
	const answers = await readAnswers(db, ids);
	const copies = await db.select().from(handed).where(inArray(handed.version, ids)).orderBy(asc(handed.at));
	return rows.toReversed().map(({ id, no, at, version }) => ({
		id,
		no,
		at,
		state: version.state.is,
		expected: version.expected.size,
		answered: [...version.expected].filter((person) => version.answered.has(person)).length,
		tally: version.shown ? tallyOf(version.expected, answers.get(id) ?? []) : null,
		copies: [...version.expected].map((person) => ({
			person,
			got: copies
				.filter((one) => one.version === id && one.person === person && one.how !== 'will-ask')
				.map(({ how, at }) => ({ how: how as Handing, at }))
		})),
		asking: copies.flatMap((one) =>
			one.version === id && one.how === 'will-ask' ? [{ person: one.person as PersonId, at: one.at }] : []
		)
	}));
}
