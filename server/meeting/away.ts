// Whether the one who leads still has a device at the table. Told to the co-leader who was named, and to nobody
// else: it is one person's coming and going, and only they can do something about it, by hand.

import type { Server } from 'socket.io';
import type { CircleId, PersonId } from '#lib/base/id.ts';
import type { Viewer } from '#lib/table/stream.ts';
import type { ClientEvents, ServerEvents } from '#lib/wire/view.ts';
import type { Hall, News } from '#server/table/hall.ts';

type Data = { viewer: Viewer; circle: CircleId };
type Lines<Seen extends Data> = Server<ClientEvents, ServerEvents, Record<string, never>, Seen>;

/** A page that is loaded anew, a lift, a tunnel: so many milliseconds are no going away. */
const awayAfter = 6_000;

export type Away = {
	/** Somebody came, or another leads or may take over: it is told as it is now. */
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

	async function tellNow(circle: CircleId): Promise<void> {
		const { leader, co } = (await hall.live(circle))?.table.circle ?? { leader: null, co: null };
		if (!leader || !co || co === leader) return;
		const here = await io.in(circle).fetchSockets();
		const of = (person: PersonId) =>
			here.filter(({ data: { viewer } }) => viewer.is === 'person' && viewer.person === person);
		const away = of(leader).length === 0;
		for (const socket of of(co)) socket.emit('away', away);
	}

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

/** Another leads, or another may take over. */
export const leadingChanged = ({ facts }: News): boolean =>
	facts.some(
		({ told: { told } }) => told.to === 'circle' && (told.fact.is === 'leads' || told.fact.is === 'co-named')
	);
