// Why a socket is closed. RFC 6455 keeps 4000-4999 for us: 44xx is final, nothing is gained by coming back
// with the same copy; every other code means: come back in a while. Both ends read this one table.

export const closeCode = {
	/** Bytes that are no frame of ours, or an update that does not read. */
	notUnderstood: 4400,
	/** Nobody is signed in on this seat. */
	noSession: 4401,
	/** Left, revoked, or words put under somebody else's name. */
	notYours: 4403,
	/** There is no such sheet, or it is not for this person: both look the same. */
	noSuchSheet: 4404,
	/** A copy of another draft, or one that does not join with what the table has. */
	otherDraft: 4409,
	/** The draft was presented: its words stand still now. */
	frozen: 4410,
	/** More at once, or more in all, than one person can have written. */
	tooBig: 4413,
	/** The change leaves the sheet in a form we do not know. */
	notThisSchema: 4422,
	/** Besloten tijd goes on without this person: the copy is good, and welcome again when it is over. */
	privateTime: 4423,
	/** The same seat is open in too many places; the newest stay. */
	elsewhere: 4429,
	/** Too much in too short a time. */
	slowDown: 4529,
	/** The house restarts. */
	restarting: 1012,
	/** The house is full, or could not read the sheet just now. */
	busy: 1013
} as const;

export type CloseCode = (typeof closeCode)[keyof typeof closeCode];
