// The words of a sheet to sign.

import { loadWords } from '#lib/words/load.ts';

export const load = async ({ parent }) => {
	const { language } = await parent();
	return { words: await loadWords(language, ['door', 'table', 'copy', 'answer', 'sheet']) };
};
