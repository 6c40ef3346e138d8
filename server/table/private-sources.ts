// What two people agreed in a besloten tijd and let out of it: for who leads to write down beside an earlier version (S3-06).

import { eq } from 'drizzle-orm';
import type { CircleId, ItemId, PersonId } from '#lib/base/id.ts';
import type { House } from '#server/house.ts';
import { circle } from '#server/store/schema.ts';
import type { AtVersion } from '#server/table/at-version.ts';

export type Source = {
	readonly id: ItemId;
	readonly owner: PersonId;
	readonly ownerName: string;
	readonly text: string;
	readonly when: string;
	readonly asker: PersonId | null;
	readonly among: readonly PersonId[];
};

/** Promises with everybody's yes that stand in the draft of a later circle. */
export async function readSources(house: House, { live, me }: AtVersion): Promise<Source[]> {
	const rows = await house.store.read((db) =>
		db.select({ id: circle.id }).from(circle).where(eq(circle.traject, live.row.traject))
	);
	const found: Source[] = [];
	for (const { id } of rows) {
		const table = await house.hall.live(id as CircleId);
		if (!table || table.table.circle.leader !== me) continue;
		for (const { among, picks } of table.table.talks.values()) {
			const entered = [...picks].filter(([, pick]) => pick.entered);
			const into = new Set(entered.flatMap(([, pick]) => [...pick.yeses.values()].map(({ to }) => to)));
			const sheets = table.sheets.filter((sheet) => sheet.open && into.has(sheet.id));
			const items = (await Promise.all(sheets.map((sheet) => house.moveTools.itemsOf(sheet.id)))).flat();
			for (const [itemId] of entered) {
				const item = items.find((one) => one.id === itemId && !one.gone && one.kind === 'engagement');
				if (!item?.owner) continue;
				const { owner, text, when, asker } = item;
				const ownerName = live.table.people.get(owner)?.name ?? '';
				found.push({ id: itemId, owner, ownerName, text, when, asker, among });
			}
		}
	}
	return found;
}
