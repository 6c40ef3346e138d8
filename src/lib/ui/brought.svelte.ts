// Sentences that came later than their page, with the part of it that says them. When the page changes its
// language they are fetched again, and until then said in the former one.

import { loadWords } from '#lib/words/load.ts';
import type { Catalogue, Group, Language } from '#lib/words/say.ts';

export class Brought {
	words = $state.raw<Catalogue>({});
	#groups = new Set<Group>();
	#language: () => Language;

	constructor(language: () => Language) {
		this.#language = language;
	}

	/** Resolves once the page can say them. */
	async add(groups: readonly Group[]): Promise<void> {
		for (const group of groups) this.#groups.add(group);
		await this.fetch();
	}

	async fetch(): Promise<void> {
		let language: Language;
		let found: Catalogue;
		do {
			language = this.#language();
			found = await loadWords(language, [...this.#groups]);
		} while (language !== this.#language());
		this.words = { ...this.words, ...found };
	}
}
