// Only the chosen language is sent: each catalogue of each language is a file of its own.

import {
	languages,
	sayer,
	type AskTone,
	type Catalogue,
	type Group,
	type Language,
	type Say
} from '#lib/words/say.ts';

const catalogues = import.meta.glob<Catalogue>(['./nl/*.json', './en/*.json'], { import: 'default' });

/** The words of these groups. A group that a language does not have is read in Dutch. */
export async function loadWords(language: Language, groups: readonly Group[]): Promise<Catalogue> {
	const read = groups.map((group) => {
		const found = [language, ...languages].map((one) => catalogues[`./${one}/${group}.json`]).find(Boolean);
		if (!found) throw new Error(`no catalogue ${group}`);
		return found();
	});
	return Object.assign({}, ...(await Promise.all(read)));
}

/** The questions of the rounds in one language and one tone. */
export type AskWords = { readonly language: Language; readonly tone: AskTone; readonly words: Catalogue };

/** A language that does not tell je from u has one of them. */
export async function loadAsk(language: Language, tone: AskTone): Promise<AskWords> {
	const own = catalogues[`./${language}/ask-${tone}.json`] ? tone : 'je';
	return { language, tone, words: await loadWords(language, [`ask-${own}`]) };
}

export async function loadSay(language: Language, groups: readonly Group[]): Promise<Say> {
	return sayer(await loadWords(language, groups), language);
}
