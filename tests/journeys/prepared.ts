// A circle in a few seconds, by the house's own moves: where a browser would add nothing. The one who leads writes down
// what everybody promises, says how it went and answers, as they may.

import type { ItemId, PersonId, SheetId, VersionId } from '#lib/base/id.ts';
import type { Result } from '#lib/engagement/engagement.ts';
import { newId } from '#lib/live/new-id.ts';
import { itemDigest } from '#lib/plan/item.ts';
import { addItem, readItems, setItem } from '#lib/plan/sheet.ts';
import type { WorldCircle } from '#server/world/world.ts';
import { Person } from '../server/person.ts';
import { expect, type House } from './house.ts';

export type Promised = { readonly who: PersonId; readonly what: string };

export class Prepared {
	readonly lead: Person;
	readonly circle: WorldCircle;

	private constructor(lead: Person, circle: WorldCircle) {
		this.lead = lead;
		this.circle = circle;
	}

	/** At the table of this circle, with the shared words in hand. */
	static async at(house: House, circle: WorldCircle): Promise<Prepared> {
		const [first] = circle.seats;
		if (!first) throw new Error('nobody leads');
		const made = new Prepared(new Person(first, house.origin), circle);
		await made.lead.sit();
		made.lead.write('core');
		await made.saved();
		return made;
	}

	saved = () => expect.poll(() => this.lead.state).toBe('saved');

	/** Somebody else who sits here: who heard it. */
	#witness(of: PersonId): PersonId {
		const found = this.circle.seats.find(({ person }) => person !== of && person !== this.lead.seat.person);
		return found?.person ?? this.lead.seat.person;
	}

	get #sheet() {
		const sheet = this.circle.seats[0]?.sheets.find(({ audience }) => audience === 'core');
		if (!sheet) throw new Error('no core sheet');
		return sheet.id as SheetId;
	}

	async promise({ who, what }: Promised): Promise<ItemId> {
		const id = newId<'item'>();
		addItem(this.lead.doc, { id, kind: 'engagement', text: what, owner: who });
		await this.#yes(id, who);
		return id;
	}

	/** It leaves the table. */
	async drop(id: ItemId): Promise<void> {
		setItem(this.lead.doc, id, { gone: true });
		await this.saved();
	}

	async #yes(id: ItemId, who: PersonId): Promise<void> {
		await this.saved();
		const item = readItems(this.lead.doc).find((one) => one.id === id);
		if (!item) throw new Error('no such item');
		const own = who === this.lead.seat.person;
		const witness = own ? null : this.#witness(who);
		const take = { do: 'take', sheet: this.#sheet, item: id, digest: itemDigest(item), person: who } as const;
		await expect.poll(() => this.lead.move({ ...take, witness })).toBe(null);
	}

	async went(id: ItemId, result: Result): Promise<void> {
		for (const part of ['owner', 'table'] as const)
			expect(await this.lead.move({ do: 'review', sheet: this.#sheet, item: id, part, result })).toBe(null);
	}

	async present(): Promise<VersionId> {
		const before = this.lead.heard.length;
		expect(await this.lead.move({ do: 'present' })).toBe(null);
		const told = () => /"presented","version":"([a-z2-7]{26})"/.exec(this.lead.heard.slice(before))?.[1];
		await expect.poll(told).toBeTruthy();
		return told() as VersionId;
	}

	/** Everybody stands behind it, but who is left out; then it is in force, and the circle is over. */
	async agree(version: VersionId, but: readonly PersonId[] = []): Promise<void> {
		for (const { person } of this.circle.seats.filter((seat) => !but.includes(seat.person))) {
			const own = person === this.lead.seat.person;
			const said = { do: 'answer', version, person, answer: 'yes', words: '', until: null } as const;
			const how = { how: 'spoken', witness: own ? null : this.#witness(person) } as const;
			expect(await this.lead.move({ ...said, ...how })).toBe(null);
		}
		expect(await this.lead.move({ do: 'declare', version, reason: '' })).toBe(null);
		expect(await this.lead.move({ do: 'close' })).toBe(null);
	}

	leave(): void {
		this.lead.leave();
	}
}
