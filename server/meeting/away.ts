// Whose device fell away, told to the one person who can do something about it by hand, and to nobody else: of who
// leads to the co-leader who was named, of who has the word to the one who leads (circle/SPEC.md).

import type { Server } from 'socket.io';
import type { CircleId, PersonId } from '#lib/base/id.ts';
import { turnsNow } from '#lib/circle/circle.ts';
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
	/** The piece may be elsewhere: who leads hears of it what is new, and the co-leader nothing. */
	moved(circle: CircleId): void;
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
	const cameWith = new Map<CircleId, ReadonlySet<PersonId>>();
	/** Where the one who leads was told of somebody, and will be told when it is over. */
	const told = new Set<CircleId>();

	async function tellNow(circle: CircleId, pieceOnly = false): Promise<void> {
		const now = (await hall.live(circle))?.table.circle;
		if (!now) return;
		const lines = await io.in(circle).fetchSockets();
		const here = new Set(
			lines.flatMap(({ data: { viewer } }) => (viewer.is === 'person' ? viewer.person : []))
		);
		const of = (person: PersonId) =>
			lines.filter(({ data: { viewer } }) => viewer.is === 'person' && viewer.person === person);
		const { leader, co } = now;
		if (co && co !== leader && !pieceOnly)
			for (const socket of of(co)) socket.emit('away', !here.has(leader));

		const came = noteComing(circle, here, lines.length > 0);
		const holder = turnsNow(now)?.holder ?? null;
		const isDropped = holder && holder !== leader && came.has(holder) && !here.has(holder);
		const dropped = isDropped ? holder : null;
		if (dropped || told.has(circle)) for (const socket of of(leader)) socket.emit('dropped', dropped);
		if (dropped) told.add(circle);
		else told.delete(circle);
	}

	/** Whoever came since the first page was opened; with the last one it is forgotten. */
	function noteComing(circle: CircleId, here: ReadonlySet<PersonId>, open: boolean): ReadonlySet<PersonId> {
		const came = new Set([...(cameWith.get(circle) ?? []), ...here]);
		if (open) cameWith.set(circle, came);
		else cameWith.delete(circle);
		return came;
	}

	function stop(circle: CircleId): void {
		clearTimeout(waiting.get(circle));
		waiting.delete(circle);
	}

	return {
		tell(circle) {
			tellNow(circle).catch(onerror);
		},
		moved(circle) {
			tellNow(circle, true).catch(onerror);
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

/** Somebody else may have the piece. */
export const pieceMoved = ({ facts }: News): boolean =>
	facts.some(({ told: { told } }) => told.to === 'circle');
