// Days as a paper says them: with our own names of the months, so that in years the same paper comes out.

import type { Say } from '#lib/words/say.ts';

/** The day in Brussels of a moment in seconds, said with our own names of the months. */
export function dayOf(at: number, say: Say): string {
	const of = new Map(days.formatToParts(at * 1000).map(({ type, value }) => [type, value]));
	return plainDay(`${of.get('year')}-${of.get('month')}-${of.get('day')}`, say);
}

/** The same with the time: "6 oktober 2026, 16.05 u". */
export function momentOf(at: number, say: Say): string {
	const of = new Map(times.formatToParts(at * 1000).map(({ type, value }) => [type, value]));
	return say('pdf.moment', { day: dayOf(at, say), time: `${of.get('hour')}.${of.get('minute')}` });
}

/** Made once: each takes as long as a page of a plan. */
const days = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Europe/Brussels',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});
const times = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/Brussels',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23'
});

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** "2026-10-06" as people say it; anything else as it stands. */
export function plainDay(date: string, say: Say): string {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
	const named = months.find((one) => one === Number(month));
	return named ? `${Number(day)} ${say(`pdf.month-${named}`)} ${year}` : date;
}
