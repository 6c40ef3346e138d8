import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { isNo } from '#lib/base/no.ts';
import { seatHere } from '#server/door/at-seat.ts';
import { makeExtract } from '#server/table/extracts.ts';

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const asked = v.object({
	reader: text(400),
	shows: v.pipe(v.array(text(43)), v.maxLength(4096)),
	days: v.number(),
	signed: v.nullable(
		v.object({ token: text(64_000), disclosures: v.pipe(v.array(text(64_000)), v.maxLength(3)) })
	)
});

/** Hands out an extract: its link's secret comes back once, and is kept nowhere. */
export const POST = async ({ locals, cookies, params, request }) => {
	const who = await seatHere(locals, cookies, params.seat);
	const read = v.safeParse(asked, await request.json().catch(() => null));
	const nothing = { reader: '', shows: [], days: 0, signed: null };
	const made = await makeExtract(locals.house, who, params.version, read.success ? read.output : nothing);
	if (!made) error(404);
	return json(made, { status: isNo(made) ? 422 : 200, headers: { 'cache-control': 'no-store' } });
};
