// A page of a seat: whose it is, and the table it looks at. Foreign and missing look the same.

import { error, redirect, type Cookies } from '@sveltejs/kit';
import { parseId, type CircleId } from '#lib/base/id.ts';
import { isShutOut, type Viewer } from '#lib/table/stream.ts';
import { asTable, can, viewerOf } from '#server/door/can.ts';
import { seatOf, wasHere, type SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import type { Live } from '#server/table/live.ts';

export type AtSeat = {
	readonly who: SeatWho;
	readonly viewer: Viewer;
	readonly circle: CircleId;
	readonly live: Live;
	readonly leads: boolean;
};

type Asking = { readonly house: House; readonly secure: boolean };

/** The seat a page names, on this browser; 404 for all others. */
export async function seatHere(locals: Asking, cookies: Cookies, named: string): Promise<SeatWho> {
	const id = parseId<'seat'>(named);
	const who = id && (await seatOf(locals.house.store, id, cookies, locals.secure));
	return who ?? error(404);
}

/** The table of a seat that was let in; one that still waits, or has no table now, goes to where one waits. */
export async function atSeat(locals: Asking, cookies: Cookies, named: string): Promise<AtSeat> {
	const { store } = locals.house;
	const seat = parseId<'seat'>(named) ?? error(404);
	const who = await seatOf(store, seat, cookies, locals.secure);
	if (!who) {
		// Whose party left reads that it is closed, and since when; whoever never had this seat finds nothing.
		const was = await wasHere(store, seat, cookies, locals.secure);
		return was?.left ? redirect(303, `/wait/${seat}`) : error(404);
	}
	if (who.state === 'waiting') redirect(303, `/wait/${who.seat}`);
	const { hall, tables } = locals.house;
	const id = who.circle ?? (await tables.currentOf(who.traject, who.person));
	if (!id) redirect(303, `/wait/${who.seat}`);
	const live = await hall.live(id);
	const viewer = viewerOf(who);
	if (!live || !viewer) return error(404);
	const table = asTable(live);
	if (isShutOut(viewer, table.setting)) redirect(303, `/wait/${who.seat}`);
	// Of a circle that is theirs, and has no place for them as it stands: they wait, and are told nothing of it.
	if (!can(who, 'sit', table)) return who.wall ? error(404) : redirect(303, `/wait/${who.seat}`);
	return { who, viewer, circle: table.circle, live, leads: can(who, 'lead', table) };
}
