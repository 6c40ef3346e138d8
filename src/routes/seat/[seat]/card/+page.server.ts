import { error, fail } from '@sveltejs/kit';
import { clean } from '#lib/base/clean.ts';
import { isNo } from '#lib/base/no.ts';
import { atSeat } from '#server/door/at-seat.ts';
import { asTable, can } from '#server/door/can.ts';
import { field } from '#server/door/form.ts';
import { makeCard } from '#server/paper/card.ts';

export const load = async ({ locals, cookies, params }) => {
	const { who, live } = await atSeat(locals, cookies, params.seat);
	if (who.person === null || !can(who, 'print', asTable(live))) error(404);
	return { seat: who.seat };
};

export const actions = {
	/** Drawn and handed back in the answer: a card's words are kept nowhere. */
	default: async ({ locals, cookies, params, request }) => {
		const { who, live } = await atSeat(locals, cookies, params.seat);
		if (who.person === null || !can(who, 'print', asTable(live))) error(404);
		const form = await request.formData();
		const card = {
			heading: clean(field(form, 'heading')).replace(/\s+/g, ' '),
			words: clean(field(form, 'words'))
		};
		const made = await makeCard(locals.house, card, locals.language);
		return isNo(made) ? fail(422, { ...card, no: made.no }) : { ...card, ...made };
	}
};
