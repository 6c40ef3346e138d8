// What applying an update would cost, by what Yjs is going to do. Bytes and structs do not tell: a
// hundred structs at a spot where twenty thousand stand keep Yjs busy for half a second (measured).
// Reads the document, changes nothing.

import * as Y from 'yjs';
import { most } from '#server/sync/limits.ts';
import { newPieces, type Sound } from '#server/sync/inspect.ts';
import type { Outline, Piece, Range, Ref } from '#server/sync/read.ts';

export function tooHeavy(doc: Y.Doc, outline: Outline, sound: Sound): boolean {
	let deletions = 0;
	for (const range of outline.ranges) {
		if (deletes(doc, range) && ++deletions > most.deletions) return true;
	}
	const places = new Map<Piece, Place>();
	let steps = 0;
	for (const block of sound.fresh) {
		for (const piece of newPieces(block, Y.getState(doc.store, block.client))) {
			const place = placeOf(doc, piece, (ref) => places.get(pieceAt(sound, ref) ?? piece) ?? nowhere);
			places.set(piece, place);
			steps += stepsFor(doc, piece, place, most.steps - steps);
			if (steps >= most.steps) return true;
		}
	}
	return false;
}

/** Whether a range deletes something that still stands, or something this update brings itself. */
function deletes(doc: Y.Doc, range: Range): boolean {
	const structs = doc.store.clients.get(range.client);
	if (!structs || range.end > Y.getState(doc.store, range.client)) return true;
	for (let i = Y.findIndexSS(structs, range.clock); i < structs.length; i++) {
		const struct = structs[i];
		if (!struct || struct.id.clock >= range.end) return false;
		if (!struct.deleted) return true;
	}
	return false;
}

type Type = NonNullable<ReturnType<Y.Doc['share']['get']>>;

/** In which type a struct goes, and the first word to its right that stands in the document already. */
type Place = { readonly type: Type | null; readonly right: Y.Item | null };

const nowhere: Place = { type: null, right: null };

/** `before` gives the place of a struct earlier in the same update. */
function placeOf(doc: Y.Doc, piece: Piece, before: (ref: Ref) => Place): Place {
	const look = (ref: Ref | null): { item: Y.Item | null; type: Type | null; right: Y.Item | null } => {
		if (ref === null) return { item: null, ...nowhere };
		if (!inDoc(doc, ref)) return { item: null, ...before(ref) };
		const item = itemAt(doc, ref);
		return { item, type: item?.parent instanceof Y.AbstractType ? item.parent : null, right: item };
	};
	const left = look(piece.origin);
	const right = look(piece.right);
	return { type: left.type ?? right.type ?? parentOf(doc, piece.parent), right: right.right };
}

function parentOf(doc: Y.Doc, parent: string | Ref | null): Type | null {
	if (parent === null) return null;
	if (typeof parent === 'string') return doc.share.get(parent) ?? null;
	const content = inDoc(doc, parent) ? itemAt(doc, parent)?.content : null;
	return content instanceof Y.ContentType ? content.type : null;
}

function inDoc(doc: Y.Doc, ref: Ref): boolean {
	return ref.clock < Y.getState(doc.store, ref.client);
}

function itemAt(doc: Y.Doc, ref: Ref): Y.Item | null {
	const found = Y.getItem(doc.store, Y.createID(ref.client, ref.clock));
	return found instanceof Y.Item ? found : null;
}

function pieceAt(sound: Sound, ref: Ref): Piece | undefined {
	const pieces = sound.fresh.find((block) => block.client === ref.client)?.pieces ?? [];
	let [low, high] = [0, pieces.length - 1];
	while (low <= high) {
		const middle = (low + high) >>> 1;
		const piece = pieces[middle];
		if (!piece || piece.clock > ref.clock) high = middle - 1;
		else if (piece.clock + piece.length <= ref.clock) low = middle + 1;
		else return piece;
	}
	return undefined;
}

/**
 * How far Yjs walks to find this struct's place: from its origin to the right, as long as what it meets
 * was put at the same spot or leans on something it met (yjs, Item.integrate). At most `atMost`. Where the
 * origin comes with the same update nothing in the document can lean on it.
 */
function stepsFor(doc: Y.Doc, piece: Piece, { type, right }: Place, atMost: number): number {
	if (piece.origin !== null && !inDoc(doc, piece.origin)) return 0;
	const origin = piece.origin === null ? null : itemAt(doc, piece.origin);
	let steps = 0;
	let next = origin?.right ?? null;
	if (origin === null && type !== null) {
		next = piece.field === null ? type._start : (type._map.get(piece.field) ?? null);
		for (; next !== null && next.left !== null && steps < atMost; next = next.left) steps++;
	}
	const met = new Set<Y.Item>();
	for (; next !== null && next !== right && steps < atMost; next = next.right) {
		const from = next.origin === null ? null : itemAt(doc, next.origin);
		if (from !== origin && (from === null || !met.has(from))) break;
		met.add(next);
		steps++;
	}
	return steps;
}
