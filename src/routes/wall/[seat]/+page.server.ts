import { error } from '@sveltejs/kit';
import { atSeat } from '#server/door/at-seat.ts';

/** The wall on its own device, or as a second window of the one who leads. */
export const load = async ({ locals, cookies, params }) => {
	const { who, viewer, circle, leads } = await atSeat(locals, cookies, params.seat);
	if (viewer.is !== 'wall' && !leads) error(404);
	const view = await locals.house.tables.view(circle, { is: 'wall' }, who.seat);
	if (!view) error(404);
	return { view, address: locals.house.config.publicUrl.host };
};
