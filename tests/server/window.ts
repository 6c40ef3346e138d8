// A window of somebody at a real house, without its screen: it knows the table by what it heard, as a page does, asks with
// the same id until there is an answer, and remembers every fact it was ever told.

import { turnsNow } from '#lib/circle/circle.ts';
import type { Turns } from '#lib/circle/turns.ts';
import { Outbox } from '#lib/live/outbox.svelte.ts';
import { foldView } from '#lib/wire/fold.ts';
import type { FactsMessage, TableView, Told } from '#lib/wire/view.ts';
import type { WorldSeat } from '#server/world/world.ts';
import { Person } from './person.ts';

/** Milliseconds until the line is tried again. */
const soon = 50;

export class Window {
	readonly person: Person;
	readonly outbox: Outbox;
	/** By stream and place: what the table said that happened. */
	readonly told = new Map<string, Told>();
	#online = true;
	#whole: TableView | null = null;
	#view: TableView | null = null;

	constructor(seat: WorldSeat, origin: string) {
		this.person = new Person(seat, origin);
		this.person.onFacts = (message) => this.#hear(message);
		this.outbox = new Outbox(this.person.id, {
			online: () => this.#online,
			ask: (id, move) => this.person.ask(id, move),
			lost: () => this.#wait()
		});
	}

	/** The table as this window knows it. */
	get view(): TableView {
		if (this.#whole !== this.person.view) this.#view = this.#whole = this.person.view;
		if (!this.#view) throw new Error('nobody sits here yet');
		return this.#view;
	}

	get turns(): Turns | null {
		return turnsNow(foldView(this.view).circle);
	}

	#wait(): void {
		this.#online = false;
		setTimeout(() => {
			this.#online = true;
			void this.outbox.send();
		}, soon);
	}

	#hear({ stream, after, facts }: FactsMessage): void {
		for (const [i, fact] of facts.entries()) this.told.set(`${stream} ${after + i}`, fact);
		const before = this.view.streams.find(({ name }) => name === stream)?.facts ?? [];
		if (before.length !== after) return this.person.again();
		const others = this.view.streams.filter(({ name }) => name !== stream);
		this.#view = {
			...this.view,
			streams: [...others, { name: stream, facts: [...before, ...facts] }]
		};
	}
}
