// Signing out: the session ends, and on this browser every seat that was taken with it.

import { redirect } from '@sveltejs/kit';
import { staffCookie } from '#server/door/cookie.ts';
import { endStaffSeats } from '#server/door/seat.ts';
import { signOut } from '#server/door/staff.ts';
import { shutSeats } from '#server/shut.ts';

export const POST = async ({ locals, cookies }) => {
	const { house, secure } = locals;
	shutSeats(house, await endStaffSeats(house.store, cookies.getAll(), secure), 'revoked');
	await signOut(house.store, cookies.get(staffCookie(secure)));
	cookies.delete(staffCookie(secure), { path: '/', secure });
	redirect(303, '/');
};
