// The questions of the rounds as this circle asks them: in its tone, and in the language of this page. They come
// with the page, and anew when the one who leads chooses another tone.

import { createContext } from 'svelte';
import { loadAsk, type AskWords } from '#lib/words/load.ts';
import { sayer, type AskTone, type Language, type Say } from '#lib/words/say.ts';

type Asked = { readonly language: Language; readonly tone: AskTone; readonly came: AskWords };

export class Asking {
	#asked: () => Asked;
	#later = $state.raw<AskWords | null>(null);
	/** Until another tone is here, the questions stay as they were. */
	say: Say = $derived.by(() => {
		const { language, tone, came } = this.#asked();
		const words = [came, this.#later].find((one) => one?.language === language && one.tone === tone);
		const { words: catalogue, language: of } = words ?? this.#later ?? came;
		return sayer(catalogue, of);
	});

	/** While a component begins. */
	constructor(asked: () => Asked) {
		this.#asked = asked;
		$effect(() => {
			const { language, tone, came } = asked();
			if (came.language === language && came.tone === tone) return;
			loadAsk(language, tone).then(
				(words) => (this.#later = words),
				() => undefined
			);
		});
	}
}

export const [getAsking, setAsking] = createContext<Asking>();
