import { error, json } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { atSeat } from '#server/door/at-seat.ts';
import { askPasskey } from '#server/table/passkeys.ts';

/** What a browser is asked that makes a passkey on this device: a challenge that is good once, and soon. */
export const POST = async ({ locals, cookies, params }) => {
	const { who, live } = await atSeat(locals, cookies, params.seat);
	const asked = await askPasskey(locals.house, who, live);
	if (!asked) error(404);
	return json(asked, { status: isNo(asked) ? 422 : 200, headers: { 'cache-control': 'no-store' } });
};
