// Words that are destroyed, in each place they can stand in; digests and tokens stay (erase.ts).

import { and, eq } from 'drizzle-orm';
import { digestOfText } from '#lib/base/digest.ts';
import type { TrajectId } from '#lib/base/id.ts';
import { unreachable } from '#lib/base/no.ts';
import { isEmpty } from '#lib/version/annex.ts';
import { statement } from '#server/store/agreed.ts';
import { annex, annexDraft, annexReview } from '#server/store/beside.ts';
import { answer, disclosure, note } from '#server/store/schema.ts';
import type { Writer } from '#server/store/store.ts';
import type { Place } from '#server/table/erasable.ts';

export async function destroyWords(
	tx: Writer,
	{ in: where, row, version: of, digest }: Place
): Promise<void> {
	const without = (all: readonly string[] = []) => all.filter((one) => digestOfText(one) !== digest);
	switch (where) {
		case 'version': {
			const one = and(eq(disclosure.version, of), eq(disclosure.digest, digest));
			await tx.update(disclosure).set({ words: null }).where(one);
			return;
		}
		case 'note':
			await tx.update(note).set({ text: '' }).where(eq(note.id, row));
			return;
		case 'annex':
		case 'answer':
		case 'statement': {
			const table = { annex, answer, statement }[where];
			const mine = where === 'annex' ? eq(annex.id, row) : eq(table.digest, row);
			const [said] = await tx.select({ disclosures: table.disclosures }).from(table).where(mine);
			const disclosures = without(said?.disclosures);
			await tx.update(table).set({ disclosures }).where(mine);
			return;
		}
		default:
			unreachable(where);
	}
}

/** What is still being written of an annex, or was said of how it went, speaks of the same words. */
export async function forgetBeside(tx: Writer, of: TrajectId, what: string): Promise<void> {
	await tx.delete(annexReview).where(and(eq(annexReview.traject, of), eq(annexReview.item, what)));
	const drafts = await tx.select().from(annexDraft).where(eq(annexDraft.traject, of));
	for (const { id, body } of drafts) {
		const left = <One extends { readonly id: string }>(all: readonly One[]) =>
			all.filter((one) => one.id !== what);
		const now = { promises: left(body.promises), outcomes: left(body.outcomes) };
		const mine = eq(annexDraft.id, id);
		if (isEmpty(now)) await tx.delete(annexDraft).where(mine);
		else await tx.update(annexDraft).set({ body: now }).where(mine);
	}
}
