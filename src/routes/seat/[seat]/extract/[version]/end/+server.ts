import { error } from '@sveltejs/kit';
import { seatHere } from '#server/door/at-seat.ts';
import { field } from '#server/door/form.ts';
import { endExtract } from '#server/table/extracts.ts';

/** From now on its link opens nothing. */
export const POST = async ({ locals, cookies, params, request }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const id = field(await request.formData(), 'extract');
	if (!(await endExtract(locals.house, who, id))) error(404);
	return new Response(null, { status: 204 });
};
