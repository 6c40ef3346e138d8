import { error } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { heldBack } from '#server/door/held-back.ts';
import { copyFor, noteRead } from '#server/table/copies.ts';

/** My copy file, to open and verify in the browser. */
export const GET = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const copy = await copyFor(locals.house, who, params.version);
	if (!copy) error(404);
	if (isNo(copy)) heldBack(copy);
	await noteRead(locals.house, copy, 'opened');
	return new Response(copy.file, {
		headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }
	});
};

/** "I saved it": for the list of who got their copy, and how. */
export const POST = async ({ locals, cookies, params }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const copy = await copyFor(locals.house, who, params.version);
	if (!copy) error(404);
	if (isNo(copy)) heldBack(copy);
	await noteRead(locals.house, copy, 'saved');
	return new Response(null, { status: 204 });
};
