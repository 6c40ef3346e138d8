import { error } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { heldBack } from '#server/door/held-back.ts';
import { copyFor } from '#server/table/copies.ts';
import { extractsOf } from '#server/table/extracts.ts';

/** What the pupil handed of this plan, and what there is to hand: their own copy, fetched by the page itself. */
export const load = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const handed = await extractsOf(locals.house, who);
	const copy = handed && (await copyFor(locals.house, who, params.version, 'print'));
	if (!copy) error(404);
	if (isNo(copy)) heldBack(copy);
	const { version, person } = copy;
	return { seat: who.seat, version, person, keys: locals.house.keys(), handed };
};
