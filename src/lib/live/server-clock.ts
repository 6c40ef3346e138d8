// The server's time, as this page last heard it and counted on from there: this device's own clock may be an
// hour or a year wrong, and nobody's turn depends on it.

/** Milliseconds since 1970 on this device, and milliseconds of something that only goes forward. */
export type Clocks = { readonly here: () => number; readonly steady: () => number };

const own: Clocks = { here: () => Date.now(), steady: () => performance.now() };

export class ServerClock {
	#heard: number;
	#at: number;
	#clocks: Clocks;

	constructor(now: number, clocks: Clocks = own) {
		this.#clocks = clocks;
		this.#heard = now;
		this.#at = clocks.steady();
	}

	/** The server said what time it is. */
	hear(now: number): void {
		this.#heard = now;
		this.#at = this.#clocks.steady();
	}

	now(): number {
		return this.#heard + this.#clocks.steady() - this.#at;
	}

	/** What the server's clock said when this device's said `at`. */
	of(at: number): number {
		return at + this.now() - this.#clocks.here();
	}
}
