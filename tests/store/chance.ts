// Seeded chance: a failing test prints its seed, and the same seed fails again.

export type Chance = {
	/** A whole number from 0 up to, not including, `below`. */
	below(below: number): number;
	shuffled<T>(list: readonly T[]): T[];
};

/** xorshift32. */
export function chance(seed: number): Chance {
	let state = seed | 1;
	const below = (most: number) => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) % most;
	};
	return {
		below,
		shuffled(list) {
			const left = [...list];
			return list.flatMap(() => left.splice(below(left.length), 1));
		}
	};
}
