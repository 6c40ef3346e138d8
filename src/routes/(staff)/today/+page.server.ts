import { dayOf, localTime } from '#lib/traject/when.ts';
import { signedIn } from '#server/traject/at-traject.ts';
import { readComing } from '#server/traject/today.ts';
import { readTrajects } from '#server/traject/trajects.ts';

export const load = async ({ locals }) => {
	const me = signedIn(locals);
	const now = locals.house.hall.now();
	const { store } = locals.house;
	return {
		today: dayOf(localTime(now)),
		coming: await store.read((db) => readComing(db, me, now)),
		trajects: await store.read((db) => readTrajects(db, me))
	};
};
