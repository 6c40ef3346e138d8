import { fail, redirect } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { countTry } from '#server/door/attempts.ts';
import { cookieOptions, staffCookie } from '#server/door/cookie.ts';
import { field } from '#server/door/form.ts';
import { acceptInvitation, lookAtInvitation } from '#server/door/invitation.ts';
import { sessionDays } from '#server/door/staff.ts';
import { shutSeats } from '#server/shut.ts';

export const actions = {
	look: async ({ locals, request }) => {
		const { store } = locals.house;
		const look = await lookAtInvitation(store, field(await request.formData(), 'secret'));
		if (!isNo(look)) return { look };
		const within = await countTry(store, 'link', locals.from);
		return within ? fail(404, { no: look.no }) : fail(429, { no: 'too-many-tries' });
	},
	accept: async ({ locals, request, cookies }) => {
		const form = await request.formData();
		const [name, email, password] = [field(form, 'name'), field(form, 'email'), field(form, 'password')];
		const given = { name, email, password };
		const accepted = await acceptInvitation(locals.house.store, field(form, 'secret'), given);
		if (isNo(accepted)) return fail(422, { no: accepted.no });
		shutSeats(locals.house, accepted.ended, 'revoked');
		cookies.set(staffCookie(locals.secure), accepted.token, cookieOptions(locals.secure, sessionDays.most));
		redirect(303, '/today');
	}
};
