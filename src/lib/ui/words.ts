// The words of a page, for every component in it. A layout gives them; components ask.

import { createContext } from 'svelte';
import type { Language, Say } from '#lib/words/say.ts';

/** An object with a getter, so that another language is said without loading anew. */
export type Words = { readonly say: Say; readonly language: Language };

export const [getWords, setWords] = createContext<Words>();
