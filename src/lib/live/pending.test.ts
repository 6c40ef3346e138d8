import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MoveId, PersonId, SeatId } from '#lib/base/id.ts';
import { keepPending, readPending, worksAlone, type Pending } from '#lib/live/pending.ts';
import { houseMove, tableMove, type Move } from '#lib/wire/move.ts';

const [mine, other] = ['seat-a', 'seat-b'] as [SeatId, SeatId];
const waiting = (id: string, move: Move): Pending => ({ id: id as MoveId, move, at: 1 });
const pass = waiting('m1', { do: 'pass', round: 1, turn: 0, how: 'spoke', to: null });
const pause = waiting('m2', { do: 'pause' });

/** What a browser keeps, or refuses to. */
class Shelf {
	readonly kept = new Map<string, string>();
	full = false;
	getItem = (name: string) => this.kept.get(name) ?? null;
	removeItem = (name: string) => void this.kept.delete(name);
	setItem(name: string, value: string): void {
		if (this.full) throw new DOMException('full', 'QuotaExceededError');
		this.kept.set(name, value);
	}
}

describe('moves that wait', () => {
	let shelf: Shelf;
	beforeEach(() => vi.stubGlobal('localStorage', (shelf = new Shelf())));
	afterEach(() => vi.unstubAllGlobals());

	it('come back after a reload in the order of the taps, each seat its own', () => {
		expect(keepPending(mine, [pass, pause])).toBe(true);
		expect(keepPending(other, [pause])).toBe(true);
		expect(readPending(mine)).toEqual([pass, pause]);
		expect(readPending(other)).toEqual([pause]);
	});

	it('leave nothing behind once they are told', () => {
		keepPending(mine, [pass]);
		keepPending(mine, []);
		expect(shelf.kept.size).toBe(0);
		expect(readPending(mine)).toEqual([]);
	});

	it('are said not to be kept where a browser keeps nothing', () => {
		shelf.full = true;
		expect(keepPending(mine, [pass])).toBe(false);
		vi.stubGlobal('localStorage', undefined);
		expect([keepPending(mine, [pass]), readPending(mine)]).toEqual([false, []]);
	});

	it('that nobody can read are none', () => {
		for (const text of ['', '{', 'null', '7', '{"length":1}', '[null]', '[{"id":"m"}]', '[{"move":{}}]']) {
			keepPending(mine, [pass]);
			for (const name of shelf.kept.keys()) shelf.kept.set(name, text);
			expect([text, readPending(mine)]).toEqual([text, []]);
		}
	});
});

/** The name of every move there is, from what the wire lets in. */
type Options = { options: readonly { entries: { do: { literal: Move['do'] } } }[] };
const namesOf = (schema: unknown) => (schema as Options).options.map((one) => one.entries.do.literal);
const named = (name: Move['do']) => ({ do: name, person: 'p' as PersonId }) as unknown as Move;

describe('alone, without the table', () => {
	const alone = (schema: unknown) => namesOf(schema).filter((name) => worksAlone(named(name)));

	it('one writes, gives the piece on and tells how it went', () => {
		const lead = ['go', 'pass', 'pause', 'resume', 'round', 'undo'];
		const write = ['check', 'confirm', 'correct', 'cover', 'lay', 'mark', 'review', 'take-back', 'uncover'];
		expect(alone(tableMove).sort()).toEqual([...lead, ...write].sort());
	});

	it('one does not freeze, answer, admit, take, or change who sits', () => {
		expect(alone(houseMove)).toEqual([]);
		const together = namesOf(tableMove).filter((name) => !worksAlone(named(name)));
		expect(together.sort()).toEqual(
			['agree', 'arrange', 'close', 'leave', 'let-go', 'open', 'school-joins', 'seat', 'take'].sort()
		);
	});
});
