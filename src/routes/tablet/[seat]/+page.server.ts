import { error, fail, redirect, type Cookies, type RequestEvent } from '@sveltejs/kit';
import { parseId, type SeatId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { keepSeat, languageCookie, seatCookie } from '#server/door/cookie.ts';
import { field } from '#server/door/form.ts';
import { handsAt, handTo, isTablet, readHolder, takeTablet } from '#server/door/tablet.ts';
import { shutSeats } from '#server/shut.ts';

/** Nothing of anybody stays in a script. */
export const csr = false;

/** Days a browser keeps a seat on a tablet: half of one. The server ends it sooner. */
const short = 0.5;

type Event = Pick<RequestEvent<{ seat: string }>, 'locals' | 'cookies' | 'params' | 'request'>;

/** The tablet a page names, on this browser, and its table; 404 for all others. */
async function tabletHere({ locals, cookies, params }: Omit<Event, 'request'>) {
	const who = await seatHere(locals, cookies, params.seat);
	if (who.tablet !== who.seat) error(404);
	if (!isTablet(who)) redirect(303, `/wait/${who.seat}`);
	const live = who.circle && (await locals.house.hall.live(who.circle));
	return live ? { who, live } : error(404);
}

/** The cover: the first name of who was named, or the names it can be handed to. Nothing else of anybody. */
export const load = async (event) => {
	const { who, live } = await tabletHere(event);
	const holder = await event.locals.house.store.read((db) => readHolder(db, who.seat));
	const nameOf = (id: string) => [...live.table.people.values()].find((one) => one.id === id)?.name ?? '';
	const hands = handsAt(live);
	const next = holder && hands.includes(holder.person) ? holder.person : null;
	return {
		next: next && { id: next, name: nameOf(next) },
		hands: next ? [] : hands.map((id) => ({ id, name: nameOf(id) })),
		practice: live.row.practice
	};
};

/** The former person is out on every socket, and their cookies and language leave this browser. */
function leaveNothing({ locals, cookies }: Event, ended: readonly SeatId[]): void {
	const { house, secure } = locals;
	shutSeats(house, ended, 'replaced');
	for (const id of ended) forget(cookies, seatCookie(secure, id), secure);
	if (ended.length > 0) forget(cookies, languageCookie, secure);
}

const forget = (cookies: Cookies, name: string, secure: boolean) =>
	cookies.delete(name, { path: '/', secure });

export const actions = {
	hand: async (event: Event) => {
		const { who, live } = await tabletHere(event);
		const to = field(await event.request.formData(), 'to');
		const id = parseId<'person'>(to);
		if (to !== '' && !id) return fail(422, { no: 'not-for-tablet' });
		const handed = await handTo(event.locals.house.store, who, live, id);
		if (isNo(handed)) return fail(422, { no: handed.no });
		leaveNothing(event, handed.ended);
		await event.locals.house.hall.touch(live.row.id);
		redirect(303, `/tablet/${who.seat}`);
	},
	take: async (event: Event) => {
		const { who, live } = await tabletHere(event);
		const as = parseId<'person'>(field(await event.request.formData(), 'as'));
		const taken = await takeTablet(event.locals.house.store, who, live, as);
		if (isNo(taken)) return fail(422, { no: taken.no });
		leaveNothing(event, taken.ended);
		keepSeat(event.cookies, event.locals.secure, taken.key, short);
		await event.locals.house.hall.touch(live.row.id);
		redirect(303, `/seat/${taken.key.id}`);
	}
};
