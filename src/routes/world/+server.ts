import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { parseId } from '#lib/base/id.ts';
import { makeNext } from '#server/world/next.ts';
import { makeWorld, worldAsked } from '#server/world/world.ts';

const nextAsked = v.object({ after: v.string(), joins: v.optional(v.array(v.string()), []) });

/** `npm run world` asks here; there is nothing here unless the house was started with WORLD=on. */
export const POST = async ({ locals, request }) => {
	if (!locals.house.config.world) error(404);
	const body: unknown = await request.json().catch(() => null);
	const next = v.safeParse(nextAsked, body);
	if (next.success) {
		const after = parseId<'circle'>(next.output.after);
		const made = after && (await makeNext(locals.house, { after, joins: next.output.joins }));
		return made ? Response.json([made]) : error(400);
	}
	const asked = v.safeParse(worldAsked, body);
	if (!asked.success) error(400);
	return Response.json(await makeWorld(locals.house, asked.output));
};
