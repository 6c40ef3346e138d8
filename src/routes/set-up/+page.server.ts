import { fail, redirect } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { countTry } from '#server/door/attempts.ts';
import { cookieOptions, staffCookie } from '#server/door/cookie.ts';
import { field } from '#server/door/form.ts';
import { isLoopback } from '#server/door/from.ts';
import { reachOf } from '#server/door/origin.ts';
import { setupCodeFits } from '#server/door/setup-code.ts';
import { isSetUp, sessionDays, setUp } from '#server/door/staff.ts';

export const csr = false;

/**
 * Whoever sits at the machine itself may; from elsewhere one has read the start-up line. A house that is open
 * to others may stand behind a proxy of this machine: there everybody seems to sit here.
 */
const asksCode = ({ house, from }: App.Locals): boolean =>
	!isLoopback(from) || reachOf(house.config.publicUrl) !== 'loopback';

export const load = async ({ locals }) => {
	if (await isSetUp(locals.house.store)) redirect(303, '/sign-in');
	return { asksCode: asksCode(locals) };
};

export const actions = {
	default: async ({ locals, request, cookies }) => {
		const { house, from, secure } = locals;
		const form = await request.formData();
		const [organisation, name, email] = [field(form, 'house'), field(form, 'name'), field(form, 'email')];
		const refuse = (no: string, status = 422) => fail(status, { no, organisation, name, email });
		if (asksCode(locals)) {
			if (!(await countTry(house.store, 'setup', from))) return refuse('too-many-tries', 429);
			if (!setupCodeFits(field(form, 'code'), house.setupCode)) return refuse('wrong-setup-code');
		}
		const token = await setUp(house.store, organisation, { name, email, password: field(form, 'password') });
		if (isNo(token)) return refuse(token.no);
		cookies.set(staffCookie(secure), token, cookieOptions(secure, sessionDays.most));
		redirect(303, '/today');
	}
};
