// What somebody at home was asked to ask after: the promises in force that name them as follower, and nothing else of
// the plan; and their own yes to it (S1-11).

import { and, eq } from 'drizzle-orm';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { barBetween } from '#lib/people/bar.ts';
import { mayRead } from '#lib/version/reading.ts';
import { readBars } from '#server/door/bars.ts';
import type { SeatWho } from '#server/door/seat.ts';
import { handed } from '#server/store/schema.ts';
import type { Store } from '#server/store/store.ts';
import { readSealed } from '#server/table/reviewed.ts';
import { inForce, readVersions } from '#server/table/versions.ts';

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
		const version = inForce(await readVersions(db, traject));
		if (!version) return null;
		const bars = await readBars(db, traject);
		const sealed = await readSealed(db, version);
		const promises = sealed.flatMap(({ audience, part }): Followed[] => {
			if (part.part !== 'engagement' || !part.yes || part.asker !== person) return [];
			if (!mayRead(role, audience) || (part.owner && barBetween(bars, part.owner, person))) return [];
			return [{ owner: part.ownerName, text: part.text, when: part.when }];
		});
		if (promises.length === 0) return null;
		const yes = and(eq(handed.version, version), eq(handed.person, person), eq(handed.how, 'will-ask'));
		const [said] = await db.select({ id: handed.id }).from(handed).where(yes).limit(1);
		return { version, person, promises, saidYes: said !== undefined };
	});
}
