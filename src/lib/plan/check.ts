// Whether a change leaves a sheet as the schema says. The hub asks after applying and before anybody
// else hears of it (safety.md §2.2). Rules only; it never repairs.

import { generateKeyBetween } from 'fractional-indexing';
import * as Y from 'yjs';
import { isId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { isDraftKey } from '#lib/plan/draft.ts';
import { isHeading, isItemKind, isLevel, isStrand } from '#lib/plan/kind.ts';
import {
	firstTextFields,
	itemsOf,
	neededIn,
	plainFields,
	textFields,
	type ItemMap
} from '#lib/plan/sheet.ts';

/** Any shared type, as Yjs hands it over. */
type SharedType = Y.Transaction['changed'] extends Map<infer T, Set<string | null>> ? T : never;

/** A shared sheet holds items; an own sheet holds drafts, one text per voice and kind. */
export type SheetShape = 'shared' | 'own';

const sheetLimits = { text: 4000, items: 400, fields: 80, drafts: 400 } as const;

/**
 * The change is not one this schema knows: an unknown field, a structural deletion, formatted text,
 * an embedded object, too long a text, too many items.
 */
export type SchemaNo = No<'not-this-schema'>;

const refused: SchemaNo = no('not-this-schema');

/** Checks what one transaction changed. Work is in proportion to the change, not to the sheet. */
export function checkChange(doc: Y.Doc, change: Y.Transaction, shape: SheetShape): SchemaNo | null {
	for (const [type, keys] of change.changed) {
		const ok = shape === 'own' ? draftIsSound(doc, type) : sharedIsSound(doc, change, type, keys);
		if (!ok) return refused;
	}
	if (shape === 'own' && doc.share.size > sheetLimits.drafts) return refused;
	return null;
}

function draftIsSound(doc: Y.Doc, type: SharedType): boolean {
	if (type._item !== null) return false;
	const key = [...doc.share].find(([, root]) => root === type)?.[0];
	return key !== undefined && isDraftKey(key) && textIsSound(type);
}

function sharedIsSound(
	doc: Y.Doc,
	change: Y.Transaction,
	type: SharedType,
	keys: ReadonlySet<string | null>
): boolean {
	const items = itemsOf(doc);
	if ((type as unknown) === items) {
		if (items._map.size > sheetLimits.items) return false;
		return [...keys].every((id) => id !== null && isNewItem(change, items, id));
	}
	const parent = type._item?.parent;
	if (parent === items && type instanceof Y.Map) {
		return [...keys].every((field) => field !== null && fieldIsSound(change, type as ItemMap, field));
	}
	const isField = parent instanceof Y.Map && parent._item?.parent === items;
	return isField && type instanceof Y.Text && textIsSound(type);
}

function isNewItem(change: Y.Transaction, items: Y.Map<ItemMap>, id: string): boolean {
	const entry = items._map.get(id);
	if (!entry || entry.deleted || entry.left !== null || !isAdded(change, entry)) return false;
	const map = items.get(id);
	if (!isId(id) || !(map instanceof Y.Map)) return false;
	return (
		[...firstTextFields, 'kind', 'order'].every((field) => map._map.has(field)) &&
		[...map._map.keys()].every((field) => fieldIsSound(change, map, field))
	);
}

function fieldIsSound(change: Y.Transaction, map: ItemMap, field: string): boolean {
	const entry = map._map.get(field);
	if (!entry || entry.deleted || map._map.size > sheetLimits.fields) return false;
	const value = map.get(field);
	switch (field) {
		case 'text':
		case 'when':
		case 'signs':
		case 'how':
		case 'why':
			return value instanceof Y.Text && entry.left === null && isAdded(change, entry) && textIsSound(value);
		case 'kind':
			return isItemKind(value);
		case 'heading':
			return isHeading(value);
		case 'level':
			return isLevel(value);
		case 'strand':
			return value === null || isStrand(value);
		case 'owner':
		case 'asker':
			return value === null || isId(value);
		case 'gone':
			return typeof value === 'boolean';
		case 'order':
			return typeof value === 'string' && isOrder(value);
		default:
			return neededIn(field) !== null && typeof value === 'boolean';
	}
}

/** Every plain field has its case above. */
const checkedFields: readonly string[] = [...textFields, ...plainFields];

/** Whether an item may have a field of this name. */
export const isField = (name: string): boolean => checkedFields.includes(name) || neededIn(name) !== null;

function isAdded(change: Y.Transaction, item: Y.Item): boolean {
	return item.id.clock >= (change.beforeState.get(item.id.client) ?? 0);
}

function isOrder(order: string): boolean {
	if (order.length === 0 || order.length > 80) return false;
	try {
		return generateKeyBetween(order, null) > order;
	} catch {
		return false;
	}
}

/** Only letters: no formatting, no embedded objects, no attributes. */
function textIsSound(type: SharedType | Y.Text): boolean {
	if (type._length > sheetLimits.text || type._map.size > 0) return false;
	for (let item = type._start; item !== null; item = item.right) {
		if (!item.deleted && !(item.content instanceof Y.ContentString)) return false;
	}
	return true;
}
