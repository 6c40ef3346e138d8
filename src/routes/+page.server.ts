import { error, fail, redirect } from '@sveltejs/kit';
import { countTry } from '#server/door/attempts.ts';
import { keepSeat } from '#server/door/cookie.ts';
import { isPrivate } from '#server/door/from.ts';
import { reachOf } from '#server/door/origin.ts';
import { isSetUp } from '#server/door/staff.ts';

/** The door needs no script: it opens on every phone. */
export const csr = false;

export const load = async ({ locals }) => ({
	setUp: await isSetUp(locals.house.store),
	practice: practiceOn(locals),
	reach: reachOf(locals.house.config.publicUrl),
	signedIn: locals.staff !== null
});

/**
 * On for loopback and private addresses; elsewhere when switched on. With https a proxy stands before the
 * house, and only one we were told of says where people come from.
 */
function practiceOn({ house, from }: App.Locals): boolean {
	const { practice, publicUrl, trustProxy } = house.config;
	const known = reachOf(publicUrl) !== 'secure' || trustProxy > 0;
	return practice === 'on' || (practice === 'auto' && known && isPrivate(from));
}

export const actions = {
	practice: async ({ locals, cookies }) => {
		if (!practiceOn(locals)) error(404);
		if (!(await countTry(locals.house.store, 'practice', locals.from)))
			return fail(429, { no: 'too-many-practices' });
		const key = await locals.house.practice.begin(locals.language);
		keepSeat(cookies, locals.secure, key);
		redirect(303, `/seat/${key.id}`);
	}
};
