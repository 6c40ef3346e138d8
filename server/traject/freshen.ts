// A version came into force: circles that were planned before it start from it all the same.

import type { TrajectId } from '#lib/base/id.ts';
import { errorFields, type Log } from '#server/log.ts';
import type { Store } from '#server/store/store.ts';
import type { Hall, News } from '#server/table/hall.ts';
import { readCircles, refreshStart } from '#server/traject/circles.ts';
import { readParticipants } from '#server/traject/trajects.ts';

/** Follows the hall; a failure is logged, and mended when the one who leads goes to the table. */
export function freshenWith(hall: Hall, store: Store, log: Log): () => void {
	return hall.listen((news) => {
		if (!declares(news)) return;
		freshen(hall, store, news.live.row.traject).catch((error: unknown) =>
			log.error('traject.freshen', errorFields(error))
		);
	});
}

const declares = ({ facts }: News): boolean =>
	facts.some(({ told }) => told.told.to === 'version' && told.told.fact.is === 'declared');

async function freshen(hall: Hall, store: Store, traject: TrajectId): Promise<void> {
	const planned = await store.write(async (tx) => {
		const people = await readParticipants(tx, traject);
		const rows = (await readCircles(tx, traject)).filter((row) => !row.openedAt);
		for (const row of rows) await refreshStart(tx, traject, row, people);
		return rows;
	});
	for (const { id } of planned) await hall.touch(id);
}
