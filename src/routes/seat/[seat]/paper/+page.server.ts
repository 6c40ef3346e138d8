import { mayHaveSheet } from '#lib/table/stream.ts';
import { atSeat } from '#server/door/at-seat.ts';

/** Verder op papier: what this viewer may see now, with room to write on. */
export const load = async ({ locals, cookies, params }) => {
	const { who, viewer, circle, live } = await atSeat(locals, cookies, params.seat);
	const { house } = locals;
	const view = await house.tables.view(circle, viewer, who.seat);
	const { setting } = live.table.circle;
	const sheets = live.sheets.filter(
		(sheet) => sheet.open && sheet.audience !== 'own' && mayHaveSheet(viewer, sheet, setting)
	);
	const items = await Promise.all(sheets.map((sheet) => house.moveTools.itemsOf(sheet.id)));
	return { view, items: items.flat().filter((item) => !item.gone) };
};
