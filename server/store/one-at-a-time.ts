// The lock of a traject: whoever agrees something in it, destroys words of it, or puts paper of it away, one after another.

import { eq } from 'drizzle-orm';
import { traject } from '#server/store/schema.ts';
import type { Writer } from '#server/store/store.ts';

/** Two circles of one traject wait for each other here, and nobody else does; until the transaction ends. */
export async function oneAtATime(tx: Writer, of: string): Promise<void> {
	await tx.select({ id: traject.id }).from(traject).where(eq(traject.id, of)).for('no key update');
}
