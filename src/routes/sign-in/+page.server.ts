import { fail, redirect } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { cookieOptions, staffCookie } from '#server/door/cookie.ts';
import { field } from '#server/door/form.ts';
import { isSetUp, sessionDays, signIn, signOut } from '#server/door/staff.ts';

export const csr = false;

export const load = async ({ locals }) => {
	if (locals.staff) redirect(303, '/today');
	if (!(await isSetUp(locals.house.store))) redirect(303, '/set-up');
};

export const actions = {
	default: async ({ locals, request, cookies }) => {
		const { store } = locals.house;
		const form = await request.formData();
		const email = field(form, 'email');
		const token = await signIn(store, { email, password: field(form, 'password'), from: locals.from });
		if (isNo(token)) return fail(422, { no: token.no, email });
		const name = staffCookie(locals.secure);
		await signOut(store, cookies.get(name));
		cookies.set(name, token, cookieOptions(locals.secure, sessionDays.most));
		redirect(303, '/today');
	}
};
