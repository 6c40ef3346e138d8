// What nobody honest sends, byte by byte (safety.md §2.2). An update is written by hand here, because Yjs
// would not.

import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { readItems, textOf } from '#lib/plan/sheet.ts';
import { newId } from './wait.ts';

/** The client id a hostile hand writes under. */
export const mine = 4_000_000_001;

export type Struct = (encoder: encoding.Encoder) => void;
export type Block = { readonly client: number; readonly clock: number; readonly structs: readonly Struct[] };
export type Range = readonly [client: number, clock: number, length: number];

export function update(blocks: readonly Block[], ranges: readonly Range[] = []): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, blocks.length);
		for (const { client, clock, structs } of blocks) {
			numbers(encoder, structs.length, client, clock);
			for (const struct of structs) struct(encoder);
		}
		encoding.writeVarUint(encoder, ranges.length);
		for (const [client, clock, length] of ranges) numbers(encoder, client, 1, clock, length);
	});
}

const numbers = (encoder: encoding.Encoder, ...all: readonly number[]) =>
	all.forEach((number) => encoding.writeVarUint(encoder, number));

type Ref = readonly [client: number, clock: number];

/** Letters after `origin`, in whatever text that is. */
export const lettersAfter =
	([client, clock]: Ref, letters: string): Struct =>
	(encoder) => {
		encoding.writeUint8(encoder, 0x84);
		numbers(encoder, client, clock);
		encoding.writeVarString(encoder, letters);
	};

/** Letters at the begin of the text that this struct holds. */
export const lettersIn =
	([client, clock]: Ref, letters: string): Struct =>
	(encoder) => {
		encoding.writeUint8(encoder, 0x04);
		numbers(encoder, 0, client, clock);
		encoding.writeVarString(encoder, letters);
	};

/** Letters at a root. */
export const lettersAt =
	(root: string, letters: string): Struct =>
	(encoder) => {
		encoding.writeUint8(encoder, 0x04);
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarString(encoder, root);
		encoding.writeVarString(encoder, letters);
	};

/** A map under a key of a root, or of the map that a struct holds. */
const mapAt =
	(parent: string | Ref, key: string): Struct =>
	(encoder) => {
		encoding.writeUint8(encoder, 0x27);
		if (typeof parent === 'string') {
			encoding.writeVarUint(encoder, 1);
			encoding.writeVarString(encoder, parent);
		} else numbers(encoder, 0, ...parent);
		encoding.writeVarString(encoder, key);
		encoding.writeVarUint(encoder, 1);
	};

export const collected =
	(length: number): Struct =>
	(encoder) =>
		numbers(encoder, 0, length);

export const skip =
	(length: number): Struct =>
	(encoder) =>
		numbers(encoder, 10, length);

/** A hand on a copy of the sheet: what it changes there, as one update. */
export function changed(sheet: Y.Doc, change: (copy: Y.Doc) => void): Uint8Array {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(sheet));
	const before = Y.encodeStateVector(copy);
	change(copy);
	return Y.encodeStateAsUpdate(copy, before);
}

/** The struct that holds the first block's text, and the first letter in it. */
export function landmarks(sheet: Y.Doc): { readonly text: Ref; readonly letter: Ref } {
	const [item] = readItems(sheet);
	const text = item && textOf(sheet, item.id, 'text');
	if (!text?._item || !text._start) throw new Error('somebody has to type first');
	const { id } = text._item;
	return { text: [id.client, id.clock], letter: [text._start.id.client, text._start.id.clock] };
}

/** So many maps inside each other, under a field of a new item. */
export function nested(depth: number): Uint8Array {
	const structs = Array.from({ length: depth }, (_, at) =>
		mapAt(at === 0 ? 'items' : [mine, at - 1], at === 0 ? newId() : 'text')
	);
	return update([{ client: mine, clock: 0, structs }]);
}

export function manyClients(count: number): Uint8Array {
	return update(
		Array.from({ length: count }, (_, at) => ({
			client: 1_000_000 + at,
			clock: 0,
			structs: [lettersAt('items', 'x')]
		}))
	);
}

/** Letters under `client` at the begin of a text, each put there as if nobody else ever wrote in it. */
export function crowd(text: Ref, client: number, clock: number, count: number): Uint8Array {
	const structs = Array.from({ length: count }, () => lettersIn(text, 'x'));
	return update([{ client, clock, structs }], [[client, clock, count]]);
}
