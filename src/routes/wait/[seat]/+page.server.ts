import { error, redirect } from '@sveltejs/kit';
import { standingOf } from '#server/door/wait.ts';

export const load = async ({ locals, cookies, params }) => {
	const standing = await standingOf(locals.house, params.seat, cookies, locals.secure);
	if (!standing) error(404);
	if (standing.is === 'in') redirect(303, standing.to);
	return { as: standing.is === 'over' ? ('over' as const) : standing.as };
};
