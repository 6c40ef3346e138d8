import { error } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { heldBack } from '#server/door/held-back.ts';
import { copyFor } from '#server/table/copies.ts';

/** My copy as paper: asked for here once, and made by the house meanwhile. The page works without a script. */
export const load = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const copy = await copyFor(locals.house, who, params.version, 'print');
	if (!copy) error(404);
	if (isNo(copy)) heldBack(copy);
	const { version, person } = copy;
	const asked = { version, person, what: `copy:${locals.language}` } as const;
	const paper = await locals.house.paper.ask(asked);
	if (!paper) error(404);
	if (isNo(paper)) heldBack(paper);
	return {
		seat: who.seat,
		version,
		made: paper.is === 'made',
		trouble: paper.is === 'waiting' && paper.trouble !== null
	};
};
