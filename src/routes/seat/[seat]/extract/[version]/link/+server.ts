import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { isNo } from '#lib/base/no.ts';
import { extractAsked } from '#lib/wire/extract.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { makeExtract } from '#server/table/extracts.ts';

/** Hands out an extract: its link's secret comes back once, and is kept nowhere. */
export const POST = async ({ locals, cookies, params, request }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const read = v.safeParse(extractAsked, await request.json().catch(() => null));
	const nothing = { reader: '', shows: [], days: 0, signed: null };
	const made = await makeExtract(locals.house, who, params.version, read.success ? read.output : nothing);
	if (!made) error(404);
	return json(made, { status: isNo(made) ? 422 : 200, headers: { 'cache-control': 'no-store' } });
};
