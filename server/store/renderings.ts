// Paper that lies here. Where words were destroyed none of it stays, and none that was drawn of them before is put there.

import { and, eq, inArray } from 'drizzle-orm';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { rendering, statement } from '#server/store/agreed.ts';
import type { Reader, Writer } from '#server/store/store.ts';

/**
 * Of a version whose words are destroyed no paper is left; one that is being made finds its row gone. `of`: who could read
 * them, where that is said by name: the paper of all others is not drawn anew, which would tell them.
 */
export async function forgetRenderings(
	tx: Writer,
	version: VersionId,
	of: readonly PersonId[] | null
): Promise<void> {
	const theirs = of === null ? undefined : inArray(rendering.person, [...of]);
	await tx.delete(rendering).where(and(eq(rendering.version, version), theirs));
}

/** How often words of a version were destroyed: paper drawn when there were fewer is of words that are gone. */
export const erasuresOf = (db: Reader, version: string): Promise<number> =>
	db.$count(statement, and(eq(statement.version, version), eq(statement.act, 'erased')));
