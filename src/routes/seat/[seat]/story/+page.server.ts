import { error } from '@sveltejs/kit';
import { seatHere } from '#server/door/at-seat.ts';
import { myVersions } from '#server/table/mine.ts';

/** What changed between two versions of mine; told from my copies, in my browser. */
export const load = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const mine = await myVersions(locals.house, who, 'print');
	if (!mine) error(404);
	return { seat: who.seat, role: who.role ?? 'school', mine, keys: locals.house.keys() };
};
