// Who got their copy of a version, and how: opened, saved, printed, or on paper from hand to hand; and who at home said
// yes to asking after a promise in it.

import { asc, inArray } from 'drizzle-orm';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { storyOf, summaryOf, type Summary } from '#lib/version/story.ts';
import { tallyOf, type Tally } from '#lib/version/tally.ts';
import type { Part } from '#lib/version/part.ts';
import type { VersionState } from '#lib/version/version.ts';
import { handed } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { readAnswers } from '#server/table/answers-read.ts';
import type { Handing } from '#server/table/copies.ts';
import { readSealed } from '#server/table/reviewed.ts';
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
	/** What changed since the version before that stood, in counts and names; null of the first. */
	readonly since: { readonly at: Date; readonly what: Summary } | null;
	/** Who at home said yes to asking how it goes (S1-11), and when. */
	readonly asking: readonly { readonly person: PersonId; readonly at: Date }[];
};

/** What stands on the page of a traject about each version, the last one first. */
export async function readVersionLines(db: Reader, rows: readonly VersionRow[]): Promise<VersionLine[]> {
	if (rows.length === 0) return [];
	const ids = rows.map(({ id }) => id);
	const answers = await readAnswers(db, ids);
	const copies = await db.select().from(handed).where(inArray(handed.version, ids)).orderBy(asc(handed.at));
	const since = await readSince(db, rows);
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
		since: since.get(id) ?? null,
		asking: copies.flatMap((one) =>
			one.version === id && one.how === 'will-ask' ? [{ person: one.person as PersonId, at: one.at }] : []
		)
	}));
}

/** Each version beside the last before it that was not withdrawn. */
async function readSince(
	db: Reader,
	rows: readonly VersionRow[]
): Promise<Map<VersionId, VersionLine['since']>> {
	const all = new Map<VersionId, VersionLine['since']>();
	let before: VersionRow | null = null;
	let stood: readonly Part[] = [];
	for (const row of rows) {
		const parts = (await readSealed(db, row.id)).map(({ part }) => part);
		const story = before && storyOf({ before: stood, after: parts, whole: true });
		all.set(row.id, story && before && { at: before.at, what: summaryOf(story) });
		if (row.version.state.is === 'withdrawn') continue;
		before = row;
		stood = parts;
	}
	return all;
}
