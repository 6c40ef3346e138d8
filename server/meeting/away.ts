// Whose device fell away, told to the one person who can do something about it by hand, and to nobody else: of who
// leads to the co-leader who was named, of who has the word to the one who leads (circle/SPEC.md).

import type { Server } from 'socket.io';
import type { CircleId, PersonId } from '#lib/base/id.ts';
import { turnsNow, type Circle } from '#lib/circle/circle.ts';
import type { Viewer } from '#lib/table/stream.ts';
import type { ClientEvents, ServerEvents } from '#lib/wire/view.ts';
import type { Hall, News } from '#server/table/hall.ts';

type Data = { viewer: Viewer; circle: CircleId };
type Lines<Seen extends Data> = Server<ClientEvents, ServerEvents, Record<string, never>, Seen>;

/** A page that is loaded anew, a lift, a tunnel: so many milliseconds are no going away. */
const awayAfter = 6_000;

export type Away = {
	/** Somebody came, another leads or may take over, or the piece went on: it is told as it is now. */
	tell(circle: CircleId): void;
	/** Somebody's line ended. */
	went(circle: CircleId): void;
	close(): void;
};

export function watchAway<Seen extends Data>(
	io: Lines<Seen>,
	hall: Hall,
	onerror: (error: unknown) => void
): Away {
	const waiting = new Map<CircleId, NodeJS.Timeout>();
	/** Whose device was at a table since its first one came: who never had one cannot lose it. */
	const cameWith = new Map<CircleId, Set<PersonId>>();
	const told = new Map<CircleId, PersonId>();

	async function tellNow(circle: CircleId): Promise<void> {
		const now = (await hall.live(circle))?.table.circle;
		if (!now) return;
		const here = await io.in(circle).fetchSockets();
		const of = (person: PersonId) =>
			here.filter(({ data: { viewer } }) => viewer.is === 'person' && viewer.person === person);
		const { leader, co } = now;
		if (co && co !== leader) for (const socket of of(co)) socket.emit('away', of(leader).length === 0);

		const came = cameWith.get(circle) ?? new Set();
		for (const { data } of here) if (data.viewer.is === 'person') came.add(data.viewer.person);
		if (here.length > 0) cameWith.set(circle, came);
		else cameWith.delete(circle);
		const holder = holderOf(now);
		const dropped =
			holder && holder !== leader && came.has(holder) && of(holder).length === 0 ? holder : null;
		if (dropped || told.has(circle)) for (const socket of of(leader)) socket.emit('dropped', dropped);
		if (dropped) told.set(circle, dropped);
		else told.delete(circle);
	}

	const holderOf = (circle: Circle): PersonId | null =>
		circle.phase.at === 'round' ? (turnsNow(circle)?.holder ?? null) : null;

	function stop(circle: CircleId): void {
		clearTimeout(waiting.get(circle));
		waiting.delete(circle);
	}

	return {
		tell(circle) {
			tellNow(circle).catch(onerror);
		},
		went(circle) {
			stop(circle);
			const timer = setTimeout(() => {
				waiting.delete(circle);
				tellNow(circle).catch(onerror);
			}, awayAfter);
			waiting.set(circle, timer);
			timer.unref();
		},
		close: () => [...waiting.keys()].forEach(stop)
	};
}

/** Another leads or may take over, or the piece may be elsewhere. */
export const othersToTell = ({ facts }: News): boolean =>
	facts.some(({ told: { told } }) => told.to === 'circle');
