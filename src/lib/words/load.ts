// Only the chosen language is sent: each catalogue of each language is a file of its own.

import { languages, sayer, type Catalogue, type Group, type Language, type Say } from '#lib/words/say.ts';

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

export async function loadSay(language: Language, groups: readonly Group[]): Promise<Say> {
	return sayer(await loadWords(language, groups), language);
}
