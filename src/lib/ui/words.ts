// The words of a page, for every component in it. A layout gives them; components ask.

import { createContext } from 'svelte';
import type { Group, Language, Say } from '#lib/words/say.ts';

/** An object with a getter, so that another language is said without loading anew. */
export type Words = {
	readonly say: Say;
	readonly language: Language;
	/** A part of the page that is not needed at first sight, together with the sentences only it says. */
	bring<Part>(groups: readonly Group[], part: () => Promise<Part>): Promise<Part>;
};

export const [getWords, setWords] = createContext<Words>();
