import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { isNo } from '#lib/base/no.ts';
import { extractEnds } from '#lib/wire/extract.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { endExtract } from '#server/table/extracts.ts';

/** From now on its link opens nothing, and the consent it was handed on is taken back. */
export const POST = async ({ locals, cookies, params, request }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const read = v.safeParse(extractEnds, await request.json().catch(() => null));
	const { extract, signed } = read.success ? read.output : { extract: null, signed: null };
	const ended = await endExtract(locals.house, who, extract, signed);
	if (!ended) error(404);
	return isNo(ended) ? json(ended, { status: 422 }) : new Response(null, { status: 204 });
};
