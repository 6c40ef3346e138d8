// The words of the door; pages further in bring their own. Only the chosen language is fetched.

import { loadWords } from '#lib/words/load.ts';

export const load = async ({ data }) => ({ ...data, words: await loadWords(data.language, ['door']) });
