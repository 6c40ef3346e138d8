// What one seat may ask of a table, over all its pages together and whether they stay or come anew: so often, and one
// after another. So whatever somebody sends, at most one thing of theirs stands before what another asks.

import type { SeatId } from '#lib/base/id.ts';
import { bucket, type BucketLimit } from '#server/meeting/bucket.ts';

type Seat = {
	readonly allowed: () => boolean;
	waiting: number;
	turn: Promise<unknown>;
	at: number;
	/** How often it ended. */
	ends: number;
};

export type Asking = {
	/**
	 * Null: too fast, or as many wait already as may come at once. Resolves with null when the seat ended before its
	 * turn came.
	 */
	ask<T>(seat: SeatId, work: () => Promise<T>): Promise<T | null> | null;
	/** The seat is over: what still waits is not done any more. */
	end(seat: SeatId): void;
};

export function openAsking(limit: BucketLimit, now: () => number): Asking {
	const seats = new Map<SeatId, Seat>();
	/** Milliseconds after which a bucket is full again, and nothing is lost by forgetting it. */
	const full = (1000 * limit.burst) / limit.perSecond;

	function seatOf(id: SeatId): Seat {
		const there = seats.get(id);
		if (there) return there;
		for (const [other, { waiting, at }] of seats) if (waiting === 0 && now() - at > full) seats.delete(other);
		const seat = { allowed: bucket(limit, now), waiting: 0, turn: Promise.resolve(), at: now(), ends: 0 };
		seats.set(id, seat);
		return seat;
	}

	return {
		ask(id, work) {
			const seat = seatOf(id);
			seat.at = now();
			if (!seat.allowed() || seat.waiting >= limit.burst) return null;
			seat.waiting++;
			const { ends } = seat;
			const done = seat.turn.then(() => (seat.ends === ends ? work() : null)).finally(() => seat.waiting--);
			seat.turn = done.catch(() => undefined);
			return done;
		},
		end(id) {
			const seat = seats.get(id);
			if (seat) seat.ends++;
		}
	};
}
