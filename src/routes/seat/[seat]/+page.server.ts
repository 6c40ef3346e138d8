import { redirect } from '@sveltejs/kit';
import { atSeat } from '#server/door/at-seat.ts';
import { waitsForWord } from '#server/traject/sharing.ts';

export const load = async ({ locals, cookies, params }) => {
	const { who, viewer, circle } = await atSeat(locals, cookies, params.seat);
	if (viewer.is === 'wall') redirect(303, `/wall/${who.seat}`);
	const view = await locals.house.tables.view(circle, viewer, who.seat);
	if (!view) redirect(303, `/wait/${who.seat}`);
	const asked = await waitsForWord(locals.house, who);
	return { view, keys: locals.house.keys(), tablet: who.tablet, asked };
};
