// What somebody at home was asked to ask after: the promises in force that name them as follower, and nothing else of
// the plan; and their own yes to it (S1-11).

import { and, desc, eq } from 'drizzle-orm';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { barBetween } from '#lib/people/bar.ts';
import { applyVersion, issued, type VersionFact } from '#lib/version/version.ts';
import { readBars } from '#server/door/bars.ts';
import type { SeatWho } from '#server/door/seat.ts';
import { readStreams } from '#server/store/facts.ts';
import { handed, version } from '#server/store/schema.ts';
import type { Store } from '#server/store/store.ts';
import { readSealed } from '#server/table/reviewed.ts';
import { mayRead } from '#lib/version/reading.ts';

export type Followed = { readonly owner: string; readonly text: string; readonly when: string };

export type Follows = {
	readonly version: VersionId;
	readonly person: PersonId;
	readonly promises: readonly Followed[];
	/** They said yes to what stands here; a next version asks them anew. */
	readonly saidYes: boolean;
};

/** Null: nothing in force names them. */
export async function followedBy(store: Store, who: SeatWho): Promise<Follows | null> {
	const { person, role, state, traject } = who;
	if (state !== 'seated' || !person || !role) return null;
	return store.read(async (db) => {
		const rows = await db
			.select({ id: version.id })
			.from(version)
			.where(eq(version.traject, traject))
			.orderBy(desc(version.no));
		const streams = await readStreams(
			db,
			rows.map(({ id }) => `version/${id}`)
		);
		const found = rows.find(({ id }) => {
			const [first, ...later] = (streams.get(`version/${id}`) ?? []).map(({ body }) => body as VersionFact);
			return first && later.reduce(applyVersion, issued(id as VersionId, first)).state.is === 'in-force';
		});
		if (!found) return null;
		const bars = await readBars(db, traject);
		const sealed = await readSealed(db, found.id as VersionId);
		const promises = sealed.flatMap(({ audience, part }): Followed[] => {
			if (part.part !== 'engagement' || !part.yes || part.asker !== person) return [];
			if (!mayRead(role, audience) || (part.owner && barBetween(bars, part.owner, person))) return [];
			return [{ owner: part.ownerName, text: part.text, when: part.when }];
		});
		if (promises.length === 0) return null;
		const id = found.id as VersionId;
		const yes = and(eq(handed.version, id), eq(handed.person, person), eq(handed.how, 'will-ask'));
		const [said] = await db.select({ id: handed.id }).from(handed).where(yes).limit(1);
		return { version: id, person, promises, saidYes: said !== undefined };
	});
}
