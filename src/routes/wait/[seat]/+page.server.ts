import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { seatHere } from '#server/door/at-seat.ts';
import { standingOf } from '#server/door/wait.ts';
import { noteHanded } from '#server/table/copies.ts';
import { followedBy } from '#server/table/followed.ts';
import { waitsForWord } from '#server/traject/sharing.ts';

type Event = Pick<RequestEvent<{ seat: string }>, 'locals' | 'cookies' | 'params'>;

/** Who has no table now, and was named as a follower at home, reads what they were asked to ask after. */
async function followedHere({ locals, cookies, params }: Event) {
	const who = await seatHere(locals, cookies, params.seat);
	return followedBy(locals.house.store, who);
}

const standingHere = ({ locals, cookies, params }: Event) =>
	standingOf(locals.house, params.seat, cookies, locals.secure);

export const load = async (event) => {
	const standing = (await standingHere(event)) ?? error(404);
	if (standing.is === 'in') redirect(303, standing.to);
	if (standing.is === 'over')
		return { as: 'over' as const, left: standing.left, asked: false, followed: null };
	const followed = standing.as === 'nobody' ? await followedHere(event) : null;
	const { locals, cookies, params } = event;
	const asked = await waitsForWord(locals.house, await seatHere(locals, cookies, params.seat));
	return {
		as: standing.as,
		...{ left: null, asked },
		followed: followed && { promises: followed.promises, saidYes: followed.saidYes }
	};
};

export const actions = {
	/** Their own yes to what they may ask after; whom nothing names finds nothing here. */
	ask: async (event) => {
		const standing = await standingHere(event);
		if (standing?.is !== 'waiting' || standing.as !== 'nobody') error(404);
		const followed = (await followedHere(event)) ?? error(404);
		await noteHanded(event.locals.house, followed.version, followed.person, 'will-ask');
	}
};
