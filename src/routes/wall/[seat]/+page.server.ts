import { error } from '@sveltejs/kit';
import { atSeat } from '#server/door/at-seat.ts';
import { asTable, can } from '#server/door/can.ts';

/** The wall on its own device, or as a second window of who leads or led: handing over darkens no wall. */
export const load = async ({ locals, cookies, params }) => {
	const { who, viewer, circle, live } = await atSeat(locals, cookies, params.seat);
	if (viewer.is !== 'wall' && !can(who, 'show-wall', asTable(live))) error(404);
	const view = await locals.house.tables.view(circle, { is: 'wall' }, who.seat);
	if (!view) error(404);
	return { view, address: locals.house.config.publicUrl.host };
};
