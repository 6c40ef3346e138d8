// An honest hand: types word after word under a heading of its own, letter by letter, and looks after each
// whether it was kept.

import type { ItemId } from '#lib/base/id.ts';
import { readItems, textOf } from '#lib/plan/sheet.ts';
import { until } from '../sync/wait.ts';
import type { Person } from './person.ts';

export class Typist {
	readonly person: Person;
	readonly block: ItemId;
	/** Every letter so far. */
	typed = '';
	/** Words that were called kept. */
	words = 0;
	#typing = false;
	#done: Promise<void> = Promise.resolve();

	constructor(person: Person, heading: number) {
		const block = readItems(person.doc)[heading];
		if (!block) throw new Error('no block yet');
		this.person = person;
		this.block = block.id;
	}

	begin(): void {
		this.#typing = true;
		this.#done = this.#type();
	}

	/** Ends with the word it is at. */
	async rest(): Promise<void> {
		this.#typing = false;
		await this.#done;
	}

	async #type(): Promise<void> {
		while (this.#typing) {
			for (const letter of `woord${this.words} `) {
				const text = textOf(this.person.doc, this.block, 'text');
				text?.insert(text.length, letter);
				this.typed += letter;
				// The rhythm of a hand; nothing waits for it.
				await new Promise((resolve) => setTimeout(resolve, 10));
			}
			await until(() => this.person.state === 'saved', 'a word to be kept', 30_000);
			this.words++;
		}
	}
}
