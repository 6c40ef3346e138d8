// What a sheet said when all of it was last kept by the table: remembered on this device as long as something
// newer is not kept, so that words a freeze overtook are still offered after a reload (design decision 7).

import type { ItemId, SeatId } from '#lib/base/id.ts';
import type { SheetRef } from '#lib/wire/view.ts';

/** The words of each item. */
export type Texts = ReadonlyMap<ItemId, string>;

const place = (seat: SeatId, { id, epoch }: SheetRef): string => `rondetafel/unsent/${seat}/${id}.${epoch}`;

/** A browser that keeps nothing cannot remember this either; the page says so elsewhere. */
export function markUnsent(seat: SeatId, ref: SheetRef, kept: Texts): void {
	try {
		localStorage.setItem(place(seat, ref), JSON.stringify([...kept]));
	} catch {
		return;
	}
}

export function clearUnsent(seat: SeatId, ref: SheetRef): void {
	try {
		localStorage.removeItem(place(seat, ref));
	} catch {
		return;
	}
}

/** Null when everything of that sheet was kept, as far as this device knows. */
export function readUnsent(seat: SeatId, ref: SheetRef): Texts | null {
	try {
		const text = localStorage.getItem(place(seat, ref));
		const kept: unknown = text === null ? null : JSON.parse(text);
		return Array.isArray(kept) ? new Map(kept as [ItemId, string][]) : null;
	} catch {
		return null;
	}
}
