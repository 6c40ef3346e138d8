// Somebody who is not here is in no plan by name (domain.md §9 r4): a name becomes "klasgenoot A", in whole
// words, wherever it stands. Which letter was whose is kept nowhere, so nobody can turn it back.

import { cleanLine, limits } from '#lib/base/clean.ts';

/** As it stands in the plan, which is Dutch whatever the language of the screen (design decision 19). */
const stranger = 'klasgenoot';

/** A place in a text where the name stands, in UTF-16 units. */
export type Named = { readonly at: number; readonly length: number; readonly instead: string };

/** The name as it is looked for; null when it is no name: fewer than two letters, or no letter at all. */
export function asName(text: string): string | null {
	const name = cleanLine(text, limits.name);
	return /\p{L}.*\p{L}/u.test(name) ? name : null;
}

/**
 * Where a name stands in a text: whole words, whatever the case, however the spaces; and with the Dutch s of
 * *Kevins fiets* behind it. From the end to the beginning, so that one may be put in after another.
 */
export function namedIn(text: string, name: string, letter: string): Named[] {
	const forms = [name.normalize('NFC'), name.normalize('NFD')];
	const words = forms.map((form) => form.split(' ').map(escaped).join('\\s+')).join('|');
	const whole = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${words})(s?)(?![\\p{L}\\p{M}\\p{N}])`, 'giu');
	return [...text.matchAll(whole)]
		.map((found) => ({
			at: found.index,
			length: found[0].length,
			instead: `${stranger} ${letter}${found[1] ? '’s' : ''}`
		}))
		.reverse();
}

/** The text without the name. */
export function unnamed(text: string, name: string, letter: string): string {
	return namedIn(text, name, letter).reduce(
		(left, { at, length, instead }) => left.slice(0, at) + instead + left.slice(at + length),
		text
	);
}

/** The letters that stand for somebody already, in order. */
export function lettersIn(texts: Iterable<string>): string[] {
	const found = new Set<string>();
	const one = new RegExp(
		`(?<![\\p{L}\\p{M}\\p{N}])${stranger}\\s+([A-Z]{1,2})(?![\\p{L}\\p{M}\\p{N}])`,
		'giu'
	);
	for (const text of texts) for (const [, letter = ''] of text.matchAll(one)) found.add(letter.toUpperCase());
	return [...found].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/** A, B … Z, AA, AB …: the first that stands for nobody yet. */
export function nextLetter(used: readonly string[]): string {
	for (let at = 0; ; at++) if (!used.includes(letterAt(at))) return letterAt(at);
}

function letterAt(at: number): string {
	const last = String.fromCharCode(65 + (at % 26));
	return at < 26 ? last : letterAt(Math.floor(at / 26) - 1) + last;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
