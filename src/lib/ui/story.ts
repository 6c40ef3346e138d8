// What changed, said in one sentence: "Sinds 6 oktober: 2 gelukt, 3 deels gelukt, 1 nieuw; Fatou (begeleidster
// Fietsatelier) doet nu mee." Counted in words; no figure stands for a person.

import type { Summary } from '#lib/version/story.ts';
import type { Key, Language, Say } from '#lib/words/say.ts';

/**
 * A day of an earlier version, with its year when the later one is of another; its hour when they are of one day. Both:
 * seconds since 1970 UTC.
 */
export function dayOf(since: number, until: number, language: Language): string {
	const [from, to] = [new Date(since * 1000), new Date(until * 1000)];
	const year = from.getFullYear() === to.getFullYear() ? {} : { year: 'numeric' as const };
	const locale = language === 'nl' ? 'nl-BE' : 'en-GB';
	if (since !== until && from.toDateString() === to.toDateString()) {
		const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(from);
		return language === 'nl' ? `${time.replace(':', '.')} u` : time;
	}
	return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...year }).format(from);
}

/** `words`: how many are others, when nothing else changed. */
export function sayStory(summary: Summary, words: number | null, day: string, say: Say): string {
	if (words === 1) return say('story.one-word', { day });
	if (words !== null && words > 1 && words < 10) return say('story.few-words', { day, count: words });
	const what = [promisesSaid(summary, say), peopleSaid(summary, say)]
		.filter((part) => part !== '')
		.join('; ');
	return what === '' ? say('story.quiet', { day }) : say('story.since', { day, what });
}

function promisesSaid({ outcomes, promises, goals, words }: Summary, say: Say): string {
	const counted = (head: 'count' | 'goals', of: Summary['goals']) =>
		(['added', 'changed', 'gone'] as const)
			.filter((what) => of[what] > 0)
			.map((what) => say(`story.${head}-${what}` as Key, { count: of[what] }));
	return [
		...outcomes.map(({ result, count }) => say(`story.count-${result}`, { count })),
		...counted('count', promises),
		...counted('goals', goals),
		...(words > 0 ? [say('story.sentences', { count: words })] : [])
	].join(', ');
}

function peopleSaid({ joined, gone }: Summary, say: Say): string {
	const names = (all: Summary['joined']) =>
		all
			.map(({ name, label }) =>
				label === '' || label === name ? name : say('story.person', { name, label })
			)
			.join(', ');
	return [
		...(joined.length > 0 ? [say('story.joined', { names: names(joined), count: joined.length })] : []),
		...(gone.length > 0 ? [say('story.left', { names: names(gone), count: gone.length })] : [])
	].join('; ');
}
