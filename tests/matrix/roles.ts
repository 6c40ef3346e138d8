// Everybody who may ask something of this house, in the order they ask. Who leads comes last of the table,
// since only they change what the others are answered about.

export const roles = [
	/** No cookie at all. */
	'nobody',
	/** Signed in, of the organisation that has no part in this traject. */
	'stranger',
	/** Signed in, of this organisation, not in this traject. */
	'colleague',
	/** A seat of another traject of this organisation; who leads there. */
	'elsewhere',
	/** The school of that table, which was opened as one without school. */
	'shut-out',
	/** The seat of a practice table. */
	'practice',
	/** Of this traject, and deliberately not invited to any of its tables. */
	'unasked',
	/** A card that was taken back. */
	'revoked',
	/** A second device on the pupil's card. */
	'waiting',
	'wall',
	'school',
	'parent',
	'pupil',
	'leader',
	/** Signed in, of this traject. */
	'staff'
] as const;

export type Role = (typeof roles)[number];

/** A seat as a browser has it: its id, and the cookie that opens it. */
export type Held = { readonly seat: string; readonly cookie: string };
