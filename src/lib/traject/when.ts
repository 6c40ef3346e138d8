// Local dates and times of circles, as people agree on them: "2026-10-06T16:00", without a zone. Circles are
// held in Flanders and Brussels; their clock counts, wherever the house stands.

/** The clock of the circles. */
const zone = 'Europe/Brussels';

/** A moment as the clock on the wall says it. `now` in milliseconds since 1970. */
export function localTime(now: number): string {
	const parts = new Intl.DateTimeFormat('en-GB', {
		timeZone: zone,
		dateStyle: 'short',
		timeStyle: 'short'
	}).formatToParts(now);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

export const dayOf = (date: string): string => date.slice(0, 10);
export const timeOf = (date: string): string => date.slice(11, 16);

/** So many days later, or earlier, at the same hour. */
export function daysAfter(date: string, days: number): string {
	const day = new Date(`${dayOf(date)}T12:00:00Z`);
	day.setUTCDate(day.getUTCDate() + days);
	return `${day.toISOString().slice(0, 10)}${date.slice(10)}`;
}

/** A week from now at the next full hour of the day's work; never on a Saturday or Sunday. */
export function firstDate(now: number): string {
	const here = localTime(now);
	const hour = Number(here.slice(11, 13)) + 1;
	const whole = hour < 9 || hour > 18 ? '16:00' : `${String(hour).padStart(2, '0')}:00`;
	return workday(`${dayOf(daysAfter(here, 7))}T${whole}`);
}

/** Six weeks later (domain.md §7), unless that has gone by: then a week from now. */
export function followUpDate(last: string, now: number): string {
	const six = daysAfter(last, 42);
	return six > localTime(now) ? workday(six) : firstDate(now);
}

function workday(date: string): string {
	const day = new Date(`${dayOf(date)}T12:00:00Z`).getUTCDay();
	return day === 6 ? daysAfter(date, 2) : day === 0 ? daysAfter(date, 1) : date;
}

/** A day and a time as a form gives them, or null when they are none. */
export function parseDate(day: string, time: string): string | null {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
	const there = new Date(`${day}T12:00:00Z`);
	if (Number.isNaN(there.getTime()) || there.toISOString().slice(0, 10) !== day) return null;
	return `${day}T${time}`;
}
