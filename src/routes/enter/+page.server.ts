import { fail, redirect } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { limits } from '#server/door/attempts.ts';
import { findRoom } from '#server/door/enter.ts';
import { field } from '#server/door/form.ts';

export const csr = false;

export const actions = {
	default: async ({ locals, request, setHeaders }) => {
		const code = field(await request.formData(), 'code').slice(0, 20);
		const room = await findRoom(locals.house.store, code, locals.from);
		if (!isNo(room)) redirect(303, `/enter/${room.code}`);
		if (room.no !== 'too-many-tries') return fail(422, { no: room.no, code });
		setHeaders({ 'retry-after': String(limits.code.within) });
		return fail(429, { no: room.no, code });
	}
};
