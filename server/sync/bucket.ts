// A token bucket: so many a second, and a burst after a pause. Never below zero, so that one long pause of
// the whole process does not lock anybody out for minutes.

import type { Rate } from '#server/sync/limits.ts';

export class Bucket {
	#rate: Rate;
	#level: number;
	#at: number;

	constructor(rate: Rate, now: number) {
		this.#rate = rate;
		this.#level = rate.burst;
		this.#at = now;
	}

	/** Takes so much out; false when there was not enough. */
	take(amount: number, now: number): boolean {
		const left = this.level(now) - amount;
		this.#level = Math.max(0, left);
		return left >= 0;
	}

	level(now: number): number {
		const gained = ((now - this.#at) / 1000) * this.#rate.perSecond;
		this.#at = now;
		this.#level = Math.min(this.#rate.burst, this.#level + gained);
		return this.#level;
	}

	isFull(now: number): boolean {
		return this.level(now) === this.#rate.burst;
	}
}
