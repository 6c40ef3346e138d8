import { error, json } from '@sveltejs/kit';
import { seatHere } from '#server/door/at-seat.ts';
import { waitsBeside } from '#server/table/beside-page.ts';

/** Whether something beside this version waits for me. */
export const GET = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const waits = await waitsBeside(locals.house, who, params.version);
	if (waits === null) error(404);
	return json({ waits }, { headers: { 'cache-control': 'no-store' } });
};
