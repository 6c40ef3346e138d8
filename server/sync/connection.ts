// One socket in one room: counts its frames, says which are kept, and ends it when it does what no honest
// client does. A gap is no offence: the frame is dropped, its sender asked, and `saved` waits.

import type { WebSocket } from 'ws';
import type { PersonId, SeatId, SheetId } from '#lib/base/id.ts';
import { unreachable } from '#lib/base/no.ts';
import { closeCode, type CloseCode } from '#lib/wire/close.ts';
import * as frames from '#server/sync/frame.ts';
import { firstPersonClient, type Gap, type Refusal } from '#server/sync/inspect.ts';
import { most, type Limits } from '#server/sync/limits.ts';
import type { Clock } from '#server/sync/ports.ts';
import type { Guest, Room, Shut } from '#server/sync/room.ts';
import type { Seat } from '#server/sync/seats.ts';

/** Without a person it only looks: the wall. */
export type Seated = { readonly person: PersonId | null; readonly seat: SeatId; readonly sheet: SheetId };

export type Surroundings = {
	readonly room: Room;
	readonly seat: Seat;
	readonly clock: Clock;
	readonly limits: Limits;
	/** Nothing is said any more: the log failed. */
	readonly ended: () => boolean;
	readonly onEnd: (connection: Connection, code: CloseCode | null) => void;
};

export class Connection implements Guest {
	readonly person: PersonId | null;
	readonly who: Seated;
	readonly room: Room;
	#socket: WebSocket;
	#around: Surroundings;
	#gone = false;
	/** Update frames received, kept, and told to be kept. */
	#count = 0;
	#kept = 0;
	#told = 0;
	/** A gap was dropped and not yet repaired. */
	#hole = false;
	#questions = 0;
	#failedRepairs = 0;
	#misses = 0;
	#flushed = 0;
	#stills: { still: number; resolve: () => void }[] = [];

	constructor(socket: WebSocket, who: Seated, around: Surroundings) {
		this.#socket = socket;
		this.#around = around;
		this.who = who;
		this.person = who.person;
		this.room = around.room;
		socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
		socket.on('pong', () => void (this.#misses = 0));
		// ws itself closes a socket that breaks RFC 6455 or sends too long a message, and says why: cut off here,
		// it would be tried again.
		socket.on('error', () => this.#leave(null));
		socket.on('close', () => this.#leave(null));
	}

	/** Asks what the other side has; from now on frames are heard. */
	begin(): void {
		this.room.enter(this);
		this.#ask();
	}

	send(frame: Uint8Array): void {
		if (this.#gone || this.#around.ended()) return;
		this.#socket.send(frame);
		if (this.#socket.bufferedAmount <= this.#around.limits.unread) return;
		this.#socket.terminate();
		this.#leave(null);
	}

	tell(): void {
		if (this.#kept === this.#told) return;
		this.#told = this.#kept;
		this.send(frames.savedFrame(this.#kept));
	}

	/** Asks the client to flush; resolves when it did and nothing it sent is missing, or when it left. */
	still(still: number): Promise<void> {
		if (this.#gone) return Promise.resolve();
		this.send(frames.stillFrame(still));
		return new Promise((resolve) => {
			this.#stills.push({ still, resolve });
		});
	}

	/** Keeps the line awake (y-websocket gives up after 30 s of silence), drops it when nobody answers. */
	beat(): void {
		if (this.#misses >= this.#around.limits.misses) return void this.#socket.terminate();
		this.#misses++;
		this.#socket.ping();
		this.send(frames.beatFrame());
	}

	end(code: CloseCode): void {
		if (this.#gone) return;
		this.#leave(code);
		this.#socket.close(code);
	}

	#leave(code: CloseCode | null): void {
		if (this.#gone) return;
		this.#gone = true;
		this.room.leave(this);
		for (const { resolve } of this.#stills.splice(0)) resolve();
		this.#around.onEnd(this, code);
	}

	#receive(data: WebSocket.RawData, isBinary: boolean): void {
		if (this.#gone || this.#around.ended()) return;
		this.#misses = 0;
		const { clock, seat } = this.#around;
		const begin = clock.now();
		const bytes = data instanceof Uint8Array ? data : null;
		const frame = isBinary && bytes ? frames.readFrame(bytes) : null;
		if (!bytes || !frame) return this.#refuse(closeCode.notUnderstood);
		if (!seat.allows(bytes.length, begin)) return this.end(closeCode.slowDown);
		this.#handle(frame);
		if (!seat.worked(clock.now() - begin, clock.now())) this.end(closeCode.slowDown);
	}

	#handle(frame: frames.Frame): void {
		switch (frame.is) {
			case 'question':
				return this.room.answer(this, frame.vector);
			case 'answer':
				this.#questions = Math.max(0, this.#questions - 1);
				return this.#take(frame.update, true);
			case 'update':
				return this.#take(frame.update, false);
			case 'flushed':
				this.#flushed = Math.max(this.#flushed, frame.still);
				return this.#settleStills();
			case 'ignored':
				return;
			default:
				return unreachable(frame);
		}
	}

	#take(update: Uint8Array, isAnswer: boolean): void {
		this.#count++;
		const { person } = this;
		if (person === null && !isNothing(update)) return this.#refuse(closeCode.notYours);
		const refused = person === null ? null : this.room.take(update, this.#authorOf(person, isAnswer), this);
		if (refused) return this.#no(refused.no, isAnswer);
		// An answer brings everything its sender had when it left, so also what was dropped before it.
		if (isAnswer) this.#hole = false;
		if (this.#hole) return;
		this.#failedRepairs = 0;
		const kept = this.#count;
		this.room.whenStored(() => void (this.#kept = kept));
		if (this.room.isIdle) this.tell();
		this.#settleStills();
	}

	#authorOf(person: PersonId, isAnswer: boolean) {
		return {
			person,
			firstClient: firstPersonClient,
			mostClients: isAnswer ? most.clientsInAnswer : most.clients
		};
	}

	#no(why: Refusal | Gap | Shut, isAnswer: boolean): void {
		switch (why) {
			case 'gap':
				this.#hole = true;
				if (isAnswer && ++this.#failedRepairs > most.failedRepairs) return this.#refuse(closeCode.otherDraft);
				// A question that is still open will be answered with all of it.
				if (this.#questions === 0) this.#ask();
				return;
			case 'closed':
				return;
			case 'busy':
				return this.end(closeCode.busy);
			case 'not-understood':
				return this.#refuse(closeCode.notUnderstood);
			case 'not-yours':
				return this.#refuse(closeCode.notYours);
			case 'not-this-schema':
				return this.#refuse(closeCode.notThisSchema);
			case 'too-big':
				return this.#refuse(closeCode.tooBig);
			default:
				return unreachable(why);
		}
	}

	#refuse(code: CloseCode): void {
		this.send(frames.refusedFrame(this.#count, code));
		this.end(code);
	}

	#ask(): void {
		this.#questions++;
		this.send(frames.questionFrame(this.room.vector()));
	}

	#settleStills(): void {
		if (this.#hole) return;
		for (const { resolve } of this.#stills.filter(({ still }) => still <= this.#flushed)) resolve();
		this.#stills = this.#stills.filter(({ still }) => still > this.#flushed);
	}
}

/** An update with no struct and no deletion: what somebody who only looks answers with. */
const isNothing = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0;
