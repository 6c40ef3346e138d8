import { error } from '@sveltejs/kit';
import { no } from '#lib/base/no.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { heldBack } from '#server/door/held-back.ts';
import { besidePage } from '#server/table/beside-page.ts';
import { noteOpening } from '#server/table/read-log.ts';

/** The promises of my annexes on a sheet of paper, with room for how they went: nothing else of the plan. */
export const load = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const page = await besidePage(locals.house, who, params.version);
	if (!page || page.annexes.length === 0) error(404);
	const { traject, me, id } = page;
	if (!(await locals.house.store.read((db) => locals.house.chains.isSound(db, traject))))
		heldBack(no('looked-into'));
	await noteOpening(locals.house, { traject, version: id, person: me, extract: null, how: 'printed' });
	return { no: page.no, promises: page.annexes.flatMap((one) => one.promises) };
};
