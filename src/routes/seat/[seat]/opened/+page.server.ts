import { error } from '@sveltejs/kit';
import { seatHere } from '#server/door/at-seat.ts';
import { readLog } from '#server/table/read-log.ts';

/** Who opened which copy, as far as this person may know. */
export const load = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const log = await readLog(locals.house, who);
	return log ?? error(404);
};
