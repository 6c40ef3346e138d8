import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LineId, MoveId, SeatId, VoiceId } from '#lib/base/id.ts';
import { Outbox, waitBeforeAsking } from '#lib/live/outbox.svelte.ts';
import type { Move } from '#lib/wire/move.ts';

const seat = 'seat' as SeatId;
const lay = (text: string): Move => ({
	do: 'lay',
	line: text as LineId,
	voice: 'voice' as VoiceId,
	kind: 'wish',
	about: null,
	text
});
const pause: Move = { do: 'pause' };

/** A table at the other end: it answers as told, and remembers what it was asked. */
class Far {
	online = true;
	readonly asked: { id: MoveId; what: string; at: number }[] = [];
	readonly answers: (string | null)[] = [];
	async ask(id: MoveId, move: Move) {
		this.asked.push({ id, what: 'text' in move ? move.text : move.do, at: Date.now() });
		return { id, no: this.answers.shift() ?? null };
	}
}
function open(far: Far): Outbox {
	const outbox = new Outbox(seat, {
		online: () => far.online,
		ask: (id, move) => far.ask(id, move),
		lost: () => void (far.online = false)
	});
	outbox.read();
	return outbox;
}

let far: Far;
const kept = new Map<string, string>();
beforeEach(() => {
	kept.clear();
	vi.useFakeTimers({ now: 1_000 });
	vi.stubGlobal('localStorage', {
		get length() {
			return kept.size;
		},
		key: (i: number) => [...kept.keys()][i] ?? null,
		getItem: (name: string) => kept.get(name) ?? null,
		setItem: (name: string, value: string) => void kept.set(name, value),
		removeItem: (name: string) => void kept.delete(name)
	});
	far = new Far();
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

it('a table that is only busy is asked again, slower, in order and by the same id', async () => {
	far.answers.push('too-fast', 'not-now', 'too-fast');
	const outbox = open(far);
	const said = Promise.all([outbox.add(lay('een')), outbox.add(lay('twee'))]);
	await vi.runAllTimersAsync();
	expect(await said).toEqual([null, null]);
	expect(far.asked.map(({ what, at }) => [what, at])).toEqual([
		['een', 1_000],
		['een', 1_500],
		['een', 2_500],
		['een', 4_500],
		['twee', 4_500]
	]);
	expect(new Set(far.asked.map(({ id }) => id)).size).toBe(2);
	expect([outbox.refused, kept.size]).toEqual([[], 0]);
});

it('a table that stays busy is not asked for ever, and the words are shown', async () => {
	far.answers.push(...Array.from({ length: 100 }, () => 'not-now'));
	const outbox = open(far);
	const said = outbox.add(lay('een'));
	await vi.runAllTimersAsync();
	expect(await said).toBe('not-now');
	expect(far.asked.length).toBeLessThan(20);
	expect(Date.now()).toBeLessThan(200_000);
	expect(open(far).refused.map(({ move, no }) => [move, no])).toEqual([[lay('een'), 'not-now']]);
});

it('refused words come back after a reload, until somebody looked', async () => {
	far.answers.push('not-your-turn', 'not-in-this-phase');
	const before = open(far);
	await Promise.all([before.add(lay('een')), before.add(pause)]);
	expect(before.refused.map(({ move }) => move.do)).toEqual(['lay', 'pause']);
	const after = open(far);
	expect([after.pending, after.refused.map(({ move }) => move)]).toEqual([[], [lay('een')]]);
	for (const one of after.refused) after.looked(one);
	expect([after.refused, open(far).refused, kept.size]).toEqual([[], [], 0]);
});

it('two tabs of one seat lose nothing of each other, and tell the same moves by the same ids', async () => {
	far.online = false;
	const [one, two] = [open(far), open(far)];
	void one.add(lay('een'));
	vi.advanceTimersByTime(1);
	void two.add(lay('twee'));
	const [third, fourth] = [open(far), open(far)];
	far.online = true;
	await Promise.all([third.send(), fourth.send()]);
	expect(new Set(far.asked.map(({ what }) => what))).toEqual(new Set(['een', 'twee']));
	expect([far.asked.length, new Set(far.asked.map(({ id }) => id)).size]).toEqual([4, 2]);
	expect(kept.size).toBe(0);
});

it('taps within one moment keep their order over a reload', () => {
	far.online = false;
	const outbox = open(far);
	const texts = ['c', 'a', 'b', 'e', 'd'];
	for (const text of texts) void outbox.add(lay(text));
	expect(open(far).pending.map(({ move }) => 'text' in move && move.text)).toEqual(texts);
});

it('a no about the move itself is no reason to wait', () => {
	expect([null, 'not-your-turn', 'no-answer'].map((no) => waitBeforeAsking(no, 0))).toEqual([
		null,
		null,
		null
	]);
});
