// The standard questions, in the tone of this circle.

import { loadAsk } from '#lib/words/load.ts';

export const load = async ({ data }) => ({ ...data, ask: await loadAsk('nl', data.plan.tone) });
