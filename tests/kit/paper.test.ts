// What was ever printed on paper stays as it was, or papers that people kept would be refused.

import { expect, it } from 'vitest';
import { digestOfJson } from '#lib/base/digest.ts';
import { editions } from '#lib/paper/editions.ts';

/** One for each edition, the newest first. Never change one: put a next before it, and keep the old catalogue beside it. */
const printed = [
	'flp_I2srHp90v-mJC0QU05MCYZG-lGe4tGVKkvH2FxE',
	'jbw6zcovKYrLqBEUdDiaCgJu41gJp8QqkNbpR3C_ifQ',
	'kQUzIL0z3PVbc1MaKYybrQenbKIaXPZtvwZl_hAIwAM'
];

it('a sentence that was printed is in its edition for ever', () => {
	expect(editions.map((one) => digestOfJson({ nl: one.nl, en: one.en }))).toEqual(printed);
});
