// The question of a round, in the words of this table. `ask` says the standard ones in the tone of the circle.

import type { Round } from '#lib/circle/round.ts';
import { fill, type Key, type Say } from '#lib/words/say.ts';
import type { ReviewedView } from '#lib/wire/view.ts';

type Asked = Pick<Round, 'ask' | 'text' | 'about'>;

/** The provider's own wording, or the standard one; a round about a promise says whose and what. */
export function questionOf(
	round: Asked,
	ask: Say,
	name: string,
	reviewed: readonly Pick<ReviewedView, 'id' | 'part'>[]
): string {
	if (round.ask === 'ask.review') return reviewOf(round, ask, reviewed);
	return round.text === null ? ask(round.ask as Key, { name }) : fill(round.text, { name });
}

/** Of a promise that is not for everybody here, a round says no more than that it is one. */
function reviewOf(
	{ text, about }: Asked,
	ask: Say,
	reviewed: readonly Pick<ReviewedView, 'id' | 'part'>[]
): string {
	const promise = reviewed.find((one) => one.id === about)?.part;
	if (!promise) return ask('ask.review-away');
	const values = { owner: promise.ownerName, what: promise.text };
	if (text === null) return ask('ask.review', values);
	return text.includes('{{what}}') ? fill(text, values) : ask('ask.review-own', { ...values, text });
}
