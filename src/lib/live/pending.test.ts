import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MoveId, PersonId, SeatId } from '#lib/base/id.ts';
import { dropMove, isOwnAnswer, keepMove, readMoves, worksAlone, type Pending } from '#lib/live/pending.ts';
import { houseMove, tableMove, type Move } from '#lib/wire/move.ts';

const [mine, other] = ['seat-a', 'seat-b'] as [SeatId, SeatId];
const waiting = (id: string, move: Move, at: number): Pending => ({ id: id as MoveId, move, at });
const pass = waiting('m2', { do: 'pass', round: 1, turn: 0, how: 'spoke', to: null }, 1);
const pause = waiting('m1', { do: 'pause' }, 2);

/** What a browser keeps, or refuses to. */
class Shelf {
	readonly kept = new Map<string, string>();
	full = false;
	get length() {
		return this.kept.size;
	}
	key = (i: number) => [...this.kept.keys()][i] ?? null;
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

	const keep = (seat: SeatId, ...moves: Pending[]) => moves.map((one) => keepMove(seat, one));

	it('come back after a reload in the order of the taps, each seat its own', () => {
		expect(keep(mine, pause, pass)).toEqual([true, true]);
		keep(other, pause);
		expect(readMoves(mine)).toEqual({ pending: [pass, pause], refused: [] });
		expect(readMoves(other)).toEqual({ pending: [pause], refused: [] });
	});

	it('of two tabs of one seat wipe nothing of each other', () => {
		keep(mine, pass);
		keep(mine, pause);
		dropMove(mine, pause.id);
		expect(readMoves(mine).pending).toEqual([pass]);
	});

	it('leave nothing behind once they are told', () => {
		keep(mine, pass);
		dropMove(mine, pass.id);
		expect(shelf.kept.size).toBe(0);
	});

	it('that were refused are told no more, and come back to be looked at', () => {
		keep(mine, pass, pause);
		keep(mine, { ...pass, no: 'not-your-turn' } as Pending);
		expect(readMoves(mine)).toEqual({ pending: [pause], refused: [{ ...pass, no: 'not-your-turn' }] });
	});

	it('that an earlier page kept in one list are found', () => {
		shelf.kept.set(`rondetafel/moves/${mine}`, JSON.stringify([pass, pause]));
		expect(readMoves(mine).pending).toEqual([pass, pause]);
		dropMove(mine, pass.id);
		expect(readMoves(mine).pending).toEqual([pause]);
	});

	it('are said not to be kept where a browser keeps nothing', () => {
		shelf.full = true;
		expect(keep(mine, pass)).toEqual([false]);
		vi.stubGlobal('localStorage', undefined);
		expect([keep(mine, pass), dropMove(mine, pass.id)]).toEqual([[false], false]);
		expect(readMoves(mine)).toEqual({ pending: [], refused: [] });
	});

	it('that nobody can read are none, and hide no other', () => {
		for (const text of ['', '{', 'null', '7', '{"length":1}', '[null]', '{"id":"m"}', '{"move":{}}']) {
			keep(mine, pass, pause);
			shelf.kept.set(`rondetafel/moves/${mine}`, text);
			shelf.kept.set(`rondetafel/moves/${mine}/${pass.id}`, text);
			expect([text, readMoves(mine).pending]).toEqual([text, [pause]]);
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
		const piece = ['minute', 'minute-over', 'more-time', 'pass', 'round', 'undo'];
		const lead = ['break-off', 'go', 'paper', 'pause', 'read', 'resume', 'take-up', ...piece];
		const write = ['check', 'confirm', 'correct', 'cover', 'lay', 'mark', 'review', 'take-back', 'uncover'];
		const show = ['readers', 'reword', 'show', 'unshow'];
		expect(alone(tableMove).sort()).toEqual([...lead, ...write, ...show].sort());
	});

	it('one does not freeze, answer, admit, take, or change who sits or leads', () => {
		expect(alone(houseMove)).toEqual([]);
		const together = namesOf(tableMove).filter((name) => !worksAlone(named(name)));
		const leading = ['hand-over', 'name-co', 'name-reader', 'name-writer', 'take-over'];
		const sits = ['arrange', 'leave', 'open', 'school-joins', 'seat'];
		const among = ['agree', 'ask', 'call', 'decline', 'end', 'no', 'stay', 'yes'].map(
			(one) => `private-${one}`
		);
		const others = [
			'agree',
			'close',
			'empty-item',
			'empty-line',
			'expect',
			'let-go',
			'read-out',
			'school-words',
			'take'
		];
		expect(together.sort()).toEqual([...others, ...leading, ...sits, ...among].sort());
	});
});

describe('an answer', () => {
	const me = 'p' as PersonId;
	const byHouse = { ...named('answer'), witness: null, seen: 'd' } as unknown as Move;

	it('of one’s own waits on this device, signed or with the digest it saw', () => {
		expect(isOwnAnswer(named('answer-signed'), me)).toBe(true);
		expect(isOwnAnswer(named('answer-passkey'), me)).toBe(true);
		expect(isOwnAnswer(byHouse, me)).toBe(true);
	});

	it('that would be written down for another, or does not say what it saw, needs the table', () => {
		expect(isOwnAnswer(byHouse, 'q' as PersonId)).toBe(false);
		expect(isOwnAnswer({ ...byHouse, witness: 'q' } as unknown as Move, me)).toBe(false);
		expect(isOwnAnswer({ ...byHouse, seen: undefined } as unknown as Move, me)).toBe(false);
		expect(isOwnAnswer(pause.move, me)).toBe(false);
	});
});
