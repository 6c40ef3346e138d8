import { error, json } from '@sveltejs/kit';
import { seatHere } from '#server/door/at-seat.ts';
import { passkeysOf } from '#server/table/passkeys.ts';

/** My passkeys, and the one address at which they answer. */
export const GET = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const mine = await passkeysOf(locals.house, who);
	if (!mine) error(404);
	const { origin } = locals.house.config.publicUrl;
	return json({ origin, mine }, { headers: { 'cache-control': 'no-store' } });
};
