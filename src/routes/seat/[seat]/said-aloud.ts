// How a spoken yes came to stand there: who wrote it down and who heard it (S2-08).

import type { Say } from '#lib/words/say.ts';

/** Two names; `writer` is empty where it was not kept. */
export function saidAloud(say: Say, writer: string, witness: string): string {
	if (writer === '') return say('yes.witness', { name: witness });
	return say(writer === witness ? 'yes.at-table-one' : 'yes.at-table', { writer, witness });
}
