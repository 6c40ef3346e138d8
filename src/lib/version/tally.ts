// Answers counted in words: "4 onderschrijven, 1 met voorbehoud", never "goedgekeurd" (domain.md §6).

import type { PersonId } from '#lib/base/id.ts';
import { answerKinds, type AnswerKind } from '#lib/version/version.ts';

export type Answered = { readonly person: PersonId; readonly answer: AnswerKind };

export type Tally = {
	readonly counts: readonly { readonly answer: AnswerKind; readonly count: number }[];
	/** *Nog te bevragen*: never taken for a yes. */
	readonly open: number;
};

export function tallyOf(expected: ReadonlySet<PersonId>, answers: readonly Answered[]): Tally {
	const last = new Map(answers.map((one) => [one.person, one.answer]));
	const counts = answerKinds.flatMap((answer) => {
		const count = [...last.values()].filter((one) => one === answer).length;
		return count > 0 ? [{ answer, count }] : [];
	});
	return { counts, open: [...expected].filter((person) => !last.has(person)).length };
}

/** Whether every pupil who was asked said yes, with or without a reserve. */
export function pupilsSaidYes(pupils: readonly PersonId[], answers: readonly Answered[]): boolean {
	return pupils.every((pupil) =>
		answers.some((one) => one.person === pupil && (one.answer === 'yes' || one.answer === 'yes-but'))
	);
}
