import { isShared } from '#lib/table/stream.ts';
import { atSeat } from '#server/door/at-seat.ts';
import { sheetsFor } from '#server/table/view.ts';

/** Verder op papier: what this viewer may see now, with room to write on. */
export const load = async ({ locals, cookies, params }) => {
	const { who, viewer, circle, live } = await atSeat(locals, cookies, params.seat);
	const { house } = locals;
	const view = await house.tables.view(circle, viewer, who.seat);
	const shared = sheetsFor(live, viewer).filter((sheet) => isShared(sheet.audience));
	const last = Math.max(0, ...shared.map((sheet) => sheet.epoch));
	// While a version lies before everybody the draft is closed; its words are still the plan.
	const open = shared.filter((sheet) => sheet.open);
	const sheets = open.length > 0 ? open : shared.filter((sheet) => sheet.epoch === last);
	const items = await Promise.all(sheets.map((sheet) => house.moveTools.itemsOf(sheet.id)));
	return { view, items: items.flat().filter((item) => !item.gone) };
};
