// The questions of this circle, in its tone.

import { loadAsk } from '#lib/words/load.ts';

export const load = async ({ data, parent }) => {
	const { language } = await parent();
	return { ...data, ask: await loadAsk(language, data.view.circle.tone) };
};
