// What one seat asks: whatever it sends, and on however many lines, the next thing done may be somebody else's.

import { expect, it } from 'vitest';
import { newId } from '#lib/live/new-id.ts';
import { openAsking } from '#server/meeting/asking.ts';

const limit = { perSecond: 10, burst: 3 };

/** Work that is done when it is told so. */
function works() {
	const begun: string[] = [];
	const ends: (() => void)[] = [];
	const work = (name: string) => () => {
		begun.push(name);
		return new Promise<string>((resolve) => ends.push(() => resolve(name)));
	};
	return { begun, work, end: () => ends.shift()?.() };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('of one seat is done one after another, and keeps nobody else waiting', async () => {
	const { ask } = openAsking(limit, () => 0);
	const { begun, work, end } = works();
	const [foe, other] = [newId<'seat'>(), newId<'seat'>()];
	const first = ask(foe, work('first'));
	void ask(foe, work('second'));
	void ask(other, work('another'));
	await settled();
	expect(begun).toEqual(['first', 'another']);
	end();
	expect(await first).toBe('first');
	await settled();
	expect(begun).toEqual(['first', 'another', 'second']);
});

it('is counted by the seat, not by the line it came on, and for as long as its bucket is not full', async () => {
	let now = 0;
	const { ask } = openAsking(limit, () => now);
	const [foe, other] = [newId<'seat'>(), newId<'seat'>()];
	const asks = (seat: typeof foe) => ask(seat, () => Promise.resolve()) !== null;
	expect([1, 2, 3, 4].map(() => asks(foe))).toEqual([true, true, true, false]);
	expect(asks(other)).toBe(true);
	expect(asks(foe)).toBe(false);
	await settled();
	now = 100;
	// Somebody new came meanwhile: nobody's count is forgotten by that.
	expect(asks(newId<'seat'>())).toBe(true);
	expect([1, 2].map(() => asks(foe))).toEqual([true, false]);
});

it('waits in no longer a row than may come at once, and a row goes on after what failed', async () => {
	let now = 0;
	const { ask } = openAsking(limit, () => now);
	const { begun, work, end } = works();
	const seat = newId<'seat'>();
	const failed = ask(seat, () => Promise.reject(new Error('no')));
	void ask(seat, work('second'));
	void ask(seat, work('third'));
	now = 60_000;
	expect(ask(seat, work('fourth'))).toBeNull();
	await expect(failed).rejects.toThrow('no');
	await settled();
	end();
	await settled();
	expect(begun).toEqual(['second', 'third']);
});

it('waits no more when its seat ended: what was begun is finished, and nothing after it', async () => {
	const { ask, end: over } = openAsking(limit, () => 0);
	const { begun, work, end } = works();
	const seat = newId<'seat'>();
	const asked = [ask(seat, work('first')), ask(seat, work('second'))];
	await settled();
	over(seat);
	end();
	expect(await Promise.all(asked)).toEqual(['first', null]);
	expect(begun).toEqual(['first']);
});
