// Where a seat stands that is not at its table yet: it waits for *klopt*, has no circle now, or is over.

import { eq } from 'drizzle-orm';
import { parseId, type SeatId } from '#lib/base/id.ts';
import { isShutOut } from '#lib/table/stream.ts';
import { asTable, can, viewerOf } from '#server/door/can.ts';
import type { CookieJar } from '#server/door/cookie.ts';
import { seatOf, wasHere, type SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { seat } from '#server/store/schema.ts';

export type Standing =
	| {
			readonly is: 'waiting';
			/** Of whom it waits for what; `nobody`: no circle expects this person now. */
			readonly as: 'name' | 'second' | 'wall' | 'school' | 'nobody';
	  }
	| { readonly is: 'in'; readonly to: string }
	/** `left`: the day on which its person left this traject, in milliseconds. */
	| { readonly is: 'over'; readonly left: number | null };

/** Null when this browser never had the seat, or there is none: both look the same. */
export async function standingOf(
	house: House,
	named: string,
	jar: CookieJar,
	secure: boolean
): Promise<Standing | null> {
	const id = parseId<'seat'>(named);
	if (!id) return null;
	const who = await seatOf(house.store, id, jar, secure);
	if (!who) {
		const was = await wasHere(house.store, id, jar, secure);
		return was && { is: 'over', left: was.left?.getTime() ?? null };
	}
	return who.state === 'waiting' ? waitsFor(house, id, who) : seatedAt(house, who);
}

async function waitsFor(house: House, id: SeatId, who: SeatWho): Promise<Standing> {
	if (who.wall) return { is: 'waiting', as: 'wall' };
	const [row] = await house.store.read((db) =>
		db.select({ via: seat.via }).from(seat).where(eq(seat.id, id))
	);
	return { is: 'waiting', as: row?.via === 'card' ? 'second' : 'name' };
}

async function seatedAt(house: House, who: SeatWho): Promise<Standing> {
	if (who.wall) return { is: 'in', to: `/wall/${who.seat}` };
	if (who.tablet) return { is: 'in', to: `/tablet/${who.tablet}` };
	const circle = await house.tables.currentOf(who.traject, who.person);
	const live = circle && (await house.hall.live(circle));
	const viewer = viewerOf(who);
	if (!live || !viewer) return { is: 'waiting', as: 'nobody' };
	if (isShutOut(viewer, live.table.circle.setting)) return { is: 'waiting', as: 'school' };
	if (!can(who, 'sit', asTable(live))) return { is: 'waiting', as: 'nobody' };
	return { is: 'in', to: `/seat/${who.seat}` };
}
