import { describe, expect, it } from 'vitest';
import { Tally, type SyncState } from '#lib/live/tally.ts';

function counted(): { tally: Tally; told: SyncState[] } {
	const told: SyncState[] = [];
	return { tally: new Tally((state) => told.push(state)), told };
}

/** A letter on a socket that takes it: it left before the tally hears of the typing. */
function type(tally: Tally): void {
	tally.sent('update');
	tally.typed();
}

/** A socket on which everything of mine was handed over and kept. */
function joined(tally: Tally): void {
	tally.began();
	tally.sent('answer');
	tally.kept(1);
}

describe('my words', () => {
	it('are saved when the table keeps as many frames as left, and each change is told once', () => {
		const { tally, told } = counted();
		joined(tally);
		type(tally);
		type(tally);
		tally.kept(2);
		expect(tally.state).toBe('sent');
		tally.kept(3);
		expect(told).toEqual(['sent', 'saved', 'sent', 'saved']);
		expect(tally.unsaved).toBe(false);
	});

	it('from yesterday, restored on this device, are not saved before the table asked for them', () => {
		const { tally } = counted();
		expect([tally.state, tally.unsaved]).toEqual(['local', true]);
		tally.began();
		tally.kept(0);
		expect([tally.state, tally.unsaved]).toEqual(['local', true]);
		tally.sent('answer');
		expect(tally.state).toBe('sent');
		tally.kept(1);
		expect([tally.state, tally.unsaved]).toEqual(['saved', false]);
	});

	it('that a socket did not take stay on this device, whatever it keeps, until the next answer', () => {
		const { tally } = counted();
		joined(tally);
		tally.typed();
		tally.kept(99);
		expect([tally.state, tally.unsaved]).toEqual(['local', true]);
		tally.sent('answer');
		tally.kept(2);
		expect(tally.state).toBe('saved');
	});

	it('kept by a socket that is gone do not count on the next one', () => {
		const { tally } = counted();
		joined(tally);
		type(tally);
		tally.lost();
		expect(tally.state).toBe('local');
		tally.began();
		tally.sent('answer');
		type(tally);
		tally.kept(1);
		expect([tally.state, tally.unsaved]).toEqual(['sent', true]);
		tally.kept(2);
		expect(tally.state).toBe('saved');
	});

	it('that are too long to leave are never called saved', () => {
		const { tally } = counted();
		joined(tally);
		tally.held();
		tally.kept(99);
		tally.finish();
		expect([tally.state, tally.unsaved]).toEqual(['local', true]);
	});

	it('that were kept stay kept when the line ends for good', () => {
		const { tally } = counted();
		joined(tally);
		tally.lost();
		tally.finish();
		expect([tally.state, tally.unsaved]).toEqual(['saved', false]);
		const { tally: other } = counted();
		joined(other);
		type(other);
		other.finish();
		expect([other.state, other.unsaved]).toEqual(['local', true]);
	});
});

/** xorshift32: the same every time. */
function chance(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) % below;
	};
}

it.each([1, 2, 3, 4, 5, 6])('never says saved before the table has every word (seed %i)', (seed) => {
	const pick = chance(seed);
	let saved = 0;
	for (let round = 0; round < 300; round++) {
		const { tally } = counted();
		const [typed, stored] = [new Set<number>(), new Set<number>()];
		/** What each frame of this socket holds; null: none is open. Before the first answer the hub drops updates. */
		let frames: number[][] | null = null;
		let answered = false;
		let kept = 0;
		const steps = [
			() => {
				tally.began();
				[frames, answered, kept] = [[], false, 0];
			},
			() => {
				tally.lost();
				frames = null;
			},
			() => {
				if (!frames) return;
				frames.push([...typed]);
				answered = true;
				tally.sent('answer');
			},
			() => {
				const letter = typed.size;
				typed.add(letter);
				if (frames && pick(8) > 0) {
					frames.push(answered ? [letter] : []);
					tally.sent('update');
				} else if (frames) answered = false;
				tally.typed();
			},
			() => {
				if (!frames || kept === frames.length) return;
				kept += 1 + pick(frames.length - kept);
				for (const frame of frames.slice(0, kept)) for (const letter of frame) stored.add(letter);
				tally.kept(kept);
			}
		];
		for (let step = 0; step < 40; step++) {
			// Typing and keeping come more often than sockets.
			steps[[0, 1, 2, 2, 3, 3, 3, 4, 4, 4][pick(10)] ?? 0]?.();
			if (tally.state !== 'saved') continue;
			saved++;
			expect([...typed].filter((letter) => !stored.has(letter))).toEqual([]);
			expect(tally.unsaved).toBe(false);
		}
	}
	expect(saved).toBeGreaterThan(100);
});
