// What the sync hub asks of the house: the log on the database, and who may write on a sheet.

import type { IncomingMessage } from 'node:http';
import { eq } from 'drizzle-orm';
import { parseId, type CircleId, type PersonId, type SheetId } from '#lib/base/id.ts';
import { closeCode, type CloseCode } from '#lib/wire/close.ts';
import type { Config } from '#server/config.ts';
import { can } from '#server/door/can.ts';
import { cookiesOf } from '#server/door/cookie.ts';
import { mayConnect } from '#server/door/origin.ts';
import { seatOf } from '#server/door/seat.ts';
import { sheet } from '#server/store/schema.ts';
import { appendUpdates, ClientTaken, loadSheet } from '#server/store/sheets.ts';
import type { Store } from '#server/store/store.ts';
import { StoreFailed } from '#server/store/trouble.ts';
import type { Admitted, Append, Log } from '#server/sync/ports.ts';
import type { Hall } from '#server/table/hall.ts';
import { writesOn } from '#server/table/hears.ts';

export function logOn(store: Store): Log {
	return {
		async load(id) {
			const row = await loadSheet(store, id);
			if (!row) return null;
			const { circle, epoch, open, audience, seq, updates, clients } = row;
			return {
				id,
				circle: circle as CircleId,
				epoch,
				open,
				shape: audience === 'own' ? 'own' : 'shared',
				seq,
				updates,
				clients: clients as ReadonlyMap<number, PersonId>
			};
		},
		append: (batch) => appendPatiently(store, batch)
	};
}

/** Milliseconds between two tries while the database is away. */
const patience = 500;

/**
 * Waits out a database that is away: nothing is acknowledged meanwhile. An append whose answer was lost may
 * be stored twice, and Yjs takes an update it knows for nothing new.
 */
async function appendPatiently(
	store: Store,
	batch: readonly Append[]
): Promise<ReadonlyMap<SheetId, 'stored' | 'closed'>> {
	for (;;) {
		try {
			const said = await appendUpdates(store, batch);
			return new Map([...said].map(([id, one]) => [id as SheetId, one]));
		} catch (error) {
			if (error instanceof ClientTaken || error instanceof StoreFailed) throw error;
			await new Promise((resolve) => setTimeout(resolve, patience));
		}
	}
}

export type AdmitTools = {
	readonly store: Store;
	readonly hall: Hall;
	readonly config: Config;
	readonly secure: boolean;
};

/** Permission before existence: a sheet that is not theirs and one that is not there look the same. */
export async function admitWith(
	{ store, hall, config, secure }: AdmitTools,
	request: IncomingMessage,
	id: SheetId,
	_epoch: number,
	named: string
): Promise<Admitted | CloseCode> {
	if (!mayConnect(request.headers, config.publicUrl, config.open)) return closeCode.noSession;
	const seat = parseId<'seat'>(named);
	const who = seat && (await seatOf(store, seat, cookiesOf(request.headers.cookie), secure));
	if (!who || who.state !== 'seated') return closeCode.noSession;
	const [row] = await store.read((db) =>
		db.select({ circle: sheet.circle }).from(sheet).where(eq(sheet.id, id))
	);
	const live = row && (await hall.live(row.circle as CircleId));
	const of = live?.sheets.find((one) => one.id === id);
	if (!live || !of) return closeCode.noSuchSheet;
	const { traject, id: circle } = live.row;
	const moment = live.table.circle;
	const thing = { is: 'sheet' as const, traject, circle, of, moment };
	const sits = who.person !== null && writesOn(live, who.person, of);
	if (!sits && !who.wall) return closeCode.noSuchSheet;
	// Theirs at any other moment: they keep their copy and come back when it is over.
	const later = can(who, 'read-sheet', { ...thing, moment: { ...moment, private: null } });
	if (!can(who, 'read-sheet', thing)) return later ? closeCode.privateTime : closeCode.noSuchSheet;
	const writes = sits && can(who, 'write-sheet', thing);
	return { person: writes ? who.person : null, seat: who.seat };
}
