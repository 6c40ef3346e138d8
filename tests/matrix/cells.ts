// What a row says of every role: each has a cell, named or by the rule for all others.

import { roles, type Role } from './roles.ts';

export type Cells = Readonly<Record<Role, string>>;
export type Some = Readonly<Partial<Record<Role, string>>>;

export const cells = (others: string, some: Some = {}): Cells =>
	Object.fromEntries(roles.map((role) => [role, some[role] ?? others])) as Record<Role, string>;

/** The same for whoever asks. */
export const everybody = (cell: string): Cells => cells(cell);

/** For who is signed in; all others are sent to sign in, whatever they asked for. */
export const signedIn = (staff: string, colleague: string, stranger: string): Cells =>
	cells('303 /sign-in', { staff, colleague, stranger });

/** For seats. Somebody who has no seat, or whose seat was taken back, finds nothing. */
export const seated = (some: Some): Cells => cells('404', some);

/** Who comes as a person to the table of ours. */
export const atTable = (cell: string): Some => ({ leader: cell, pupil: cell, parent: cell, school: cell });
