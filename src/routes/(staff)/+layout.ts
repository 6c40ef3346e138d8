// The words of those who prepare: in Dutch, whatever language the browser reads.

import { loadWords } from '#lib/words/load.ts';

export const load = async ({ data }) => ({
	...data,
	words: await loadWords('nl', ['door', 'table', 'lead', 'copy', 'answer', 'rounds', 'staff', 'story'])
});
