// Ids for tests, and waiting: for a fact, never for a while.

import { idFrom } from '#lib/base/id.ts';

let made = 0;

export function newId<Kind extends string>() {
	const bytes = new Uint8Array(16);
	new DataView(bytes.buffer).setUint32(12, ++made);
	return idFrom<Kind>(bytes);
}

export async function until(fact: () => boolean, what = 'a fact', within = 10_000): Promise<void> {
	const end = performance.now() + within;
	while (!fact()) {
		if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
}

/** Chance that comes out the same again: mulberry32. */
export function chance(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Watches how long this process does nothing else; the answer ends it and gives the longest, in ms. */
export function stall(): () => Promise<number> {
	let last = performance.now();
	let longest = 0;
	const look = () => {
		const now = performance.now();
		longest = Math.max(longest, now - last);
		last = now;
	};
	const watch = setInterval(look, 1);
	return async () => {
		await new Promise((resolve) => setTimeout(resolve, 2));
		look();
		clearInterval(watch);
		return longest;
	};
}
