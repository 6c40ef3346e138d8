// Who opened a copy, in the words of copies.

import { loadWords } from '#lib/words/load.ts';

export const load = async ({ parent }) => {
	const { language } = await parent();
	return { words: await loadWords(language, ['door', 'copies']) };
};
