// Reads a Yjs update (V1) into plain values, by our own hand: Yjs itself makes documents, roots and deep
// values while it reads. Only what a sheet of this shape can ever hold is read; the rest is refused here.
// V2 is never decoded. Knows no document. The form of an update: yjs 13.6, src/utils/updates.js.

import * as decoding from 'lib0/decoding';
import { isId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { isField, type SheetShape } from '#lib/plan/check.ts';
import { isDraftKey } from '#lib/plan/draft.ts';
import { most } from '#server/sync/limits.ts';

export type Ref = { readonly client: number; readonly clock: number };

/** One struct: what it is long, and what it leans on. */
export type Piece = {
	readonly clock: number;
	readonly length: number;
	readonly origin: Ref | null;
	readonly right: Ref | null;
	/** The name of a root, the struct that holds the type, or null: where the neighbours are. */
	readonly parent: string | Ref | null;
	readonly field: string | null;
};

/** The structs of one client id, without holes between them. */
export type Block = {
	readonly client: number;
	readonly clock: number;
	readonly end: number;
	readonly pieces: readonly Piece[];
};

export type Range = { readonly client: number; readonly clock: number; readonly end: number };

export type Outline = { readonly blocks: readonly Block[]; readonly ranges: readonly Range[] };

/** Clocks stay below this: above it JavaScript's bit operations lie. */
const clockEnd = 2 ** 31;
const clientEnd = 2 ** 32;

const bit = { field: 0x20, right: 0x40, origin: 0x80, kind: 0x1f } as const;
/**
 * What a struct may hold. Not 0, what Yjs leaves of a deleted type: no sheet ever deletes one, so no honest
 * copy has it. Not 10, a skip: it stands for words that are not there.
 */
const kind = { deleted: 1, string: 4, type: 7, any: 8 } as const;
const typeRef = { map: 1, text: 2 } as const;
const value = { null: 126, false: 121, true: 120, string: 119 } as const;

export function readUpdate(bytes: Uint8Array, shape: SheetShape): Outline | No<'not-understood'> {
	const decoder = decoding.createDecoder(bytes);
	try {
		const outline = { blocks: readBlocks(decoder, shape), ranges: readRanges(decoder) };
		need(!decoding.hasContent(decoder));
		return outline;
	} catch {
		return no('not-understood');
	}
}

/** lib0 throws where the bytes end, and so does whatever we do not know; `readUpdate` catches both. */
function need(known: boolean): void {
	if (!known) throw new TypeError('not an update of this shape');
}

function readBlocks(decoder: decoding.Decoder, shape: SheetShape): Block[] {
	const blocks: Block[] = [];
	const seen = new Set<number>();
	for (let left = decoding.readVarUint(decoder); left > 0; left--) {
		const count = decoding.readVarUint(decoder);
		const client = decoding.readVarUint(decoder);
		const clock = decoding.readVarUint(decoder);
		// Yjs lets a second block of one client replace the first.
		need(count > 0 && client < clientEnd && clock < clockEnd && !seen.has(client));
		seen.add(client);
		const pieces: Piece[] = [];
		let end = clock;
		for (let i = 0; i < count; i++) {
			const piece = readPiece(decoder, shape, end);
			need(piece.length > 0);
			end += piece.length;
			need(end < clockEnd);
			pieces.push(piece);
		}
		blocks.push({ client, clock, end, pieces });
	}
	return blocks;
}

function readPiece(decoder: decoding.Decoder, shape: SheetShape, clock: number): Piece {
	const info = readByte(decoder);
	const origin = info & bit.origin ? readRef(decoder) : null;
	const right = info & bit.right ? readRef(decoder) : null;
	const placed = origin === null && right === null;
	const parent = placed ? readParent(decoder) : null;
	const field = placed && info & bit.field ? decoding.readVarString(decoder) : null;
	if (placed) need(isPlace(shape, parent, field));
	const length = readContent(decoder, shape, info & bit.kind, parent);
	return { clock, length, origin, right, parent, field };
}

function readParent(decoder: decoding.Decoder): string | Ref {
	const named = decoding.readVarUint(decoder);
	need(named === 0 || named === 1);
	return named === 1 ? decoding.readVarString(decoder) : readRef(decoder);
}

/** Own: a text per draft. Shared: items by id at the root, and under an item its fields, or a field's letters. */
function isPlace(shape: SheetShape, parent: string | Ref | null, field: string | null): boolean {
	if (shape === 'own') return typeof parent === 'string' && isDraftKey(parent) && field === null;
	if (typeof parent === 'string') return parent === 'items' && isId(field);
	return field === null || isField(field);
}

/** The length of what a struct holds. */
function readContent(
	decoder: decoding.Decoder,
	shape: SheetShape,
	of: number,
	parent: string | Ref | null
): number {
	switch (of) {
		case kind.deleted:
			return readRun(decoder);
		case kind.string:
			return decoding.readVarString(decoder).length;
		case kind.type: {
			// A map under a map, or anything else that nests, never gets past this line.
			const type = decoding.readVarUint(decoder);
			need(shape === 'shared' && parent !== null);
			need(type === (typeof parent === 'string' ? typeRef.map : typeRef.text));
			return 1;
		}
		case kind.any: {
			need(shape === 'shared');
			const length = decoding.readVarUint(decoder);
			for (let i = 0; i < length; i++) readValue(decoder);
			return length;
		}
		default:
			need(false);
			return 0;
	}
}

function readValue(decoder: decoding.Decoder): void {
	const of = readByte(decoder);
	need(of === value.null || of === value.false || of === value.true || of === value.string);
	if (of === value.string) decoding.readVarString(decoder);
}

function readRun(decoder: decoding.Decoder): number {
	const length = decoding.readVarUint(decoder);
	need(length <= most.run);
	return length;
}

function readRef(decoder: decoding.Decoder): Ref {
	const ref = { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) };
	need(ref.client < clientEnd && ref.clock < clockEnd);
	return ref;
}

/** lib0's own reads on past the end and says undefined. */
function readByte(decoder: decoding.Decoder): number {
	need(decoding.hasContent(decoder));
	return decoding.readUint8(decoder);
}

function readRanges(decoder: decoding.Decoder): Range[] {
	const ranges: Range[] = [];
	for (let left = decoding.readVarUint(decoder); left > 0; left--) {
		const client = decoding.readVarUint(decoder);
		for (let count = decoding.readVarUint(decoder); count > 0; count--) {
			const clock = decoding.readVarUint(decoder);
			const length = decoding.readVarUint(decoder);
			need(length > 0 && clock + length < clockEnd);
			ranges.push({ client, clock, end: clock + length });
		}
	}
	return ranges;
}
