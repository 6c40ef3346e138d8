// What a seat may use, all its sockets together, and how many there are. A seat is remembered after its
// last socket left until its buckets are full again, so that coming back does not wipe the slate.

import type { SeatId } from '#lib/base/id.ts';
import { Bucket } from '#server/sync/bucket.ts';
import type { Limits } from '#server/sync/limits.ts';
import type { Connection } from '#server/sync/connection.ts';

export class Seat {
	/** Oldest first. */
	readonly connections = new Set<Connection>();
	#frames: Bucket;
	#bytes: Bucket;
	#work: Bucket;
	#restAfter: number;

	constructor(limits: Limits, now: number) {
		this.#frames = new Bucket(limits.frames, now);
		this.#bytes = new Bucket(limits.bytes, now);
		this.#work = new Bucket(limits.work, now);
		this.#restAfter = limits.work.burst / 4;
	}

	/** Whether one more frame of so many bytes is within bounds. */
	allows(bytes: number, now: number): boolean {
		return this.#frames.take(1, now) && this.#bytes.take(bytes, now);
	}

	/** Counts so many milliseconds of this process; false when they were the last. */
	worked(milliseconds: number, now: number): boolean {
		return this.#work.take(milliseconds, now);
	}

	/** Whether it has worked off enough to come in again. */
	isRested(now: number): boolean {
		return this.#work.level(now) >= this.#restAfter;
	}

	isForgettable(now: number): boolean {
		if (this.connections.size > 0) return false;
		return this.#frames.isFull(now) && this.#bytes.isFull(now) && this.#work.isFull(now);
	}
}

export class Seats {
	#limits: Limits;
	#seats = new Map<SeatId, Seat>();

	constructor(limits: Limits) {
		this.#limits = limits;
	}

	get(id: SeatId, now: number): Seat {
		const seat = this.#seats.get(id) ?? new Seat(this.#limits, now);
		this.#seats.set(id, seat);
		return seat;
	}

	sweep(now: number): void {
		for (const [id, seat] of this.#seats) if (seat.isForgettable(now)) this.#seats.delete(id);
	}

	get size(): number {
		return this.#seats.size;
	}
}
