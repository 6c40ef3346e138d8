// What was answered, as screens show it: the last of each person, with whom it is for.

import { eq } from 'drizzle-orm';
import type { VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { readAnyAnswer } from '#lib/seal/any-answer.ts';
import type { AnswerView } from '#lib/wire/view.ts';
import { answer } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { lateIn } from '#server/table/late.ts';
import { withAudience, type AnswerRead } from '#server/table/reserves.ts';

/** Every person's last answer to each of these versions, as screens show it. */
export async function readAnswers(
	db: Reader,
	versions: readonly VersionId[]
): Promise<Map<VersionId, AnswerRead[]>> {
	const all = new Map<VersionId, AnswerRead[]>();
	const late = await lateIn(db, versions);
	for (const id of versions) {
		const rows = await db.select().from(answer).where(eq(answer.version, id)).orderBy(answer.at);
		const last = new Map<string, AnswerView>();
		for (const row of rows) {
			const read = readAnyAnswer(row.token, row.disclosures);
			if (isNo(read) || late.has(read.digest)) continue;
			last.set(row.person, {
				person: read.person,
				answer: read.answer,
				words: read.words?.text ?? '',
				target: read.target?.of ?? null,
				until: read.until,
				at: row.at.getTime()
			});
		}
		all.set(id, await withAudience(db, id, [...last.values()]));
	}
	return all;
}
