// Paper that lies here. Where words were destroyed none of it stays, and none that was drawn of them before is put there.

import { and, eq } from 'drizzle-orm';
import type { VersionId } from '#lib/base/id.ts';
import { rendering, statement } from '#server/store/agreed.ts';
import type { Reader, Writer } from '#server/store/store.ts';

/** Of a version whose words are destroyed no paper is left; one that is being made finds its row gone. */
export async function forgetRenderings(tx: Writer, version: VersionId): Promise<void> {
	await tx.delete(rendering).where(eq(rendering.version, version));
}

/** How often words of a version were destroyed: paper drawn when there were fewer is of words that are gone. */
export const erasuresOf = (db: Reader, version: string): Promise<number> =>
	db.$count(statement, and(eq(statement.version, version), eq(statement.act, 'erased')));
