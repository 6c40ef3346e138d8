import { fail, redirect } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { countTry, limits } from '#server/door/attempts.ts';
import { redeemCard } from '#server/door/card.ts';
import { keepSeat } from '#server/door/cookie.ts';
import { field } from '#server/door/form.ts';
import { touchCurrent } from '#server/traject/touch.ts';

export const actions = {
	/** "Ja, dat ben ik": only ever by that tap. */
	default: async ({ locals, request, cookies, setHeaders }) => {
		const { house, secure } = locals;
		const secret = field(await request.formData(), 'secret');
		const done = await redeemCard(house, secret, cookies, secure);
		if (isNo(done)) {
			if (await countTry(house.store, 'link', locals.from)) return fail(404, { no: done.no });
			setHeaders({ 'retry-after': String(limits.link.within) });
			return fail(429, { no: 'too-many-tries' });
		}
		if (done.secret === null) redirect(303, `/seat/${done.seat}`);
		keepSeat(cookies, secure, { id: done.seat, secret: done.secret });
		await touchCurrent(house, done.look.traject, done.look.person);
		redirect(303, done.state === 'seated' ? `/seat/${done.seat}` : `/wait/${done.seat}`);
	}
};
