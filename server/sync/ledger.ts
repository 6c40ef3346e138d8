// What waits to be stored, of every room together: one append at a time, in order. While one is on its
// way the next gathers. A failed append ends the process; until then nothing more is said to anybody.

import type { Limits } from '#server/sync/limits.ts';
import type { Append, Ports } from '#server/sync/ports.ts';

/** Who handed something in, and hears of it. */
export type Teller = {
	/** So many of the oldest updates handed in are on disk; or, when closed, never will be. */
	heard(answer: 'stored' | 'closed', count: number): void;
};

type Entry = { readonly append: Append; readonly teller: Teller };

export class Ledger {
	#ports: Pick<Ports, 'log' | 'clock' | 'fatal'>;
	#gather: number;
	#entries: Entry[] = [];
	#writing = false;
	#gathering = false;
	#ended = false;

	constructor(ports: Pick<Ports, 'log' | 'clock' | 'fatal'>, { gather }: Pick<Limits, 'gather'>) {
		this.#ports = ports;
		this.#gather = gather;
	}

	add(append: Append, teller: Teller): void {
		this.#entries.push({ append, teller });
		if (this.#writing || this.#gathering) return;
		this.#gathering = true;
		this.#ports.clock.after(this.#gather, () => void this.#write());
	}

	/** The log failed: nobody knows what is on disk. */
	get ended(): boolean {
		return this.#ended;
	}

	async #write(): Promise<void> {
		this.#gathering = false;
		this.#writing = true;
		while (this.#entries.length > 0 && !this.#ended) {
			const entries = this.#entries;
			this.#entries = [];
			try {
				this.#tell(entries, await this.#ports.log.append(entries.map((entry) => entry.append)));
			} catch (error) {
				this.#ended = true;
				this.#ports.fatal(error);
			}
		}
		this.#writing = false;
	}

	#tell(entries: readonly Entry[], answers: Awaited<ReturnType<Ports['log']['append']>>): void {
		const counts = new Map<Teller, { answer: 'stored' | 'closed'; count: number }>();
		for (const { append, teller } of entries) {
			const answer = answers.get(append.sheet);
			if (!answer) throw new Error(`the log did not answer for sheet ${append.sheet}`);
			counts.set(teller, { answer, count: (counts.get(teller)?.count ?? 0) + 1 });
		}
		for (const [teller, { answer, count }] of counts) teller.heard(answer, count);
	}
}
