// The open meeting, for doors that end a seat's sockets. Set once by the program.

import type { Meeting } from '#server/meeting/meeting.ts';

let current: Meeting | null = null;

export function setMeeting(meeting: Meeting): void {
	current = meeting;
}

/** Ends the sockets of seats that were revoked. Nothing to end while no server listens, as in a test. */
export function endSockets(...asked: Parameters<Meeting['end']>): void {
	current?.end(...asked);
}
