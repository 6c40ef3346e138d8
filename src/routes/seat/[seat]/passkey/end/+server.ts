import { error } from '@sveltejs/kit';
import { seatHere } from '#server/door/at-seat.ts';
import { field } from '#server/door/form.ts';
import { endPasskey } from '#server/table/passkeys.ts';

/** I take a passkey of mine back: from now on it answers nothing. */
export const POST = async ({ locals, cookies, params, request }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const id = field(await request.formData(), 'passkey');
	if (!(await endPasskey(locals.house, who, id))) error(404);
	return new Response(null, { status: 204 });
};
