import { error, fail } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { field } from '#server/door/form.ts';
import { askedHere, sayHere } from '#server/traject/sharing.ts';

/** May somebody come in and read along: only for who is asked. */
export const load = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	return { seat: who.seat, asked: (await askedHere(locals.house, who)) ?? error(404) };
};

export const actions = {
	default: async ({ locals, cookies, params, request }) => {
		const who = await seatHere(locals, cookies, params.seat);
		const form = await request.formData();
		const given = field(form, 'given');
		if (given !== 'yes' && given !== 'no') error(404);
		const said = await sayHere(locals.house, who, field(form, 'party'), given === 'yes');
		if (said === null) error(404);
		if (isNo(said)) return fail(422, { no: said.no });
		return { no: null };
	}
};
