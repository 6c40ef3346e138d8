// Rounds of jobs, by a clock of our own; no house stands here, for its database would live by that clock too.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startJobs, type Job } from '#server/jobs.ts';
import type { LogFields } from '#server/log.ts';

describe('a round of jobs', () => {
	const hour = 3_600_000;
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	function listening() {
		const said: [string, LogFields | undefined][] = [];
		const hear = (event: string, fields?: LogFields) => void said.push([event, fields]);
		return { said, log: { info: hear, warn: hear, error: hear } };
	}

	it('is at the start and every hour, and ends when the house does', async () => {
		const { said, log } = listening();
		let ran = 0;
		const stop = startJobs([{ name: 'one', run: async () => ++ran - 1 }], log);
		await vi.advanceTimersByTimeAsync(0);
		expect(ran).toBe(1);
		await vi.advanceTimersByTimeAsync(2 * hour);
		expect(ran).toBe(3);
		await stop();
		await vi.advanceTimersByTimeAsync(3 * hour);
		expect(ran).toBe(3);
		expect(said).toEqual([
			['job', { name: 'one', count: 1 }],
			['job', { name: 'one', count: 2 }]
		]);
	});

	it('goes on after one that failed, and says no word of what it met', async () => {
		const { said, log } = listening();
		const failing: Job = {
			name: 'one',
			run: () => Promise.reject(new RangeError('Ik wil weer ergens naartoe'))
		};
		const stop = startJobs([failing, { name: 'two', run: async () => 4 }], log);
		await vi.advanceTimersByTimeAsync(hour);
		await stop();
		expect(said.map(([, fields]) => [fields?.['name'], fields?.['error'], fields?.['count']])).toEqual([
			['one', 'RangeError', undefined],
			['two', undefined, 4],
			['one', 'RangeError', undefined],
			['two', undefined, 4]
		]);
		expect(JSON.stringify(said)).not.toContain('ergens');
	});

	it('never has two at once, and closing waits for the one under way', async () => {
		const { promise, resolve } = Promise.withResolvers<number>();
		let ran = 0;
		const slow: Job = { name: 'slow', run: () => (ran++, promise) };
		let next = 0;
		const stop = startJobs([slow, { name: 'next', run: async () => next++ }], listening().log);
		await vi.advanceTimersByTimeAsync(3 * hour);
		expect(ran).toBe(1);
		let stopped = false;
		const closing = stop().then(() => (stopped = true));
		await vi.advanceTimersByTimeAsync(0);
		expect(stopped).toBe(false);
		resolve(1);
		await closing;
		expect(next).toBe(0);
	});
});
