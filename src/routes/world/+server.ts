import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { makeWorld, worldAsked } from '#server/world/world.ts';

/** `npm run world` asks here; there is nothing here unless the house was started with WORLD=on. */
export const POST = async ({ locals, request }) => {
	if (!locals.house.config.world) error(404);
	const asked = v.safeParse(worldAsked, await request.json().catch(() => null));
	if (!asked.success) error(400);
	return Response.json(await makeWorld(locals.house, asked.output));
};
