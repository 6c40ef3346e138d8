// What lies beside a version, in the words of a copy.

import { loadWords } from '#lib/words/load.ts';

export const load = async ({ parent }) => {
	const { language } = await parent();
	return { words: await loadWords(language, ['door', 'table', 'copy', 'answer', 'beside']) };
};
