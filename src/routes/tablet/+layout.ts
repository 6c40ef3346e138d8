// The words of the cover of a tablet that goes round.

import { loadWords } from '#lib/words/load.ts';

export const load = async ({ parent }) => {
	const { language } = await parent();
	return { words: await loadWords(language, ['door', 'table', 'tablet']) };
};
