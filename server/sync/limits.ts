// How much is too much (safety.md §2.2). An honest table never meets one of these; each says what it
// holds off. Measurements: PROTOCOL.md, "What it costs".

import { longestUpdate } from '#lib/wire/sync.ts';

/** What one update, one person and one sheet may be, wherever the hub runs. */
export const most = {
	/** Bytes of one update. */
	update: longestUpdate,
	/** New structs in one update. */
	structs: 5000,
	/** Ranges in one update that delete something not yet deleted. */
	deletions: 5000,
	/** Letters in one run of deleted text. */
	run: 100_000,
	/** Steps Yjs would take to find places among words that others wrote at the same spot. */
	steps: 100_000,
	/** Client ids one update brings words under; an answer to a question may come from a phone often reloaded. */
	clients: 8,
	clientsInAnswer: 64,
	clientsPerPerson: 100,
	clientsPerSheet: 500,
	/** What one person adds to one sheet while it is open: structs kept, and bytes in the log. */
	piecesPerPerson: 20_000,
	bytesPerPerson: 8 * 1024 * 1024,
	/** Answers that are gaps themselves, in a row: such a copy will never join. */
	failedRepairs: 3
} as const;

/** So many a second, and so many at once after a pause. */
export type Rate = { readonly perSecond: number; readonly burst: number };

/** What a house allows its sockets; given to the hub. */
export type Limits = { readonly [Name in keyof typeof limits]: (typeof limits)[Name] };

const rate = (perSecond: number, burst: number): Rate => ({ perSecond, burst });

export const limits = {
	/** Bytes and fragments of one WebSocket message. */
	message: 1024 * 1024,
	fragments: 256,
	/** Per seat, all its sockets together. Three pages with twenty keys a second stay within. */
	frames: rate(60, 200),
	bytes: rate(512 * 1024, 2 * 1024 * 1024),
	/** Milliseconds of this process that a seat may use: what no count of bytes foresees. */
	work: rate(100, 1000),
	/** Bytes waiting to be read by one socket; then it is dropped. */
	unread: 4 * 1024 * 1024,
	/** Bytes of one sheet waiting to be stored; then its writers are sent away for a while. */
	unstored: 8 * 1024 * 1024,
	/** Milliseconds between beats, and unanswered beats until a socket counts as gone. */
	beat: 15_000,
	misses: 2,
	socketsPerSeat: 8,
	socketsPerCircle: 160,
	/** Milliseconds updates are gathered before they are stored together. */
	gather: 20,
	/** Milliseconds that writers get to flush before a freeze. */
	still: 2000,
	/** Milliseconds that the log gets when the house closes. */
	farewell: 5000,
	/** Milliseconds a closed socket gets to say goodbye. */
	goodbye: 2000
};
