// Moves that wait for the table: kept on this device from the moment of the tap, so that a reload or a
// dead battery loses none. Each has its own place by its own id: two tabs of one seat wipe nothing of each
// other, and a move that both tell is done once. Refused words stay in that place until somebody looked.

import type { LineId, MoveId, PersonId, SeatId } from '#lib/base/id.ts';
import type { Move } from '#lib/wire/move.ts';

export type Pending = {
	readonly id: MoveId;
	readonly move: Move;
	/** Milliseconds of this device's clock, later than of the move before; for their order, and to show an undo. */
	readonly at: number;
};

/** A move the table did not do: shown, with its words, until somebody looked. */
export type Refused = Pending & { readonly no: string };

/** Before a move had a place of its own, they stood here in one list. */
const list = (seat: SeatId): string => `rondetafel/moves/${seat}`;
const place = (seat: SeatId, id: string): string => `${list(seat)}/${id}`;

/** What this device still has to tell, and what was refused, oldest first. Unreadable storage is an empty one. */
export function readMoves(seat: SeatId): {
	readonly pending: readonly Pending[];
	readonly refused: readonly Refused[];
} {
	try {
		unpack(seat);
		const names = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '');
		const kept = names
			.filter((name) => name.startsWith(place(seat, '')))
			.map((name) => readAt(name))
			.filter(isPending)
			.sort((a, b) => a.at - b.at);
		return { pending: kept.filter((one) => !isRefused(one)), refused: kept.filter(isRefused) };
	} catch {
		return { pending: [], refused: [] };
	}
}

function unpack(seat: SeatId): void {
	const kept = readAt(list(seat));
	if (!Array.isArray(kept)) return;
	if (kept.filter(isPending).every((one) => keepMove(seat, one))) localStorage.removeItem(list(seat));
}

function readAt(name: string): unknown {
	try {
		return JSON.parse(localStorage.getItem(name) ?? 'null');
	} catch {
		return null;
	}
}

/** A move of another wire revision is one all the same: the table refuses it, and the page shows its words. */
function isPending(kept: unknown): kept is Pending {
	const { id, move } = (kept ?? {}) as { id?: unknown; move?: { do?: unknown } };
	return typeof id === 'string' && typeof move?.do === 'string';
}

const isRefused = (one: Pending): one is Refused => 'no' in one && typeof one.no === 'string';

/** False when this browser keeps nothing: then the page says so. */
export function keepMove(seat: SeatId, one: Pending | Refused): boolean {
	try {
		localStorage.setItem(place(seat, one.id), JSON.stringify(one));
		return true;
	} catch {
		return false;
	}
}

/** It was done, or somebody looked. False when this browser keeps nothing. */
export function dropMove(seat: SeatId, id: MoveId): boolean {
	try {
		localStorage.removeItem(place(seat, id));
		return true;
	} catch {
		return false;
	}
}

/**
 * Moves that can be made alone and told later: writing and the piece. Freezing, taking, answering,
 * admitting, and who leads need the table itself (design decision 8).
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
		case 'show':
		case 'readers':
		case 'reword':
		case 'unshow':
		case 'round':
		case 'pass':
		case 'undo':
		case 'more-time':
		case 'minute':
		case 'minute-over':
		case 'break-off':
		case 'take-up':
		case 'go':
		case 'pause':
		case 'resume':
		case 'review':
		case 'read':
		case 'paper':
			return true;
		default:
			return false;
	}
}

/** What was written in a move: kept when it is refused, and read on this page before the table has it. */
export function wordsIn(move: Move): { readonly line: LineId; readonly text: string } | null {
	switch (move.do) {
		case 'lay':
		case 'correct':
		case 'show':
		case 'reword':
			return move;
		default:
			return null;
	}
}

/**
 * One's own answer waits on this device as well: it names the digest it saw, so it lands on those words or on none
 * (safety.md §3, rule 6). What is written down for others needs the table itself.
 */
export function isOwnAnswer(move: Move, me: PersonId | null): move is AnswerMove {
	if (move.do === 'answer-signed' || move.do === 'answer-passkey') return true;
	return move.do === 'answer' && move.person === me && move.witness === null && move.seen !== undefined;
}

export type AnswerMove = Move & { readonly do: 'answer' | 'answer-signed' | 'answer-passkey' };

/** Kept after a refusal until somebody looked: words that were written, and an answer that is asked anew. */
export const staysRefused = (move: Move): boolean =>
	wordsIn(move) !== null ||
	move.do === 'answer' ||
	move.do === 'answer-signed' ||
	move.do === 'answer-passkey';
