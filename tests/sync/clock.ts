// A clock that only goes when a test says so.

import type { Clock } from '#server/sync/ports.ts';

export class ManualClock implements Clock {
	#now = 0;
	#waiting: { at: number; run: () => void }[] = [];

	now(): number {
		return this.#now;
	}

	after(ms: number, run: () => void): () => void {
		const entry = { at: this.#now + ms, run };
		this.#waiting.push(entry);
		return () => void (this.#waiting = this.#waiting.filter((each) => each !== entry));
	}

	/** Lets so much time pass; whatever falls due runs in order. */
	pass(ms: number): void {
		const end = this.#now + ms;
		for (;;) {
			const [next] = this.#waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
			if (!next) break;
			this.#now = Math.max(this.#now, next.at);
			this.#waiting = this.#waiting.filter((each) => each !== next);
			next.run();
		}
		this.#now = end;
	}
}
