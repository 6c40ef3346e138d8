// Chips for "tegen wanneer": days counted from the day of the circle, in words people say.

import type { Language } from '#lib/words/say.ts';

/** In two weeks, in a month, in six weeks; and every week. `date`: "2026-10-06T16:00". */
export function whens(language: Language, date: string): string[] {
	const day = new Date(`${date.slice(0, 10)}T12:00:00`);
	const format = new Intl.DateTimeFormat(language === 'nl' ? 'nl-BE' : 'en-GB', {
		day: 'numeric',
		month: 'short'
	});
	const after = (days: number) => format.format(new Date(day.getTime() + days * 86_400_000)).replace('.', '');
	const weekly = new Intl.DateTimeFormat(language === 'nl' ? 'nl-BE' : 'en-GB', { weekday: 'long' }).format(
		day
	);
	return [after(14), after(28), after(42), language === 'nl' ? `elke ${weekly}` : `every ${weekly}`];
}
