// Annexes as they are kept, and what was said to each: read whole, for who sees them. Nobody else is told that there is one.

import { asc, eq } from 'drizzle-orm';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { barBetween, type Bars } from '#lib/people/bar.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import type { Statement } from '#lib/seal/statement.ts';
import type { Part } from '#lib/version/part.ts';
import type { AnswerKind } from '#lib/version/version.ts';
import { readPart } from '#lib/wire/part.ts';
import { annex } from '#server/store/beside.ts';
import type { Reader } from '#server/store/store.ts';
import { readStatements } from '#server/table/statements.ts';

export type AnnexRow = typeof annex.$inferSelect;

/** What one person said to an annex. */
export type AnnexAnswer = {
	readonly digest: Digest;
	readonly person: PersonId;
	readonly answer: AnswerKind;
	/** Null: gone. */
	readonly words: string | null;
	readonly token: string;
	readonly disclosures: readonly string[];
};

export type AnnexRead = AnnexRow & {
	/** In reading order; without those whose words are gone. */
	readonly parts: readonly Part[];
	readonly answers: readonly AnnexAnswer[];
	/** Everybody who is asked said something: the answers are shown together. */
	readonly shown: boolean;
};

/** Every annex of a version, the oldest first. */
export async function readAnnexes(db: Reader, id: VersionId): Promise<AnnexRead[]> {
	const rows = await db.select().from(annex).where(eq(annex.version, id)).orderBy(asc(annex.at));
	if (rows.length === 0) return [];
	const said = await readStatements(db, id);
	return rows.map((row) => {
		const answers = said.flatMap(({ read, token, disclosures }) =>
			read.version === row.digest ? answerIn(read, token, disclosures) : []
		);
		const shown = row.asked.every((one) => answers.some(({ person }) => person === one));
		return { ...row, parts: partsIn(row.disclosures), answers, shown };
	});
}

function answerIn(read: Statement, token: string, disclosures: readonly string[]): AnnexAnswer[] {
	if (read.act !== 'answer') return [];
	const { digest, person, answer } = read;
	return [{ digest, person, answer, words: read.hidden.words?.is ?? null, token, disclosures }];
}

function partsIn(disclosures: readonly string[]): Part[] {
	return disclosures
		.flatMap((words) => {
			const read = readDisclosure(words, 1);
			const { o, part } = (isNo(read) ? {} : read[0]) as { readonly o?: number; readonly part?: unknown };
			const its = readPart(part);
			return its ? [{ o: o ?? 0, part: its }] : [];
		})
		.sort((a, b) => a.o - b.o)
		.map(({ part }) => part);
}

/** Whether this person sees it. Who refuses contact with somebody in it, or is refused, does not from then on (S1-10). */
export const seesAnnex = ({ readers }: Pick<AnnexRow, 'readers'>, person: PersonId, bars: Bars): boolean =>
	readers.includes(person) && !readers.some((one) => barBetween(bars, one, person));

/** The answers one reader may have: their own, and everybody's once all who are asked said something. */
export const answersFor = ({ answers, shown }: AnnexRead, person: PersonId): readonly AnnexAnswer[] =>
	answers.filter((one) => shown || one.person === person);
