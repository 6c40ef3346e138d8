// Looking along is said in the words of the table and of leading.

import { loadWords } from '#lib/words/load.ts';

export const load = async ({ parent }) => {
	const { language } = await parent();
	return { words: await loadWords(language, ['door', 'table', 'lead', 'copy', 'answer']) };
};
