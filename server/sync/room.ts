// One open sheet: its checked document, who listens, and what waits for the disk. The order is check, log,
// relay, saved: whatever leaves this room was stored before. Knows no sockets.

import type { CircleId, PersonId, SheetId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { closeCode, type CloseCode } from '#lib/wire/close.ts';
import type { CheckedDoc } from '#server/sync/checked-doc.ts';
import { answerFrame, updateFrame } from '#server/sync/frame.ts';
import type { Author, Gap, Refusal } from '#server/sync/inspect.ts';
import type { Ledger, Teller } from '#server/sync/ledger.ts';
import type { Limits } from '#server/sync/limits.ts';
import type { Stored } from '#server/sync/ports.ts';

export type Shut =
	/** The sheet was closed; whoever is in is about to be told. */
	| 'closed'
	/** Too much of it waits for the disk. */
	| 'busy';

/** Somebody in the room, as the room sees them. */
export type Guest = {
	/** Who writes; null: it only looks. */
	readonly person: PersonId | null;
	send(frame: Uint8Array): void;
	/** The batch is over: a word about what was kept may go out. */
	tell(): void;
	end(code: CloseCode): void;
};

export class Room implements Teller {
	readonly id: SheetId;
	readonly circle: CircleId;
	readonly epoch: number;
	#doc: CheckedDoc;
	#ledger: Ledger;
	#limits: Limits;
	/** From which accepted update on somebody listens: from their first question. */
	#guests = new Map<Guest, number>();
	#accepted = 0;
	#stored = 0;
	#unstored: number[] = [];
	#unstoredBytes = 0;
	#waiting: { upTo: number; run: () => void }[] = [];
	#settling = new Set<() => void>();
	#closed: CloseCode | null;
	#onIdle: () => void;

	constructor(stored: Stored, doc: CheckedDoc, ledger: Ledger, limits: Limits, onIdle: () => void) {
		this.id = stored.id;
		this.circle = stored.circle;
		this.epoch = stored.epoch;
		this.#doc = doc;
		this.#ledger = ledger;
		this.#limits = limits;
		this.#closed = stored.open ? null : closeCode.frozen;
		this.#onIdle = onIdle;
	}

	get closed(): CloseCode | null {
		return this.#closed;
	}

	/** Everything accepted is stored. */
	get isIdle(): boolean {
		return this.#accepted === this.#stored;
	}

	get unstored(): number {
		return this.#accepted - this.#stored;
	}

	get guests(): readonly Guest[] {
		return [...this.#guests.keys()];
	}

	enter(guest: Guest): void {
		this.#guests.set(guest, Infinity);
	}

	leave(guest: Guest): void {
		this.#guests.delete(guest);
	}

	/** What the room has, for somebody to answer: they then send what it lacks. */
	vector(): Uint8Array {
		return this.#doc.vector();
	}

	/** Answers a question; what is in the answer is on disk before it leaves. */
	answer(guest: Guest, vector: Uint8Array): void {
		const answer = answerFrame(this.#doc.answer(vector));
		const since = this.#guests.get(guest) ?? Infinity;
		this.#guests.set(guest, Math.min(since, this.#accepted));
		this.whenStored(() => guest.send(answer));
	}

	/** Checks an update and hands it to the log. What it says goes to the others once it is there. */
	take(update: Uint8Array, author: Author, from: Guest | null): No<Refusal | Gap | Shut> | null {
		if (this.#closed !== null) return no('closed');
		if (this.#unstoredBytes > this.#limits.unstored) return no('busy');
		const taken = this.#doc.take(update, author);
		if (isNo(taken)) return taken;
		if (taken.update === null) return null;
		const turn = ++this.#accepted;
		const frame = updateFrame(taken.update);
		this.#unstored.push(frame.length);
		this.#unstoredBytes += frame.length;
		this.#waiting.push({ upTo: turn, run: () => this.#relay(turn, frame, from) });
		this.#ledger.add({ sheet: this.id, update: taken.update, clients: taken.clients }, this);
		return null;
	}

	/** Runs once everything accepted until now is stored; never when the sheet is closed before. */
	whenStored(run: () => void): void {
		if (this.isIdle) run();
		else this.#waiting.push({ upTo: this.#accepted, run });
	}

	/** The whole sheet as it is now, once all of that is stored; null when it was closed before. */
	async read(): Promise<Uint8Array | null> {
		const state = this.#doc.state();
		return (await this.settled()) ? state : null;
	}

	/** True once everything accepted until now is stored; false when the sheet was closed before. */
	settled(): Promise<boolean> {
		return new Promise((resolve) => {
			const giveUp = () => resolve(false);
			this.#settling.add(giveUp);
			this.whenStored(() => {
				this.#settling.delete(giveUp);
				resolve(true);
			});
		});
	}

	heard(answer: 'stored' | 'closed', count: number): void {
		for (const size of this.#unstored.splice(0, count)) this.#unstoredBytes -= size;
		this.#stored += count;
		if (answer === 'closed') this.close(closeCode.frozen);
		while (this.#waiting[0] && this.#waiting[0].upTo <= this.#stored) this.#waiting.shift()?.run();
		for (const guest of this.guests) guest.tell();
		if (this.isIdle) this.#onIdle();
	}

	/** Takes nothing more and lets nobody in; who is in still hears what is being stored. */
	shut(code: CloseCode): void {
		this.#closed ??= code;
	}

	/** Everybody out, for this reason; nothing that waits goes out any more. */
	close(code: CloseCode): void {
		this.shut(code);
		this.#waiting = [];
		for (const guest of this.guests) guest.end(code);
		for (const giveUp of this.#settling) giveUp();
		this.#settling.clear();
	}

	destroy(): void {
		this.#doc.destroy();
	}

	#relay(turn: number, frame: Uint8Array, from: Guest | null): void {
		for (const [guest, since] of this.#guests) {
			if (guest !== from && since < turn) guest.send(frame);
		}
	}
}
