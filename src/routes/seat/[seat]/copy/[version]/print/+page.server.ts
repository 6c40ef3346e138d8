import { error } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { openCopy } from '#lib/live/copy.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { heldBack } from '#server/door/held-back.ts';
import { copyFor, noteRead } from '#server/table/copies.ts';
import { erasedFor, readErased } from '#server/table/erased.ts';

/** My copy as a page for the fridge, without a script. */
export const load = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const copy = await copyFor(locals.house, who, params.version, 'print');
	if (copy && isNo(copy)) heldBack(copy);
	const opened = copy && openCopy(copy.file, locals.house.keys());
	if (!copy || !opened || isNo(opened)) error(404);
	await noteRead(locals.house, copy, 'printed');
	const { no, at, digest, parts, answers, beside, acts } = opened;
	const stubs = await locals.house.store.read((db) => readErased(db, [copy.version]));
	const shown = answers.some(({ person }) => person !== copy.person);
	const erased = erasedFor(
		stubs.get(copy.version) ?? [],
		{ person: copy.person, role: who.role ?? 'school' },
		shown
	);
	return { copy: { no, at, digest, parts, answers, beside }, acts, me: copy.person, erased };
};
