import { error } from '@sveltejs/kit';
import { parseId } from '#lib/base/id.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { asTable, can, viewerOf } from '#server/door/can.ts';
import { seenAs } from '#server/table/seen-as.ts';

/** Somebody's screen as that person has it, for who leads; for everybody else there is no such page. */
export const load = async ({ locals, cookies, params }) => {
	const { house } = locals;
	const who = await seatHere(locals, cookies, params.seat);
	const id = who.circle ?? (await house.tables.currentOf(who.traject, who.person));
	const live = id && (await house.hall.live(id));
	const viewer = viewerOf(who);
	const person = parseId<'person'>(params.person);
	if (!live || !viewer || !person || who.state !== 'seated') return error(404);
	if (!can(who, 'lead', asTable(live))) return error(404);
	const beside = { ...(await house.tables.beside(live)), seat: who.seat };
	const view = seenAs(live, viewer, person, beside);
	if (!view) return error(404);
	const open = view.sheets.filter((sheet) => sheet.open);
	const items = (await Promise.all(open.map((sheet) => house.moveTools.itemsOf(sheet.id)))).flat();
	const shown = items.filter((item) => !item.gone && item.kind !== 'parked' && item.text.trim() !== '');
	return { view, person, seat: who.seat, items: shown };
};
