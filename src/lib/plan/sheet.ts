// The shared Yjs schema and the only hands on it. A sheet is one Y.Doc of one audience (design
// decision 7). Items are a map by id with a fractional index and a flag for removal: nothing is ever
// deleted structurally, and every text field is a Y.Text from its first moment. Limits: check.ts.

import { generateKeyBetween } from 'fractional-indexing';
import * as Y from 'yjs';
import { soft } from '#lib/base/clean.ts';
import { isId, type ItemId, type PersonId } from '#lib/base/id.ts';
import { byOrder, type Item } from '#lib/plan/item.ts';
import {
	frameKinds,
	isHeading,
	isItemKind,
	isLevel,
	isStrand,
	type Heading,
	type ItemKind,
	type Level,
	type Strand
} from '#lib/plan/kind.ts';

/** What every item has from its first moment. */
export const firstTextFields = ['text', 'when', 'signs'] as const;
/** An item made before `how` and `why` existed is without them, and stays so. */
export const textFields = [...firstTextFields, 'how', 'why'] as const;
export type TextField = (typeof textFields)[number];

export const plainFields = ['kind', 'order', 'heading', 'level', 'strand', 'owner', 'asker', 'gone'] as const;

/** Whose yes it needs: a flag for each person, so that two who tap at once both count. */
const needsField = (person: PersonId): string => `needs/${person}`;
export const neededIn = (field: string): PersonId | null => {
	const person = field.startsWith('needs/') ? field.slice('needs/'.length) : null;
	return isId(person) ? (person as PersonId) : null;
};

export type ItemMap = Y.Map<string | boolean | null | Y.Text>;

export const itemsOf = (doc: Y.Doc): Y.Map<ItemMap> => doc.getMap('items');

function readItem(id: string, map: ItemMap): Item | null {
	const kind = map.get('kind');
	if (!isId(id) || !isItemKind(kind)) return null;
	const heading = map.get('heading');
	const level = map.get('level');
	const strand = map.get('strand');
	const person = (field: string): PersonId | null => {
		const value = map.get(field);
		return isId(value) ? (value as PersonId) : null;
	};
	const text = (field: TextField): string => {
		const value = map.get(field);
		return value instanceof Y.Text ? value.toString() : '';
	};
	return {
		id: id as ItemId,
		kind,
		order: String(map.get('order') ?? ''),
		text: text('text'),
		heading: isHeading(heading) ? heading : null,
		level: isLevel(level) ? level : null,
		strand: isStrand(strand) ? strand : null,
		owner: person('owner'),
		when: text('when'),
		asker: person('asker'),
		how: text('how'),
		needs: needsOf(map),
		signs: text('signs'),
		why: text('why'),
		gone: map.get('gone') === true
	};
}

function needsOf(map: ItemMap): PersonId[] {
	const needed = [...map].filter(([, value]) => value === true).flatMap(([field]) => neededIn(field) ?? []);
	return needed.sort();
}

/** Every item of a sheet in the table's order, the removed ones too. */
export function readItems(doc: Y.Doc): Item[] {
	const items: Item[] = [];
	for (const [id, map] of itemsOf(doc)) {
		const item = readItem(id, map);
		if (item) items.push(item);
	}
	return items.sort(byOrder);
}

export type NewItem = {
	id: ItemId;
	kind: ItemKind;
	heading?: Heading;
	level?: Level;
	strand?: Strand | null;
	owner?: PersonId | null;
	asker?: PersonId | null;
	needs?: readonly PersonId[];
	text?: string;
	when?: string;
	signs?: string;
	how?: string;
	why?: string;
	/** The item it comes after; at the end when absent. */
	after?: ItemId;
	/** Its fractional index, when it is known already. */
	order?: string;
};

/** Adds an item, whole, in one transaction. */
export function addItem(doc: Y.Doc, item: NewItem, origin: unknown = null): void {
	doc.transact(() => {
		const map: ItemMap = new Y.Map();
		map.set('kind', item.kind);
		map.set('order', item.order ?? orderAfter(doc, item.after));
		if (item.heading) map.set('heading', item.heading);
		if (item.level) map.set('level', item.level);
		if (item.strand) map.set('strand', item.strand);
		if (item.owner) map.set('owner', item.owner);
		if (item.asker) map.set('asker', item.asker);
		for (const person of item.needs ?? []) map.set(needsField(person), true);
		for (const field of textFields) map.set(field, new Y.Text(soft(item[field] ?? '')));
		itemsOf(doc).set(item.id, map);
	}, origin);
}

function orderAfter(doc: Y.Doc, after: ItemId | undefined): string {
	const items = readItems(doc);
	const at = after === undefined ? items.length - 1 : items.findIndex((item) => item.id === after);
	const before = items[at]?.order ?? null;
	const behind = items.slice(at + 1).find((item) => before === null || item.order > before)?.order ?? null;
	return generateKeyBetween(before, behind);
}

export type Setting = Partial<{
	kind: ItemKind;
	heading: Heading;
	level: Level;
	strand: Strand | null;
	owner: PersonId | null;
	asker: PersonId | null;
	gone: boolean;
}>;

/** Sets the small fields of an item; false when the item is not there. */
export function setItem(doc: Y.Doc, id: ItemId, setting: Setting, origin: unknown = null): boolean {
	const map = itemsOf(doc).get(id);
	if (!map) return false;
	doc.transact(() => {
		for (const [field, value] of Object.entries(setting)) {
			if (value !== undefined && map.get(field) !== value) map.set(field, value);
		}
	}, origin);
	return true;
}

/** Blocks that every draft has: emptied, they stay. */
const fixed: ReadonlySet<ItemKind> = new Set<ItemKind>(['together', ...frameKinds, 'next', 'plan-b']);

/** Takes every word out of an item, and the item off the table; false when it was empty already. */
export function emptyItem(doc: Y.Doc, id: ItemId): boolean {
	const map = itemsOf(doc).get(id);
	const kind = map?.get('kind');
	if (!map || !isItemKind(kind)) return false;
	let changed = false;
	doc.transact(() => {
		for (const field of textFields) {
			const text = map.get(field);
			if (!(text instanceof Y.Text) || text.length === 0) continue;
			text.delete(0, text.length);
			changed = true;
		}
		if (fixed.has(kind) || map.get('gone') === true) return;
		map.set('gone', true);
		changed = true;
	});
	return changed;
}

/** Whether a *vraag aan* needs this person's yes before it may leave. */
export function setNeed(
	doc: Y.Doc,
	id: ItemId,
	person: PersonId,
	needed: boolean,
	origin: unknown = null
): boolean {
	const map = itemsOf(doc).get(id);
	if (!map) return false;
	const field = needsField(person);
	if ((map.get(field) === true) !== needed) doc.transact(() => map.set(field, needed), origin);
	return true;
}

export function textOf(doc: Y.Doc, id: ItemId, field: TextField): Y.Text | null {
	const value = itemsOf(doc).get(id)?.get(field);
	return value instanceof Y.Text ? value : null;
}

/** The draft of some own words on somebody's own sheet: a root text, so two devices never make it twice. */
export function draftOf(doc: Y.Doc, key: string): Y.Text {
	return doc.getText(key);
}

/** Take `remove` letters away at `at`, and put `insert` there. */
export type Edit = { readonly at: number; readonly remove: number; readonly insert: string };

/**
 * The smallest edit from one text to another: what both have at the ends stays, so that what others type
 * in the same moment stays too. `caret` is where the new text was just typed. Null: nothing changed.
 */
export function smallestEdit(from: string, to: string, caret: number): Edit | null {
	if (from === to) return null;
	let tail = 0;
	const mostTail = Math.min(from.length, to.length, to.length - Math.min(caret, to.length));
	while (tail < mostTail && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
	let head = 0;
	const mostHead = Math.min(from.length, to.length) - tail;
	while (head < mostHead && from[head] === to[head]) head++;
	[head, tail] = aroundWholeLetters(from, to, head, tail);
	return { at: head, remove: from.length - head - tail, insert: to.slice(head, to.length - tail) };
}

/** Never cuts an emoji in two: half of one is dropped by Yjs's encoding. */
function aroundWholeLetters(from: string, to: string, head: number, tail: number): [number, number] {
	const isLow = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
	if (head > 0 && (isLow(from, head) || isLow(to, head))) head--;
	if (tail > 0 && (isLow(from, from.length - tail) || isLow(to, to.length - tail))) tail--;
	return [head, tail];
}

export function applyEdit(text: Y.Text, edit: Edit, origin: unknown = null): void {
	text.doc?.transact(() => {
		if (edit.remove > 0) text.delete(edit.at, edit.remove);
		if (edit.insert !== '') text.insert(edit.at, edit.insert);
	}, origin);
}

/** Makes a text say something else, with the smallest edit. */
export function retype(text: Y.Text, to: string, caret: number, origin: unknown = null): void {
	const edit = smallestEdit(text.toString(), to, caret);
	if (edit) applyEdit(text, edit, origin);
}
