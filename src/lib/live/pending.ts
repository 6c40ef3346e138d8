// Moves that wait for the table: kept on this device from the moment of the tap, so that a reload or a
// dead battery loses none. Sent one after another; each has its own id, so that twice is once.

import type { MoveId, SeatId } from '#lib/base/id.ts';
import type { Move } from '#lib/wire/move.ts';

export type Pending = {
	readonly id: MoveId;
	readonly move: Move;
	/** Milliseconds of this device's clock; to show an undo only. */
	readonly at: number;
};

const place = (seat: SeatId): string => `rondetafel/moves/${seat}`;

/** What this device still has to tell, oldest first. Unreadable storage is an empty one. */
export function readPending(seat: SeatId): Pending[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(place(seat)) ?? '[]');
		return Array.isArray(kept) ? kept.filter(isPending) : [];
	} catch {
		return [];
	}
}

/** A move of another wire revision is one all the same: the table refuses it, and the page shows its words. */
function isPending(kept: unknown): kept is Pending {
	const { id, move } = (kept ?? {}) as { id?: unknown; move?: { do?: unknown } };
	return typeof id === 'string' && typeof move?.do === 'string';
}

/** False when this browser keeps nothing: then the page says so. */
export function keepPending(seat: SeatId, pending: readonly Pending[]): boolean {
	try {
		if (pending.length === 0) localStorage.removeItem(place(seat));
		else localStorage.setItem(place(seat), JSON.stringify(pending));
		return true;
	} catch {
		return false;
	}
}

/**
 * Moves that can be made alone and told later: writing and the piece. Freezing, taking, answering and
 * admitting need the table itself (design decision 8).
 */
export function worksAlone(move: Move): boolean {
	switch (move.do) {
		case 'lay':
		case 'correct':
		case 'take-back':
		case 'confirm':
		case 'check':
		case 'cover':
		case 'uncover':
		case 'mark':
		case 'round':
		case 'pass':
		case 'undo':
		case 'go':
		case 'pause':
		case 'resume':
		case 'review':
			return true;
		default:
			return false;
	}
}
