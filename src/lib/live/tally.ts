// Where my words are, by counting: frames handed to this socket against frames the table says it keeps.
// Pure but for one callback. The rule and why it is enough: server/sync/PROTOCOL.md, "Saved".

/** On this device only; on their way; kept by the table. Always about my own words. */
export type SyncState = 'local' | 'sent' | 'saved';

export class Tally {
	#onState: (state: SyncState) => void;
	#state: SyncState = 'local';
	#sent = 0;
	#kept = 0;
	/** On this socket everything I had was handed over: the table asked, and the answer left. */
	#joined = false;
	/** Something was typed that this socket did not get. */
	#behind = false;
	/** Updates that left, and how many had when something was last typed. */
	#updates = 0;
	#updatesBefore = 0;
	/** A copy from this device may hold what the table never got. */
	#unsaved = true;
	#finished = false;

	constructor(onState: (state: SyncState) => void) {
		this.#onState = onState;
	}

	get state(): SyncState {
		return this.#state;
	}

	/** Words here may be nowhere else. */
	get unsaved(): boolean {
		return this.#unsaved;
	}

	/** A new socket: it counts from nothing. */
	began(): void {
		this.#sent = 0;
		this.#kept = 0;
		this.lost();
	}

	lost(): void {
		this.#joined = false;
		this.#say();
	}

	sent(frame: 'answer' | 'update'): void {
		this.#sent++;
		if (frame === 'update') this.#updates++;
		else {
			this.#joined = true;
			this.#behind = false;
		}
		this.#say();
	}

	/** Something is too long to leave at all. */
	held(): void {
		this.#unsaved = true;
		this.#behind = true;
		this.#say();
	}

	/** Called after every change made here; by then it left as an update, or it did not. */
	typed(): void {
		this.#unsaved = true;
		if (this.#updates === this.#updatesBefore) this.#behind = true;
		this.#updatesBefore = this.#updates;
		this.#say();
	}

	/** The table keeps the first `frames` frames of this socket. */
	kept(frames: number): void {
		this.#kept = frames;
		this.#say();
	}

	/** No more sockets. What was kept stays kept. */
	finish(): void {
		this.#finished = true;
		this.#say();
	}

	#say(): void {
		const state = this.#now();
		if (state === 'saved') this.#unsaved = false;
		if (state === this.#state) return;
		this.#state = state;
		this.#onState(state);
	}

	#now(): SyncState {
		if (this.#finished) return this.#unsaved ? 'local' : 'saved';
		if (!this.#joined || this.#behind) return 'local';
		return this.#sent > this.#kept ? 'sent' : 'saved';
	}
}
