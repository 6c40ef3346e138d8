// What a fact means for open lines: a freeze closes the sheets it froze, a school that joins parts them, who
// left is out, besloten tijd is without all others. At once, on every socket.

import type { PersonId } from '#lib/base/id.ts';
import { isShared } from '#lib/table/stream.ts';
import { closeCode } from '#lib/wire/close.ts';
import type { Hub } from '#server/sync/hub.ts';
import type { Hall, News } from '#server/table/hall.ts';
import { sitsAt } from '#server/table/hears.ts';

export function followWith(hall: Hall, hub: Hub): () => void {
	return hall.listen((news) => {
		for (const { told } of news.facts) if (told.told.to === 'circle') follow(told.told.fact.is, news, hub);
	});
}

function follow(what: string, { live }: News, hub: Hub): void {
	const mine = new Set(live.sheets.map((sheet) => sheet.id));
	switch (what) {
		case 'presented':
		case 'closed':
		case 'reopened':
			for (const sheet of live.sheets) if (!sheet.open) void hub.closeSheet(sheet.id, closeCode.frozen);
			return;
		case 'school-joined':
			// Sheets were parted: everybody asks anew, and gets what is theirs by now.
			hub.revoke((seated) => mine.has(seated.sheet), closeCode.busy);
			return;
		case 'private-begun': {
			// Their own sheets stay open: they were never part of the draft.
			const shared = new Set(live.sheets.filter(({ audience }) => isShared(audience)).map(({ id }) => id));
			const among = live.table.circle.private?.among ?? [];
			const isIn = (person: PersonId | null) => person !== null && among.includes(person);
			hub.revoke(({ sheet, person }) => shared.has(sheet) && !isIn(person), closeCode.privateTime);
			return;
		}
		case 'left':
		case 'leads':
			// Who left, and the confidant of who left; who led from beside the table, and handed that over.
			hub.revoke(
				(seated) => seated.person !== null && mine.has(seated.sheet) && !sitsAt(live, seated.person),
				closeCode.notYours
			);
			return;
		default:
			return;
	}
}
