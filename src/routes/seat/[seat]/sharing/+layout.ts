// The words of what is asked of one person.

import { loadWords } from '#lib/words/load.ts';

export const load = async ({ parent }) => {
	const { language } = await parent();
	return { words: await loadWords(language, ['door', 'sharing']) };
};
