import { error, redirect } from '@sveltejs/kit';
import { seatHere } from '#server/door/at-seat.ts';
import { standingOf } from '#server/door/wait.ts';
import { noteHanded } from '#server/table/copies.ts';
import { followedBy } from '#server/table/followed.ts';

export const load = async ({ locals, cookies, params }) => {
	const standing = await standingOf(locals.house, params.seat, cookies, locals.secure);
	if (!standing) error(404);
	if (standing.is === 'in') redirect(303, standing.to);
	if (standing.is === 'over') return { as: 'over' as const, followed: null };
	// Who has no table now, and was named as a follower at home, reads what they were asked to ask after.
	const who = standing.as === 'nobody' ? await seatHere(locals, cookies, params.seat) : null;
	const followed = who && (await followedBy(locals.house.store, who));
	return {
		as: standing.as,
		followed: followed && { promises: followed.promises, saidYes: followed.saidYes }
	};
};

export const actions = {
	/** Their own yes to what they may ask after; whom nothing names finds nothing here. */
	ask: async ({ locals, cookies, params }) => {
		const who = await seatHere(locals, cookies, params.seat);
		const followed = (await followedBy(locals.house.store, who)) ?? error(404);
		await noteHanded(locals.house, followed.version, followed.person, 'will-ask');
	}
};
