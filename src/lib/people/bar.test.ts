import { expect, it } from 'vitest';
import type { PersonId } from '#lib/base/id.ts';
import { barBetween, barredBy, barsFor, barsWithin, type Bars } from '#lib/people/bar.ts';

const [wim, bral, hoog] = ['wim', 'bral', 'hoog'] as PersonId[] as [PersonId, PersonId, PersonId];
const bars: Bars = [{ person: wim, other: bral }];

it('a refusal is of a pair, from either side, and of nobody else', () => {
	expect(barBetween(bars, wim, bral)).toBe(bars[0]);
	expect(barBetween(bars, bral, wim)).toBe(bars[0]);
	expect(barBetween(bars, wim, hoog)).toBeNull();
	expect(barBetween(bars, wim, wim)).toBeNull();
});

it('holds within a company in which both are', () => {
	expect(barsWithin(bars, new Set([wim, hoog]))).toEqual([]);
	expect(barsWithin(bars, new Set([wim, hoog, bral]))).toEqual(bars);
	expect(barredBy(bars, bral, [hoog, wim])).toBe(bars[0]);
	expect(barredBy(bars, hoog, [bral, wim])).toBeNull();
});

it('is not told to the one who is refused', () => {
	expect(barsFor(bars, bral)).toEqual([]);
	expect(barsFor(bars, wim)).toEqual(bars);
	expect(barsFor(bars, null)).toEqual(bars);
});
