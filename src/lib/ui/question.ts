// The question of a round, in the words of this table.

import type { Round } from '#lib/circle/round.ts';
import type { Key, Say } from '#lib/words/say.ts';
import type { TableView } from '#lib/wire/view.ts';

/** The provider's own wording, or the standard one; a round about a promise says whose and what. */
export function questionOf(round: Round, say: Say, name: string, reviewed: TableView['reviewed']): string {
	if (round.about) {
		const promise = reviewed.find((one) => one.id === round.about)?.part;
		if (promise) return say('ask.review', { owner: promise.ownerName, what: promise.text });
	}
	return round.text ?? say(round.ask as Key, { name });
}
