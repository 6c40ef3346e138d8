// What the house does by itself, at its start and every hour: what was promised to go, goes. A job that fails
// is logged and tried again with the next round; nobody at a table notices. It logs counts, never words.

import type { Chains } from '#server/chain/sound.ts';
import { errorFields, type Log } from '#server/log.ts';
import type { Practice } from '#server/practice/practice.ts';
import { destroyFrozen } from '#server/store/sheets.ts';
import type { Store } from '#server/store/store.ts';

export type Job = {
	readonly name: string;
	/** Tells how many it did away with, or found. */
	run(): Promise<number>;
};

const hour = 3_600_000;

/**
 * Days that the living documents of a frozen draft are kept, for a phone that was away (design decision 7).
 * Then every letter's history goes: the version is the record. What was laid, agreed and answered stays, and the
 * sheet's own row, so that such a phone still hears that its draft was presented.
 */
export const frozenDays = 14;

export function jobsOf(house: {
	readonly store: Store;
	readonly practice: Practice;
	readonly chains: Chains;
	readonly now: () => number;
}): Job[] {
	const { store, practice, chains, now } = house;
	let checked = -Infinity;
	return [
		{ name: 'practice-thrown-away', run: () => practice.sweep() },
		{
			name: 'frozen-sheets-destroyed',
			run: () => destroyFrozen(store, new Date(now() - frozenDays * 24 * hour))
		},
		{
			// At the start, and once a day: how many are damaged.
			name: 'chains-damaged',
			async run() {
				if (now() - checked < 24 * hour) return 0;
				checked = now();
				return chains.checkAll();
			}
		}
	];
}

/** Never two rounds at once. The answer stops them, and resolves when none is under way. */
export function startJobs(jobs: readonly Job[], log: Log): () => Promise<void> {
	let stopped = false;
	let round: Promise<void> | null = null;

	async function once({ name, run }: Job): Promise<void> {
		try {
			const count = await run();
			if (count > 0) log.info('job', { name, count });
		} catch (error) {
			log.error('job', { name, ...errorFields(error) });
		}
	}
	async function all(): Promise<void> {
		for (const job of jobs) if (!stopped) await once(job);
	}
	const go = () => void (round ??= all().finally(() => (round = null)));

	go();
	const timer = setInterval(go, hour).unref();
	return async () => {
		stopped = true;
		clearInterval(timer);
		await round;
	};
}
