// Paper that lies here. Where words were destroyed none of it stays.

import { eq } from 'drizzle-orm';
import type { VersionId } from '#lib/base/id.ts';
import { rendering } from '#server/store/agreed.ts';
import type { Writer } from '#server/store/store.ts';

/** Of a version whose words are destroyed no paper is left; one that is being made finds its row gone. */
export async function forgetRenderings(tx: Writer, version: VersionId): Promise<void> {
	await tx.delete(rendering).where(eq(rendering.version, version));
}
