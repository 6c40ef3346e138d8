// One piece of shared words, plain: what a sheet holds once Yjs is taken away.

import { digestOfJson, type Digest } from '#lib/base/digest.ts';
import { clean } from '#lib/base/clean.ts';
import type { ItemId, PersonId } from '#lib/base/id.ts';
import type { Heading, ItemKind, Level } from '#lib/plan/kind.ts';

export type Item = {
	readonly id: ItemId;
	readonly kind: ItemKind;
	/** Fractional index: texts that sort as the table put them. */
	readonly order: string;
	readonly text: string;
	/** Under which heading a Samen-sentence stands. */
	readonly heading: Heading | null;
	readonly level: Level | null;
	/** Who promises, is asked, or did not want it now. */
	readonly owner: PersonId | null;
	/** "20 okt", "elke dinsdag". */
	readonly when: string;
	/** Opvolger: who may ask how it goes. */
	readonly asker: PersonId | null;
	/** "Waaraan merken we het?" */
	readonly signs: string;
	/** Taken off the table; the words stay until the draft ends, so that nothing is lost by a slip. */
	readonly gone: boolean;
};

/** Every field as it is before anybody wrote. */
export const blankItem: Omit<Item, 'id' | 'kind'> = {
	order: '',
	text: '',
	heading: null,
	level: null,
	owner: null,
	when: '',
	asker: null,
	signs: '',
	gone: false
};

/** Kinds that somebody says yes to. */
export type PromiseKind = Extract<ItemKind, 'engagement' | 'ask' | 'not-now'>;

export function isPromise(item: Item): item is Item & { kind: PromiseKind } {
	return item.kind === 'engagement' || item.kind === 'ask' || item.kind === 'not-now';
}

/**
 * The digest a yes names (design decision 8): who, what, when, who asks. Other words, other digest,
 * no yes. Order and place do not count.
 */
export function itemDigest(item: Item): Digest {
	return digestOfJson({
		kind: item.kind,
		owner: item.owner,
		text: clean(item.text),
		when: clean(item.when),
		asker: item.asker
	});
}

/** In reading order: by fractional index, ties by id so that every screen agrees. */
export function byOrder(a: Item, b: Item): number {
	if (a.order !== b.order) return a.order < b.order ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
