// From a besloten tijd into the plan: one item, whole, with nothing of how it came to be. The same words let in at the
// same moment are the same bytes, so that a retry, a restart or a second process makes one item and not two.

import { clean } from '#lib/base/clean.ts';
import { digestOfText } from '#lib/base/digest.ts';
import { fromBase64url } from '#lib/base/bytes.ts';
import type { ItemId } from '#lib/base/id.ts';
import type { Item } from '#lib/plan/item.ts';
import { seedUpdate } from '#lib/plan/seed.ts';

/** `at`: when the last yes was given, milliseconds: it comes after what stood there by then. */
export function bringInUpdate(item: Item, at: number): Uint8Array {
	const { id, kind, heading, level, strand, owner, asker, needs } = item;
	const words = { text: clean(item.text), when: clean(item.when), signs: clean(item.signs) };
	const reasons = { how: clean(item.how), why: clean(item.why) };
	const place = { ...(heading ? { heading } : {}), ...(level ? { level } : {}), order: orderAt(at) };
	return seedUpdate(
		[{ id, kind, strand, owner, asker, needs, ...words, ...reasons, ...place }],
		clientFor(id)
	);
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A fractional index of eight digits: after every one a hand makes, and in the order of time (until 2081). */
function orderAt(at: number): string {
	let order = '';
	for (let left = Math.floor(at); order.length < 7; left = Math.floor(left / 62))
		order = `${digits[left % 62]}${order}`;
	return `g${order}`;
}

/** The Yjs client id of this one update: drawn from the item, above those the house keeps for itself. */
function clientFor(id: ItemId): number {
	const bytes = fromBase64url(digestOfText(`bring-in/${id}`)) ?? new Uint8Array(4);
	return 16 + (new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % (2 ** 32 - 16));
}
