// Dragging names round a table: which place a hand is over, and what the order is then. Pure.

import type { Place } from '#lib/ui/places.ts';

/** The place nearest to a point of the drawing. */
export function nearest(places: readonly Place[], x: number, y: number): number {
	const far = places.map((place) => Math.hypot(place.x - x, place.y - y));
	return far.indexOf(Math.min(...far));
}

/** One moves to a place; whoever sat between moves up one chair. */
export function moved<One>(order: readonly One[], one: One, to: number): One[] {
	const others = order.filter((other) => other !== one);
	const at = ((to % order.length) + order.length) % order.length;
	return [...others.slice(0, at), one, ...others.slice(at)];
}

/** Two change places. */
export function swapped<One>(order: readonly One[], one: One, other: One): One[] {
	return order.map((here) => (here === one ? other : here === other ? one : here));
}

/** Who came or went while somebody was arranging: the newcomers last, as the table has them. */
export function following<One>(order: readonly One[], table: readonly One[]): One[] {
	const here = order.filter((one) => table.includes(one));
	return [...here, ...table.filter((one) => !here.includes(one))];
}

/** The two beside somebody, before and after, clockwise. */
export function beside<One>(order: readonly One[], one: One): readonly [One, One] | null {
	const at = order.indexOf(one);
	const before = order.at(at - 1);
	const after = order[(at + 1) % order.length];
	return at < 0 || before === undefined || after === undefined || order.length < 3 ? null : [before, after];
}
