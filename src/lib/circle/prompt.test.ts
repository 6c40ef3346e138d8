import { expect, it } from 'vitest';
import type { ItemId, PersonId } from '#lib/base/id.ts';
import { promptsFor } from '#lib/circle/prompt.ts';
import type { Round } from '#lib/circle/round.ts';

const [steven, wim] = ['steven', 'wim'] as [PersonId, PersonId];
const round = (more: Partial<Round>): Round => ({
	ask: 'ask.worry',
	text: null,
	writes: 'own',
	kind: 'worry',
	about: null,
	first: [],
	seconds: null,
	...more
});

it('asks what one’s own words answer, and nothing that writes none of them', () => {
	const rounds = [
		round({ writes: 'nothing', kind: null }),
		round({}),
		round({ writes: 'together', kind: null }),
		round({ kind: 'wish' })
	];
	expect(promptsFor(rounds, steven).map(({ at, kind }) => [at, kind])).toEqual([
		[1, 'worry'],
		[3, 'wish']
	]);
});

it('has a draft of its own for each question, also where a kind is asked twice', () => {
	const rounds = [round({}), round({ kind: 'wish' }), round({})];
	expect(promptsFor(rounds, steven).map(({ nth }) => nth)).toEqual([1, 1, 2]);
});

it('asks about a promise only whom it is about', () => {
	const [mine, other] = ['a', 'b'] as [ItemId, ItemId];
	const rounds = [
		round({ kind: 'review', about: mine, first: [steven, wim] }),
		round({ kind: 'review', about: other, first: [wim] })
	];
	expect(promptsFor(rounds, steven).map(({ at, nth }) => [at, nth])).toEqual([[0, 1]]);
});
