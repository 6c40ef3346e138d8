// A reserve on one part is read by who may read that part; everybody else reads that there is a reserve, and nothing
// of it: its words would tell what stands there (domain.md §6.2). In copies, on screens and on the wall alike.

import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import type { Viewer } from '#lib/table/stream.ts';
import type { Part, PartAudience } from '#lib/version/part.ts';
import { mayRead } from '#lib/version/reading.ts';
import type { AnswerView } from '#lib/wire/view.ts';
import type { Reader } from '#server/store/store.ts';
import { readAllSealed } from '#server/table/reviewed.ts';

/** A part a reserve can be about has an id; people and silences have none of their own. */
export const idOf = (part: Part): string | null =>
	part.part === 'person' || part.part === 'silence' ? null : part.id;

/** The parts these disclosures show, by id. */
export function partsShown(words: readonly (string | null)[]): Set<string> {
	const shown = new Set<string>();
	for (const one of words) {
		const read = one === null ? null : readDisclosure(one, 1);
		if (!read || isNo(read)) continue;
		const id = idOf((read[0] as unknown as { part: Part }).part);
		if (id !== null) shown.add(id);
	}
	return shown;
}

/** Null: whoever answers has this part before them, or speaks of the whole; else what they name is not there. */
export async function notTheirs(
	db: Reader,
	version: VersionId,
	target: string | null,
	role: string
): Promise<No<'no-such-part'> | null> {
	if (target === null) return null;
	const sealed = await readAllSealed(db, version);
	const there = sealed.some(({ audience, part }) => idOf(part) === target && mayRead(role, audience));
	return there ? null : no('no-such-part');
}

/** For whom the words of an answer are; null: of a part that was erased, so for the one who said them. */
export type AnswerRead = AnswerView & { readonly audience: PartAudience | null };

export async function withAudience(
	db: Reader,
	version: VersionId,
	answers: readonly AnswerView[]
): Promise<AnswerRead[]> {
	const sealed = answers.some(({ target }) => target !== null) ? await readAllSealed(db, version) : [];
	const audienceOf = (target: string | null): PartAudience | null =>
		target === null ? 'core' : (sealed.find(({ part }) => idOf(part) === target)?.audience ?? null);
	return answers.map((one) => ({ ...one, audience: audienceOf(one.target) }));
}

/** An answer as one viewer may have it. `wall`: how the room looks, as somebody of a school does where one may sit. */
export function answerFor({ audience, ...answer }: AnswerRead, viewer: Viewer, wall: string): AnswerView {
	if (viewer.is === 'person' && viewer.person === answer.person) return answer;
	const role = viewer.is === 'person' ? viewer.role : wall;
	const reads = audience !== null && mayRead(role, audience);
	return reads ? answer : { ...answer, words: '', target: null };
}

type Carried = {
	readonly person: string;
	readonly target: string | null;
	readonly disclosures: readonly string[];
};

/** What of an answer's hidden words goes into a copy: all of it, or nothing. */
export const disclosedTo = (
	answer: Carried,
	reader: PersonId,
	shown: ReadonlySet<string>
): readonly string[] =>
	answer.target === null || shown.has(answer.target) || answer.person === reader ? answer.disclosures : [];
