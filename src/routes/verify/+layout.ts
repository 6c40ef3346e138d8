import { loadWords } from '#lib/words/load.ts';

/** The words of copies, of how things were said, and of the table's headings. */
export const load = async ({ parent }) => {
	const { language } = await parent();
	return {
		words: await loadWords(language, ['door', 'table', 'copy', 'answer', 'proof', 'verify', 'beside'])
	};
};
