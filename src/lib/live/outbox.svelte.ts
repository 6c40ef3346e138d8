// What one seat asked the table and has not heard back about: told one after another, in order, with the
// same id until there is an answer. A table that is only busy is asked again, slower each time.

import type { MoveId, SeatId } from '#lib/base/id.ts';
import { newId } from '#lib/live/new-id.ts';
import {
	dropMove,
	keepMove,
	readMoves,
	staysRefused,
	type Pending,
	type Refused
} from '#lib/live/pending.ts';
import type { Move } from '#lib/wire/move.ts';
import type { MoveAck } from '#lib/wire/view.ts';

/** The way to the table. */
export type Line = {
	readonly online: () => boolean;
	/** `no-answer` when the line went dead. */
	readonly ask: (id: MoveId, move: Move) => Promise<MoveAck>;
	readonly lost: () => void;
	/** Nothing of anybody stays on this device: it goes round. */
	readonly keepsNothing?: boolean;
};

/** A no about the moment, not about the move. */
const passing: ReadonlySet<string | null> = new Set(['not-now', 'too-fast']);

/** Asked so many times, two minutes in all, a table that cannot do it now has refused it. */
const mostTries = 16;

/** Milliseconds before the same move is asked again; null when this answer is the answer. `tries`: so far. */
export function waitBeforeAsking(no: string | null, tries: number): number | null {
	if (!passing.has(no) || tries >= mostTries) return null;
	return Math.min(10_000, 500 * 2 ** tries);
}

export class Outbox {
	/** Oldest first. */
	pending = $state.raw<readonly Pending[]>([]);
	refused = $state.raw<readonly Refused[]>([]);
	/** Nothing can be kept on this device. */
	forgetful = $state(false);

	#seat: SeatId;
	#line: Line;
	#sending = false;
	#answers = new Map<MoveId, (answer: MoveAck) => void>();

	constructor(seat: SeatId, line: Line) {
		this.#seat = seat;
		this.#line = line;
	}

	/** What an earlier page of this device left. */
	read(): void {
		if (this.#line.keepsNothing) this.forgetful = true;
		else ({ pending: this.pending, refused: this.refused } = readMoves(this.#seat));
	}

	/** Keeps a move and tells it; resolves with the refusal, or null once it is done and on disk. */
	async add(move: Move): Promise<string | null> {
		const at = Math.max(Date.now(), 1 + (this.pending.at(-1)?.at ?? 0));
		const one: Pending = { id: newId<'move'>(), move, at };
		this.forgetful = !this.#keep(one);
		this.pending = [...this.pending, one];
		const answer = new Promise<MoveAck>((resolve) => this.#answers.set(one.id, resolve));
		void this.send();
		return (await answer).no;
	}

	async send(): Promise<void> {
		if (this.#sending) return;
		this.#sending = true;
		try {
			for (let tries = 0, next = this.pending[0]; next && this.#line.online(); next = this.pending[0]) {
				const answer = await this.#line.ask(next.id, next.move);
				if (answer.no === 'no-answer') {
					this.#line.lost();
					break;
				}
				const wait = waitBeforeAsking(answer.no, tries++);
				if (wait !== null) {
					await new Promise((done) => setTimeout(done, wait));
					continue;
				}
				tries = 0;
				this.#done(next, answer);
			}
		} finally {
			this.#sending = false;
		}
		if (this.#line.online() && this.pending.length > 0) void this.send();
	}

	#keep(one: Pending | Refused): boolean {
		return !this.#line.keepsNothing && keepMove(this.#seat, one);
	}

	#drop(id: MoveId): boolean {
		return !this.#line.keepsNothing && dropMove(this.#seat, id);
	}

	looked(refused: Refused): void {
		this.#drop(refused.id);
		this.refused = this.refused.filter((one) => one.id !== refused.id);
	}

	#done(one: Pending, { id, no }: MoveAck): void {
		this.pending = this.pending.filter((other) => other.id !== one.id);
		const refused = no === null ? null : { ...one, no };
		const kept = refused && staysRefused(one.move) ? this.#keep(refused) : this.#drop(one.id);
		if (this.pending.length === 0) this.forgetful = !kept;
		if (refused) this.refused = [...this.refused, refused];
		this.#answers.get(one.id)?.({ id, no });
		this.#answers.delete(one.id);
	}
}
