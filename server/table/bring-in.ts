// Sentences of a besloten tijd that everybody in it let into the plan: the house puts each there, once. The yeses are
// on disk before; that it stands there is told after. Whatever ends in between is done again when the table is next
// read, and the same words are the same bytes (lib/plan/bring-in.ts).

import type { CircleId, SheetId } from '#lib/base/id.ts';
import { enteringOf, type Entering } from '#lib/circle/private-words.ts';
import { bringInUpdate } from '#lib/plan/bring-in.ts';
import { wholeDigest, type Item } from '#lib/plan/item.ts';
import { isShared } from '#lib/table/stream.ts';
import { inTurnPer } from '#server/in-turn.ts';
import { errorFields, type Log } from '#server/log.ts';
import type { Hub } from '#server/sync/hub.ts';
import type { Hall } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';

export type BringInTools = {
	readonly hall: Hall;
	readonly hub: Pick<Hub, 'insert'>;
	readonly itemsOf: (sheet: SheetId) => Promise<readonly Item[]>;
	readonly log: Log;
};

export type BringIn = {
	/** Resolves once nothing of this circle waits that can be done now. */
	readonly now: (circle: CircleId) => Promise<void>;
	readonly stop: () => void;
};

export function bringInWith(tools: BringInTools): BringIn {
	/** A queue beside the table’s own, in which each of these waits for its turn. */
	const inTurn = inTurnPer<CircleId>();

	const now = (id: CircleId): Promise<void> =>
		inTurn(id, () => bringIn(tools, id)).catch((error: unknown) =>
			tools.log.error('bring-in', { circle: id, ...errorFields(error) })
		);

	const stop = tools.hall.listen(({ live }) => {
		if (enteringOf(live.table.talks).length > 0) void now(live.row.id);
	});
	return { now, stop };
}

async function bringIn(tools: BringInTools, id: CircleId): Promise<void> {
	const live = await tools.hall.live(id);
	for (const one of live ? enteringOf(live.table.talks) : []) {
		if (live && (await stands(tools, live, one))) await tell(tools, id, one);
	}
}

/** True once it is on disk in the plan. Other words than were said yes to, or a draft that ended, let nothing in. */
async function stands({ hub, itemsOf, log }: BringInTools, live: Live, one: Entering): Promise<boolean> {
	const open = (id: SheetId) => live.sheets.find((sheet) => sheet.id === id && sheet.open);
	const to = open(one.to);
	if (!to || !isShared(to.audience)) return false;
	if ((await itemsOf(one.to)).some((item) => item.id === one.item)) return true;
	const item = (await itemsOf(one.talk)).find((item) => item.id === one.item);
	const [asker] = one.among;
	if (!item || !asker || wholeDigest(item) !== one.digest) return false;
	const refused = await hub.insert(one.to, bringInUpdate(item, one.at), asker);
	if (refused) log.warn('bring-in', { circle: live.row.id, no: refused.no });
	return refused === null;
}

async function tell({ hall }: BringInTools, id: CircleId, { talk, item }: Entering): Promise<void> {
	await hall.commit(id, 'house', null, (_tx, { table }) => {
		const known = table.talks.get(talk)?.picks.get(item)?.entered === true;
		return { facts: known ? [] : [{ to: 'private', sheet: talk, fact: { is: 'private-entered', item } }] };
	});
}
