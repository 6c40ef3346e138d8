import { expect, it } from 'vitest';
import { ServerClock } from '#lib/live/server-clock.ts';

it('a device whose clock is a year wrong counts on from what the server said', () => {
	let steady = 5_000;
	const wrong = 365 * 86_400_000;
	const clock = new ServerClock(1_000_000, { here: () => wrong + steady, steady: () => steady });
	steady += 30_000;
	expect(clock.now()).toBe(1_030_000);
	expect(clock.of(wrong + steady - 10_000)).toBe(1_020_000);
	clock.hear(2_000_000);
	steady += 1_000;
	expect(clock.now()).toBe(2_001_000);
});
