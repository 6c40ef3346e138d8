// Whether somebody comes to a circle, and how it is called when they do not (domain.md §6.3). Each absence is a
// state of its own; none of them says whose fault it is.

/**
 * expected · not this time · deliberately not invited · excused · not reached yet · did not come · somebody
 * speaks for them · came unexpected · only named, as a follower at home.
 */
const guestStates = [
	'expected',
	'absent',
	'not-invited',
	'excused',
	'not-reached',
	'did-not-come',
	'represented',
	'walked-in',
	'named'
] as const;
export type GuestState = (typeof guestStates)[number];

/** How somebody who was asked to come is not there. Everybody at the table may know it. */
export const missingStates = ['excused', 'did-not-come', 'not-reached', 'represented'] as const;
export type MissingState = (typeof missingStates)[number];

export const isMissing = (state: string): state is MissingState => missingStates.some((one) => one === state);

/** A chair of their own stands ready. */
export const isExpected = (state: GuestState): state is 'expected' | 'walked-in' =>
	state === 'expected' || state === 'walked-in';

/** Asked to come: whoever is called absent and comes all the same, finds the door open. */
export const wasAsked = (state: GuestState): boolean => isExpected(state) || isMissing(state);

/** The states in which somebody has a place at the table, for a query. */
export const askedStates: readonly GuestState[] = guestStates.filter(wasAsked);
