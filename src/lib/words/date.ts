// A local date and time as people say it: "dinsdag 6 oktober 2026, 16.00 u".

import type { Language } from '#lib/words/say.ts';

/** `date`: "2026-10-06T16:00", local to the table; anything else is said as it stands. */
export function sayDate(date: string, language: Language): string {
	const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(date) ?? [];
	if (!day) return date;
	const locale = language === 'nl' ? 'nl-BE' : 'en-GB';
	const format = new Intl.DateTimeFormat(locale, {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC'
	});
	const said = format.format(new Date(`${day}T12:00:00Z`));
	if (!time) return said;
	return language === 'nl' ? `${said}, ${time.replace(':', '.')} u` : `${said}, ${time}`;
}

/** The day of a moment on this device's clock: "26 augustus 2026". `at`: milliseconds. */
export const sayDay = (at: number, language: Language): string =>
	new Intl.DateTimeFormat(language === 'nl' ? 'nl-BE' : 'en-GB', { dateStyle: 'long' }).format(at);

/** A moment on this device's clock: "28 januari 2027, 15.12 u". `at`: milliseconds. */
export function sayMoment(at: number, language: Language): string {
	const locale = language === 'nl' ? 'nl-BE' : 'en-GB';
	const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(at);
	const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
	return language === 'nl' ? `${day}, ${time.replace(':', '.')} u` : `${day}, ${time}`;
}
