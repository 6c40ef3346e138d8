// What the sync hub asks of the house: a log, a door, a clock. It knows no SQL and no cookies.

import type { IncomingMessage } from 'node:http';
import type { CircleId, PersonId, SeatId, SheetId } from '#lib/base/id.ts';
import type { SheetShape } from '#lib/plan/check.ts';
import type { CloseCode } from '#lib/wire/close.ts';

/** A sheet as the log has it: every update since its first, in order. */
export type Stored = {
	readonly id: SheetId;
	readonly circle: CircleId;
	readonly epoch: number;
	readonly open: boolean;
	readonly shape: SheetShape;
	/** Sequence of the last update. */
	readonly seq: number;
	readonly updates: readonly Uint8Array[];
	/** Whose a Yjs client id is. A client id with words and without an owner is the house's. */
	readonly clients: ReadonlyMap<number, PersonId>;
};

export type ClientOf = { readonly client: number; readonly person: PersonId };

export type Append = {
	readonly sheet: SheetId;
	readonly update: Uint8Array;
	/** Client ids that this update uses for the first time. */
	readonly clients: readonly ClientOf[];
};

export type Log = {
	/** Null: there is no such sheet. */
	load(sheet: SheetId): Promise<Stored | null>;
	/**
	 * Resolves once everything is on disk, in the order given, with one answer per sheet; 'closed' means
	 * nothing of that sheet in this batch was stored. It waits out a database that is away. A rejection
	 * means that nobody knows what is on disk: the process ends.
	 */
	append(batch: readonly Append[]): Promise<ReadonlyMap<SheetId, 'stored' | 'closed'>>;
};

/** Without a person the socket only looks. */
export type Admitted = { readonly person: PersonId | null; readonly seat: SeatId };

/** Who is on this socket, by cookies, Origin and audience; or why it is closed. `seat` is what was claimed. */
export type Admit = (
	request: IncomingMessage,
	sheet: SheetId,
	epoch: number,
	seat: string
) => Promise<Admitted | CloseCode>;

export type Clock = {
	/** Milliseconds that never go back; where they begin means nothing. */
	now(): number;
	/** Runs once after so many milliseconds; the answer stops it. */
	after(ms: number, run: () => void): () => void;
};

export type Ports = {
	readonly log: Log;
	readonly admit: Admit;
	readonly clock: Clock;
	/** Something failed that the hub survives: one sheet does not load. Never carries words. */
	readonly complain: (error: unknown) => void;
	/** Ends the process. */
	readonly fatal: (error: unknown) => void;
};

export const realClock: Clock = {
	now: () => performance.now(),
	after(ms, run) {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	}
};
