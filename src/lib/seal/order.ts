// The numbers that keep parts in order on every copy. A copy must not tell by its gaps how much it
// leaves out, so the numbers of one layer are drawn without looking at the layers above it. FORMAT.md §5.

import type { Random } from '#lib/seal/key.ts';

/**
 * Who reads a part, as a chain: whoever has a part of layer 1 has all of layer 0, and so on. Layer 0 is
 * what every copy may have, the school's too; layer 1 what all but the school have; layer 2 the rest.
 */
export type Layer = 0 | 1 | 2;

/** Order numbers lie between 0 and this, both excluded: 2^48. */
export const orderEnd = 2 ** 48;

/** Layer k uses multiples of steps[k] only, so above any layer there is room for 4096 between neighbours. */
const steps = [2 ** 26, 2 ** 13, 1] as const;

/**
 * A number for each part, rising along the list. Layer 0 gets distinct uniform multiples of 2^26, sorted.
 * Then each run of layer 1 gets distinct uniform multiples of 2^13 between its neighbours; then layer 2
 * whole numbers. What layer 0 shows is thus the same with and without the layers above it.
 */
export function drawOrder(layers: readonly Layer[], random: Random): number[] {
	const numbers = layers.map(() => 0);
	for (const [layer, step] of steps.entries()) {
		let from = 0;
		let low = 0;
		for (let at = 0; at <= layers.length; at++) {
			const high = at < layers.length ? (numbers[at] ?? 0) : orderEnd;
			if (high === 0) continue;
			const run = places(from, at).filter((place) => layers[place] === layer);
			const drawn = distinct(run.length, low, high, step, random);
			for (const place of run) numbers[place] = drawn.shift() ?? 0;
			from = at + 1;
			low = high;
		}
	}
	return numbers;
}

/** The list in an order in which each is as likely as any other (Fisher-Yates). */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
	const out = [...list];
	for (let last = out.length - 1; last > 0; last--) {
		const at = below(last + 1, random);
		[out[at], out[last]] = [out[last] as T, out[at] as T];
	}
	return out;
}

/** A whole number from 0 up to `end`, each as likely: 48 bits, drawn again in the uneven tail. */
function below(end: number, random: Random): number {
	const even = orderEnd - (orderEnd % end);
	for (;;) {
		const drawn = random(6).reduce((sum, byte) => sum * 256 + byte, 0);
		if (drawn < even) return drawn % end;
	}
}

/** So many distinct multiples of `step` strictly between `low` and `high`, sorted. */
function distinct(count: number, low: number, high: number, step: number, random: Random): number[] {
	const room = (high - low) / step - 1;
	const drawn = new Set<number>();
	while (drawn.size < count) drawn.add(low + step * (1 + below(room, random)));
	return [...drawn].sort((a, b) => a - b);
}

const places = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
