// The words of what changed, and of the copies it is told from.

import { loadWords } from '#lib/words/load.ts';

export const load = async ({ parent }) => {
	const { language } = await parent();
	return { words: await loadWords(language, ['door', 'table', 'copy', 'story']) };
};
