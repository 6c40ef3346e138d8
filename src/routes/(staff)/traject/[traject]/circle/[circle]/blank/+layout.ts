// Sheets go to people who read another language than those who print them: theirs is chosen here.

import { loadWords } from '#lib/words/load.ts';
import { isLanguage } from '#lib/words/say.ts';

export const load = async ({ url }) => {
	const asked = url.searchParams.get('in');
	const sheetsIn = isLanguage(asked) ? asked : 'nl';
	return {
		sheetsIn,
		words: await loadWords(sheetsIn, ['door', 'table', 'answer', 'copy', 'staff', 'blank'])
	};
};
