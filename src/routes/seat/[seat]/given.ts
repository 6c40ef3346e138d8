// What somebody says to a version, as the page has it before it is signed.

import type { PersonId } from '#lib/base/id.ts';
import type { AnswerKind } from '#lib/version/version.ts';

export type Given = {
	readonly answer: AnswerKind;
	/** A reserve, or a reason; empty when there is none. */
	readonly words: string;
	/** The day they hope to know, while they think it over. */
	readonly until: string | null;
	/** The part a reserve is about; null: the whole plan. */
	readonly target: string | null;
	/** Read out to them in that language (BCP 47), by that person; null: it was not. */
	readonly aloud: { readonly language: string; readonly by: PersonId } | null;
	/** A mark drawn by hand, as the path of an SVG; null: none. */
	readonly mark: string | null;
};
