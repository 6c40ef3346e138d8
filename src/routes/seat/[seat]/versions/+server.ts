import { error, json } from '@sveltejs/kit';
import { seatHere } from '#server/door/at-seat.ts';
import { myVersions } from '#server/table/mine.ts';

/** Which versions I may have a copy of: for what changed since an earlier one. */
export const GET = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const mine = await myVersions(locals.house, who);
	if (!mine) error(404);
	return json(mine, { headers: { 'cache-control': 'no-store' } });
};
