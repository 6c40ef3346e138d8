// The sentences a paper is printed with. A paper of years ago must still say what its copy says, so a sentence that was
// ever printed is never changed: the changed catalogue becomes a next edition, and the old one is kept in printed/.

import enOf1 from '#lib/paper/printed/1.en.json' with { type: 'json' };
import nlOf1 from '#lib/paper/printed/1.nl.json' with { type: 'json' };
import en from '#lib/words/en/pdf.json' with { type: 'json' };
import nl from '#lib/words/nl/pdf.json' with { type: 'json' };
import { sayer, type Language, type Say } from '#lib/words/say.ts';

export type Edition = Readonly<Record<Language, Readonly<Record<string, string>>>> & {
	/** Whether how everything was said stands on it, and which words were destroyed. */
	readonly proof: boolean;
};

/** Before there was anything beside a plan: the same sentences, without those of that. */
const plain = (all: Edition['nl']): Edition['nl'] =>
	Object.fromEntries(Object.entries(all).filter(([key]) => !key.startsWith('pdf.beside-')));

/** The newest first: that one is printed. */
export const editions: readonly [Edition, ...Edition[]] = [
	{ nl, en, proof: true },
	{ nl: plain(nl), en: plain(en), proof: true },
	{ nl: nlOf1, en: enOf1, proof: false }
];

export type Printed = { readonly say: Say; readonly proof: boolean };

/**
 * What a paper in this language may have been printed with; a language we do not print in has none. `few`: whether
 * something stands beside the plan in that copy, which only the newest edition has words for.
 */
export const saysIn = (language: string, few: boolean): Printed[] =>
	language === 'nl' || language === 'en'
		? editions
				.slice(0, few ? 1 : undefined)
				.map((one) => ({ say: sayer(one[language], language), proof: one.proof }))
		: [];
