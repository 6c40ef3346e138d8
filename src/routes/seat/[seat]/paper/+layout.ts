// Paper says what every part of the table says.

import { loadWords } from '#lib/words/load.ts';

export const load = async ({ parent }) => {
	const { language } = await parent();
	return { words: await loadWords(language, ['door', 'table', 'lead', 'copy', 'answer']) };
};
