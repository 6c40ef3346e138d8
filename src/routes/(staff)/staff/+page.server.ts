import { error, redirect } from '@sveltejs/kit';
import { can } from '#server/door/can.ts';
import { staffCookie } from '#server/door/cookie.ts';
import { invite } from '#server/door/invitation.ts';
import { reachOf } from '#server/door/origin.ts';
import { readColleagues, signOutEverywhere, type Staff } from '#server/door/staff.ts';
import { shutSeats } from '#server/shut.ts';
import { asWho, signedIn } from '#server/traject/at-traject.ts';

function mayInvite(locals: App.Locals): Staff {
	const me = signedIn(locals);
	return can(asWho(me), 'invite', { is: 'house' }) ? me : error(404);
}

export const load = async ({ locals }) => {
	const me = mayInvite(locals);
	const colleagues = await readColleagues(locals.house.store, me.organisation);
	return {
		colleagues: colleagues.map(({ id, name }) => ({ id, name, me: id === me.id })),
		reach: reachOf(locals.house.config.publicUrl)
	};
};

export const actions = {
	/** The link is in this answer and nowhere else. */
	invite: async ({ locals }) => {
		const me = mayInvite(locals);
		const { store, config } = locals.house;
		const secret = await invite(store, { organisation: me.organisation, by: me.id, staff: null });
		return { link: `${config.publicUrl.origin}/invitation#${secret}` };
	},
	everywhere: async ({ locals, cookies }) => {
		const me = mayInvite(locals);
		shutSeats(locals.house, await signOutEverywhere(locals.house.store, me.id), 'revoked');
		cookies.delete(staffCookie(locals.secure), { path: '/', secure: locals.secure });
		redirect(303, '/');
	}
};
