import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { parseId } from '#lib/base/id.ts';
import { isNo, type No } from '#lib/base/no.ts';
import { keepSeat } from '#server/door/cookie.ts';
import {
	askAsNewcomer,
	askAsTablet,
	askAsWall,
	askSeat,
	findRoom,
	readExpected,
	type Asked,
	type Asker,
	type EnterRefusal,
	type Room
} from '#server/door/enter.ts';
import { field } from '#server/door/form.ts';
import { aboutWhom } from '#server/table/view.ts';

/** A list of names needs no script, and opens in a bus. */
export const csr = false;

export const load = async ({ locals, params }) => {
	const room = await findRoom(locals.house.store, params.code, locals.from);
	if (isNo(room)) return { no: room.no, code: params.code.slice(0, 20), about: '', people: [] };
	const people = await locals.house.store.read((db) => readExpected(db, room));
	const live = await locals.house.hall.live(room.circle);
	return {
		no: null,
		code: room.code,
		about: live ? aboutWhom(live) : '',
		people: people.map((one) => ({ ...one, twin: isTwin(one, people) }))
	};
};

/** Two people of one name are told apart by who they are here. */
const isTwin = (one: { name: string }, all: readonly { name: string }[]): boolean =>
	all.filter((other) => other.name.toLowerCase() === one.name.toLowerCase()).length > 1;

type Event = RequestEvent<{ code: string }>;
type Ask = (room: Room, form: FormData, asker: Asker) => Promise<Asked | No<EnterRefusal>>;

/** Asks for a seat, tells the one who leads, and waits. */
async function ask(event: Event, how: Ask) {
	const { house, from, secure } = event.locals;
	const form = await event.request.formData();
	const room = await findRoom(house.store, event.params.code, from);
	const asked = isNo(room) ? room : await how(room, form, { jar: event.cookies, secure, from });
	if (isNo(room) || isNo(asked)) {
		const refused = isNo(room) ? room.no : isNo(asked) ? asked.no : 'code-wrong';
		const status = refused === 'too-many-tries' ? 429 : 422;
		return fail(status, { no: refused, name: field(form, 'name'), label: field(form, 'label') });
	}
	if (asked.secret !== null) {
		keepSeat(event.cookies, secure, { id: asked.seat, secret: asked.secret });
		await house.hall.touch(room.circle);
	}
	redirect(303, `/wait/${asked.seat}`);
}

export const actions = {
	seat: (event: Event) =>
		ask(event, (room, form, asker) =>
			askSeat(event.locals.house.store, room, parseId(field(form, 'person')), asker)
		),
	newcomer: (event: Event) =>
		ask(event, (room, form, asker) => {
			const given = { name: field(form, 'name'), label: field(form, 'label') };
			return askAsNewcomer(event.locals.house.store, room, given, asker);
		}),
	wall: (event: Event) =>
		ask(event, (room, _form, asker) => askAsWall(event.locals.house.store, room, asker)),
	tablet: (event: Event) =>
		ask(event, (room, _form, asker) => askAsTablet(event.locals.house.store, room, asker))
};
