import { error } from '@sveltejs/kit';
import { standingOf } from '#server/door/wait.ts';

/** Asked by the page that waits, every few seconds. */
export const GET = async ({ locals, cookies, params }) => {
	const standing = await standingOf(locals.house, params.seat, cookies, locals.secure);
	if (!standing) error(404);
	return Response.json(standing, { headers: { 'cache-control': 'no-store' } });
};
