// The sentences a paper is printed with. A paper of years ago must still say what its copy says, so a sentence that was
// ever printed is never changed: the changed catalogue becomes a next edition, and the old one is kept beside it.

import en from '#lib/words/en/pdf.json' with { type: 'json' };
import nl from '#lib/words/nl/pdf.json' with { type: 'json' };
import { sayer, type Language, type Say } from '#lib/words/say.ts';

export type Edition = Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** The newest first: that one is printed. */
export const editions: readonly [Edition, ...Edition[]] = [{ nl, en }];

/** What a paper in this language may have been printed with; a language we do not print in has none. */
export const saysIn = (language: string): Say[] =>
	language === 'nl' || language === 'en' ? editions.map((one) => sayer(one[language], language)) : [];
