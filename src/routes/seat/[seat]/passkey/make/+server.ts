import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { isNo } from '#lib/base/no.ts';
import { atSeat } from '#server/door/at-seat.ts';
import { makePasskey } from '#server/table/passkeys.ts';

/** At most 4096 bytes each, in base64url. */
const bytes = v.pipe(v.string(), v.maxLength(5_462));
const made = v.object({ clientDataJSON: bytes, authenticatorData: bytes });

/** Made on this device, and kept until somebody who sits beside says whose it is. */
export const POST = async ({ locals, cookies, params, request }) => {
	const { who, live } = await atSeat(locals, cookies, params.seat);
	const read = v.safeParse(made, await request.json().catch(() => null));
	const nothing = { clientDataJSON: '', authenticatorData: '' };
	const kept = await makePasskey(locals.house, who, live, read.success ? read.output : nothing);
	if (!kept) error(404);
	return isNo(kept) ? json(kept, { status: 422 }) : new Response(null, { status: 204 });
};
