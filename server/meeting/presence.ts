// Who writes beside which block: never kept, and told to nobody who may not know that the block is there.

import type { ItemId } from '#lib/base/id.ts';
import { quietNow } from '#lib/circle/circle.ts';
import { mayHaveSheet, type SheetOf, type Viewer } from '#lib/table/stream.ts';
import type { House } from '#server/house.ts';
import type { Line } from '#server/meeting/line.ts';
import { sitsAt } from '#server/table/hears.ts';

/**
 * Of who sits here, to who sits here and may have the sheet it is on; and to who only had the one before, that it is
 * over. Nothing at all while a round listens or some talk among themselves: pages then forget by themselves who wrote
 * beside what.
 */
export async function tellPresence(
	{ hall, tables }: Pick<House, 'hall' | 'tables'>,
	socket: Line,
	here: () => readonly Line[],
	shown: ItemId | null
): Promise<void> {
	const { circle, viewer } = socket.data;
	const there = await hall.live(circle);
	if (!there || viewer.is === 'wall') return;
	const block = sitsAt(there, viewer.person) ? shown : null;
	const sheet = block === null ? null : await tables.sheetWith(circle, block);
	const live = (await hall.live(circle)) ?? there;
	const moment = live.table.circle;
	const before = socket.data.beside ?? null;
	// Who writes which phrase of a class is nobody's to see.
	const hush = quietNow(moment) || moment.private !== null || moment.setting === 'class';
	socket.data.beside = hush ? null : sheet;
	if (hush) return;
	const may = (who: Viewer, of: SheetOf | null) =>
		of !== null && who.is === 'person' && sitsAt(live, who.person) && mayHaveSheet(who, of, moment);
	for (const other of here()) {
		if (other === socket) continue;
		const now = may(other.data.viewer, sheet) ? block : null;
		if (now !== null || may(other.data.viewer, before))
			other.volatile.emit('presence', { person: viewer.person, block: now });
	}
}
