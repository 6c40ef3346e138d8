// The questions of this circle, in its tone and in the language of the sheets.

import { loadAsk } from '#lib/words/load.ts';

export const load = async ({ data, parent }) => {
	const { sheetsIn } = await parent();
	return { ...data, ask: await loadAsk(sheetsIn, data.tone) };
};
