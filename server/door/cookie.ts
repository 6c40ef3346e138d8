// Cookies: one for staff, one for every seat this browser holds (design decision 20). On https they carry
// the __Host- prefix; on plain http, where a browser refuses that, they do not.

import type { Cookies } from '@sveltejs/kit';
import type { SeatId } from '#lib/base/id.ts';

export type CookieJar = { get(name: string): string | undefined };

const host = (secure: boolean): string => (secure ? '__Host-' : '');

export const staffCookie = (secure: boolean): string => `${host(secure)}staff`;
export const seatCookie = (secure: boolean, seat: SeatId): string => `${host(secure)}seat-${seat}`;
export const languageCookie = 'language';

/** Attributes of a cookie that opens a door. `days`: how long a browser keeps it. */
export function cookieOptions(secure: boolean, days: number) {
	return { path: '/', httpOnly: true, secure, sameSite: 'lax' as const, maxAge: days * 86_400 };
}

/** Days a browser keeps a seat: a follow-up comes after six weeks. */
const seatDays = 180;

export function keepSeat(
	cookies: Cookies,
	secure: boolean,
	key: { readonly id: SeatId; readonly secret: string },
	days = seatDays
): void {
	cookies.set(seatCookie(secure, key.id), key.secret, cookieOptions(secure, days));
}

/** The cookies of a raw request (RFC 6265 §4.2), for sockets, which SvelteKit does not see. */
export function cookiesOf(header: string | undefined): CookieJar {
	const jar = new Map<string, string>();
	for (const pair of (header ?? '').split(';')) {
		const at = pair.indexOf('=');
		if (at > 0) jar.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
	}
	return { get: (name) => jar.get(name) };
}
