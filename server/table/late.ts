// Answers that came when their version was replaced or withdrawn: kept on it, and counted nowhere.

import type { Digest } from '#lib/base/digest.ts';
import type { VersionId } from '#lib/base/id.ts';
import type { VersionFact } from '#lib/version/version.ts';
import { readStreams } from '#server/store/facts.ts';
import type { Reader } from '#server/store/store.ts';

/** The digests of the late answers to these versions. */
export async function lateIn(db: Reader, versions: readonly VersionId[]): Promise<ReadonlySet<Digest>> {
	const streams = await readStreams(
		db,
		versions.map((id) => `version/${id}`)
	);
	const facts = [...streams.values()].flat().map(({ body }) => body as VersionFact);
	return new Set(facts.flatMap((fact) => (fact.is === 'late' ? [fact.answer] : [])));
}
