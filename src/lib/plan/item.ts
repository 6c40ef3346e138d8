// One piece of shared words, plain: what a sheet holds once Yjs is taken away.

import { digestOfJson, type Digest } from '#lib/base/digest.ts';
import { clean } from '#lib/base/clean.ts';
import type { ItemId, PersonId } from '#lib/base/id.ts';
import type { Heading, ItemKind, Level, Strand } from '#lib/plan/kind.ts';

export type Item = {
	readonly id: ItemId;
	readonly kind: ItemKind;
	/** Fractional index: texts that sort as the table put them. */
	readonly order: string;
	readonly text: string;
	/** Under which heading a Samen-sentence, or a phrase of a class, stands. */
	readonly heading: Heading | null;
	readonly level: Level | null;
	/** A goal or an engagement of the schoolondersteuning. */
	readonly strand: Strand | null;
	/** Who promises, is asked, or did not want it now. */
	readonly owner: PersonId | null;
	/** "20 okt", "elke dinsdag". */
	readonly when: string;
	/** Opvolger: who may ask how it goes. Of a *vraag aan*: who brings it. */
	readonly asker: PersonId | null;
	/** Hoe opgevolgd: "bellen op zondag". Of somebody of the network: what they are there for. */
	readonly how: string;
	/** Whose yes a *vraag aan* needs before it may leave (S1-08), by id. */
	readonly needs: readonly PersonId[];
	/** "Waaraan merken we het?" */
	readonly signs: string;
	/** Of a goal: why it is another than the pupil wanted (domain.md §9 r19). */
	readonly why: string;
	/** Taken off the table; the words stay until the draft ends, so that nothing is lost by a slip. */
	readonly gone: boolean;
};

/** Every field as it is before anybody wrote. */
export const blankItem: Omit<Item, 'id' | 'kind'> = {
	order: '',
	text: '',
	heading: null,
	level: null,
	strand: null,
	owner: null,
	when: '',
	asker: null,
	how: '',
	needs: [],
	signs: '',
	why: '',
	gone: false
};

/** Kinds that somebody says yes to. */
export type PromiseKind = Extract<ItemKind, 'engagement' | 'ask' | 'not-now'>;

export function isPromise(item: Item): item is Item & { kind: PromiseKind } {
	return item.kind === 'engagement' || item.kind === 'ask' || item.kind === 'not-now';
}

/**
 * The digest a yes names (design decision 8): who, what, when, who asks, how, and whose yes a *vraag aan*
 * needs. Other words, other digest, no yes. Order and place do not count. How and needs are left out while
 * there are none: a yes of before they existed stays one.
 */
export function itemDigest(item: Item): Digest {
	const how = clean(item.how);
	return digestOfJson({
		kind: item.kind,
		owner: item.owner,
		text: clean(item.text),
		when: clean(item.when),
		asker: item.asker,
		...(how === '' ? {} : { how }),
		...(item.needs.length === 0 ? {} : { needs: [...item.needs].sort() })
	});
}

/**
 * The digest of everything an item says, for a yes that lets it into the plan as it is. Where it stands does not
 * count.
 */
export function wholeDigest({ id: _id, order: _order, gone: _gone, ...said }: Item): Digest {
	const cleaned = Object.entries(said).map(([field, value]) => [
		field,
		typeof value === 'string' ? clean(value) : value
	]);
	return digestOfJson(Object.fromEntries(cleaned));
}

/** In reading order: by fractional index, ties by id so that every screen agrees. */
export function byOrder(a: Item, b: Item): number {
	if (a.order !== b.order) return a.order < b.order ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
