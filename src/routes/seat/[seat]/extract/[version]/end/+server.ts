import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { isNo } from '#lib/base/no.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { endExtract } from '#server/table/extracts.ts';

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const asked = v.object({
	extract: text(80),
	signed: v.nullable(
		v.object({ token: text(64_000), disclosures: v.pipe(v.array(text(64_000)), v.maxLength(3)) })
	)
});

/** From now on its link opens nothing, and the consent it was handed on is taken back. */
export const POST = async ({ locals, cookies, params, request }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const read = v.safeParse(asked, await request.json().catch(() => null));
	const { extract, signed } = read.success ? read.output : { extract: null, signed: null };
	const ended = await endExtract(locals.house, who, extract, signed);
	if (!ended) error(404);
	return isNo(ended) ? json(ended, { status: 422 }) : new Response(null, { status: 204 });
};
