// The promises of the version a follow-up starts from, in the words they were sealed with.

import { eq } from 'drizzle-orm';
import type { VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { standingIn } from '#lib/version/other-words.ts';
import { partAudience, type Part, type PartAudience, type PromisePart } from '#lib/version/part.ts';
import type { ReviewedView } from '#lib/wire/view.ts';
import { disclosure } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';

export type SealedPart = { readonly audience: PartAudience; readonly order: number; readonly part: Part };

export type Reviewed = Omit<ReviewedView, 'why'> & { readonly audience: PartAudience };

/** Every part of a version that was not erased, in reading order; not what stands for one of them in other words. */
export async function readSealed(db: Reader, id: VersionId): Promise<SealedPart[]> {
	const sealed = await readAllSealed(db, id);
	const again = standingIn(sealed.map(({ part }) => part));
	return sealed.filter(({ part }) => !('id' in part && again.has(part.id)));
}

/** The same, with what a school reads in other words. */
export async function readAllSealed(db: Reader, id: VersionId): Promise<SealedPart[]> {
	const rows = await db.select().from(disclosure).where(eq(disclosure.version, id));
	return rows
		.flatMap((row): SealedPart[] => {
			const sealed = row.words === null ? null : readDisclosure(row.words, 1);
			if (!sealed || isNo(sealed)) return [];
			const { o, part } = sealed[0] as unknown as { o: number; part: Part };
			return [{ audience: partAudience(row.audience), order: o, part }];
		})
		.sort((a, b) => a.order - b.order);
}

/** Promises that were taken, or asked of somebody: what a follow-up goes about. What might not leave was not asked. */
export async function readReviewed(db: Reader, id: VersionId): Promise<Reviewed[]> {
	const sealed = await readSealed(db, id);
	return sealed.flatMap(({ audience, part }) => (isReviewed(part) ? [{ id: part.id, part, audience }] : []));
}

function isReviewed(part: Part): part is PromisePart {
	if (part.part === 'ask') return part.needs?.every(({ yes }) => yes) !== false;
	return part.part === 'engagement' && part.yes;
}
