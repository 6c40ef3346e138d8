// The versions of a traject, each folded from the facts of its own stream; the one in force is a fact too,
// never a column (design decision 14).

import { asc, eq } from 'drizzle-orm';
import type { CircleId, TrajectId, VersionId } from '#lib/base/id.ts';
import { applyVersion, issued, type Version, type VersionFact } from '#lib/version/version.ts';
import { readStreams } from '#server/store/facts.ts';
import { version } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';

export type VersionRow = {
	readonly id: VersionId;
	readonly no: number;
	readonly circle: CircleId;
	readonly at: Date;
	readonly version: Version;
};

/** Every version of a traject, the oldest first. */
export async function readVersions(db: Reader, of: TrajectId): Promise<VersionRow[]> {
	const rows = await db
		.select({ id: version.id, no: version.no, circle: version.circle, at: version.at })
		.from(version)
		.where(eq(version.traject, of))
		.orderBy(asc(version.no));
	const streams = await readStreams(
		db,
		rows.map(({ id }) => `version/${id}`)
	);
	return rows.map((row) => {
		const id = row.id as VersionId;
		const facts = (streams.get(`version/${id}`) ?? []).map(({ body }) => body as VersionFact);
		return { ...row, id, circle: row.circle as CircleId, version: fold(id, facts) };
	});
}

function fold(id: VersionId, [first, ...later]: readonly VersionFact[]): Version {
	if (!first) throw new Error(`version ${id} has no facts`);
	return later.reduce(applyVersion, issued(id, first));
}

/** The version in force; null before the first, and when none is. */
export function inForce(rows: readonly VersionRow[]): VersionId | null {
	return rows.findLast(({ version }) => version.state.is === 'in-force')?.id ?? null;
}
