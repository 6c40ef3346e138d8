import { expect, it } from 'vitest';
import type { ItemId } from '#lib/base/id.ts';
import { asSentences, readAloud } from '#lib/plan/aloud.ts';
import { blankItem, type Item } from '#lib/plan/item.ts';

const item = (id: string, more: Partial<Item> & Pick<Item, 'kind'>): Item => ({
	...blankItem,
	id: id as ItemId,
	text: id,
	...more
});

it('strengths are read before worries, and what the school does beside what the others do', () => {
	const items = [
		item('plan b', { kind: 'plan-b' }),
		item('zorg', { kind: 'together', heading: 'worry' }),
		item('school', { kind: 'engagement', strand: 'school' }),
		item('kracht', { kind: 'together', heading: 'strength' }),
		item('belofte', { kind: 'engagement' }),
		item('doel', { kind: 'goal' }),
		item('straks', { kind: 'parked' }),
		item('weg', { kind: 'agreement', gone: true }),
		item('leeg', { kind: 'agreement', text: ' ' })
	];
	expect(readAloud(items).map(({ text }) => text)).toEqual([
		'kracht',
		'zorg',
		'doel',
		'belofte',
		'school',
		'plan b'
	]);
});

it('pieces are said as sentences, with one full stop', () => {
	const pieces = ['Noor: ik teken in het atelier.', ' ', 'elke dinsdag', 'Wim vraagt hoe het loopt', 'Goed?'];
	expect(asSentences(pieces)).toBe(
		'Noor: ik teken in het atelier. Elke dinsdag. Wim vraagt hoe het loopt. Goed?'
	);
});
