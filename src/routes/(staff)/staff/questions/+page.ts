// The standard questions in every tone.

import { tones } from '#lib/circle/round.ts';
import { loadAsk } from '#lib/words/load.ts';

export const load = async ({ data }) => {
	const [je, u, simple] = await Promise.all(tones.map((tone) => loadAsk('nl', tone)));
	return { ...data, standard: { je: je?.words ?? {}, u: u?.words ?? {}, simple: simple?.words ?? {} } };
};
