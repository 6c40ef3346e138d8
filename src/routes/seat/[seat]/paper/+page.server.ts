import { error } from '@sveltejs/kit';
import { isShared } from '#lib/table/stream.ts';
import { atSeat } from '#server/door/at-seat.ts';
import { asTable, can } from '#server/door/can.ts';
import type { StreamView } from '#lib/wire/view.ts';
import { sheetsFor } from '#server/table/view.ts';
import { wordsFor } from '#server/table/words.ts';

/** A person's own stream tells nothing that stands on paper. */
const isOfAll = ({ name }: StreamView): boolean => !name.includes('/mine/');

/** Verder op papier: what this viewer may see now, with room to write on. */
export const load = async ({ locals, cookies, params }) => {
	const { who, viewer, circle, live } = await atSeat(locals, cookies, params.seat);
	if (!can(who, 'print', asTable(live))) error(404);
	const { house } = locals;
	const whole = await house.tables.view(circle, viewer, who.seat);
	// Words for named people come on no paper: whoever prints this hangs it where others read.
	const view = whole && { ...whole, words: wordsFor(live, viewer), streams: whole.streams.filter(isOfAll) };
	const shared = sheetsFor(live, viewer).filter((sheet) => isShared(sheet.audience));
	const last = Math.max(0, ...shared.map((sheet) => sheet.epoch));
	// While a version lies before everybody the draft is closed; its words are still the plan.
	const open = shared.filter((sheet) => sheet.open);
	const sheets = open.length > 0 ? open : shared.filter((sheet) => sheet.epoch === last);
	const items = await Promise.all(sheets.map((sheet) => house.moveTools.itemsOf(sheet.id)));
	return { view, items: items.flat().filter((item) => !item.gone) };
};
