import { expect, it } from 'vitest';
import { beside, following, moved, nearest, swapped } from '#lib/ui/drag.ts';
import { drawingFor, places } from '#lib/ui/places.ts';

it('a name goes to a place, and who sat between moves up one chair', () => {
	expect(moved(['a', 'b', 'c', 'd'], 'a', 2)).toEqual(['b', 'c', 'a', 'd']);
	expect(moved(['a', 'b', 'c', 'd'], 'd', 0)).toEqual(['d', 'a', 'b', 'c']);
	expect(moved(['a', 'b', 'c', 'd'], 'b', 1)).toEqual(['a', 'b', 'c', 'd']);
});
it('one further than the last chair is the first', () => {
	expect(moved(['a', 'b', 'c'], 'c', 3)).toEqual(['c', 'a', 'b']);
	expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['b', 'c', 'a']);
});
it('two change places and the others stay', () => {
	expect(swapped(['a', 'b', 'c', 'd'], 'a', 'c')).toEqual(['c', 'b', 'a', 'd']);
});
it('who sits down meanwhile comes last, who is gone is gone', () => {
	expect(following(['c', 'a', 'b'], ['a', 'c', 'd'])).toEqual(['c', 'a', 'd']);
});
it('everybody sits between two', () => {
	expect(beside(['a', 'b', 'c', 'd'], 'a')).toEqual(['d', 'b']);
	expect(beside(['a', 'b'], 'a')).toBeNull();
});
it('a hand is over the place it is nearest to', () => {
	const at = places(12, 0, drawingFor(12, 'tall'));
	for (const [i, place] of at.entries()) expect(nearest(at, place.x + 4, place.y - 6)).toBe(i);
});
