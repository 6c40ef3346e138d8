import { isNo } from '#lib/base/no.ts';
import { countTry } from '#server/door/attempts.ts';
import { lookAtCard, type Looked } from '#server/door/card.ts';
import { field } from '#server/door/form.ts';
import { seatHere } from '#server/door/seat.ts';
import { aboutWhom } from '#server/table/view.ts';

/** Whose card this is. Uses nothing up, whoever looks and however often. */
export const POST = async ({ locals, request, cookies }) => {
	const { store, tables, hall } = locals.house;
	const look = await lookAtCard(store, field(await request.formData(), 'secret'));
	if (isNo(look)) {
		const within = await countTry(store, 'link', locals.from);
		return say(within ? look : { no: 'too-many-tries' }, within ? 404 : 429);
	}
	const circle = await tables.currentOf(look.traject, look.person);
	const live = circle && (await hall.live(circle));
	const seat = await seatHere(store, look.person, cookies, locals.secure);
	return say({ name: look.name, seat, table: live ? { about: aboutWhom(live), date: live.row.date } : null });
};

const say = (said: Looked, status = 200): Response =>
	Response.json(said, { status, headers: { 'cache-control': 'no-store' } });
