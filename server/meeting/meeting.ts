// The meeting's line: socket.io. A socket names its seat; the cookie of that seat opens it. It is told
// exactly what its viewer may hear, by the same rule as its page; presence is beside the record and is
// never kept, and in a quiet round there is none.

import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { isId, parseId, type CircleId, type ItemId, type SeatId } from '#lib/base/id.ts';
import type { Viewer } from '#lib/table/stream.ts';
import { wireRevision } from '#lib/wire/rev.ts';
import type { ClientEvents, EndReason, MoveAck, ServerEvents, TableView } from '#lib/wire/view.ts';
import { asTable, can, viewerOf } from '#server/door/can.ts';
import { cookiesOf } from '#server/door/cookie.ts';
import { mayConnect } from '#server/door/origin.ts';
import { seatOf } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { inTurnPer } from '#server/in-turn.ts';
import { errorFields } from '#server/log.ts';
import { leadingChanged, pieceMoved, watchAway } from '#server/meeting/away.ts';
import { openAsking } from '#server/meeting/asking.ts';
import type { Data, Line } from '#server/meeting/line.ts';
import { changedFor, changedIn, factsFor, happened, hearsAnew, textOf } from '#server/meeting/news.ts';
import { tellPresence } from '#server/meeting/presence.ts';
import { doMove } from '#server/table/moves.ts';

export type Meeting = {
	/** Ends every socket of these seats at once: revoked, replaced. */
	end(seats: readonly SeatId[], reason: EndReason): void;
	close(): void;
};

/** Moves of a seat in a second, and in a burst, and as often where it writes: far above what a thumb can do. */
const moveLimit = { perSecond: 20, burst: 60 };

/** Pages of one seat that are open at a time: a table, a wall, and what was forgotten in a tab. */
const socketsPerSeat = 8;

export function openMeeting(house: House, http: HttpServer): Meeting {
	const { config, log, hall, store } = house;
	const io = new Server<ClientEvents, ServerEvents, Record<string, never>, Data>(http, {
		destroyUpgrade: false,
		serveClient: false,
		maxHttpBufferSize: 64_000,
		perMessageDeflate: false,
		pingInterval: 10_000,
		pingTimeout: 15_000,
		allowRequest: (request, done) => done(null, mayConnect(request.headers, config.publicUrl, config.open))
	});

	const moves = openAsking(moveLimit, () => hall.now());
	const shows = openAsking(moveLimit, () => hall.now());
	const away = watchAway(io, hall, (error) => log.error('away', errorFields(error)));

	io.use((socket, next) => {
		enter(socket).then(
			(data) => {
				if (!data) return next(new Error('no-such-seat'));
				socket.data = data;
				next();
			},
			(error: unknown) => {
				log.error('socket.enter', errorFields(error));
				next(new Error('not-now'));
			}
		);
	});

	/** Who this is, and at which table; null looks the same for foreign and missing. */
	async function enter(socket: Line): Promise<Data | null> {
		const { seat: named, as } = socket.handshake.auth as { seat?: unknown; as?: unknown };
		const seat = parseId<'seat'>(named);
		const secure = config.publicUrl.protocol === 'https:';
		const who = seat && (await seatOf(store, seat, cookiesOf(socket.request.headers.cookie), secure));
		if (!who || who.state !== 'seated') return null;
		const circle = who.circle ?? (await house.tables.currentOf(who.traject, who.person));
		const live = circle && (await hall.live(circle));
		if (!live) return null;
		const table = asTable(live);
		if (!can(who, 'sit', table)) return null;
		// A wall that may not be one is nothing: the big screen never shows what is one person's.
		const viewer: Viewer | null =
			as !== 'wall' ? viewerOf(who) : who.wall || can(who, 'show-wall', table) ? { is: 'wall' } : null;
		return viewer && { who, viewer, circle: live.row.id };
	}

	io.on('connection', (socket) => {
		const { circle, who, viewer } = socket.data;
		if ((socket.handshake.auth as { rev?: unknown }).rev !== wireRevision)
			return void socket.emit('end', 'reload');
		makeRoom(who.seat);
		void socket.join([circle, who.seat]);
		void begin(socket);
		socket.on('move', (message, ack) => {
			if (typeof ack !== 'function') return;
			if (viewer.is === 'wall') return ack({ id: '' as MoveAck['id'], no: 'only-to-look' });
			const { person } = viewer;
			const done = moves.ask(who.seat, () => doMove(house.moveTools, circle, { ...who, person }, message));
			const not = (why: 'too-fast' | 'not-now') => ack({ id: '' as MoveAck['id'], no: why });
			if (!done) return not('too-fast');
			done.then(
				(answer) => (answer ? ack(answer) : not('not-now')),
				(error: unknown) => {
					log.error('move', { circle, ...errorFields(error) });
					not('not-now');
				}
			);
		});
		socket.on('presence', (block) => {
			void shows.ask(who.seat, () => showPresence(socket, isId(block) ? (block as ItemId) : null));
		});
		socket.on('disconnect', () => {
			void showPresence(socket, null);
			away.went(circle);
		});
	});

	/** The newest stay: an old line of a phone that lost its network is still here, unknown to it. */
	function makeRoom(seat: SeatId): void {
		const [oldest, ...others] = io.sockets.adapter.rooms.get(seat) ?? [];
		if (oldest && others.length + 1 >= socketsPerSeat) io.sockets.sockets.get(oldest)?.disconnect(true);
	}

	/** A seat that was let in sits down as soon as its table is open; then it hears everything of its own. */
	async function begin(socket: Line): Promise<void> {
		const { circle, who, viewer } = socket.data;
		try {
			if (viewer.is === 'person') await house.tables.arrive(circle, viewer.person);
			const view = await house.tables.view(circle, viewer, who.seat);
			if (view) show(socket, view);
			away.tell(circle);
			if (await house.tables.visited(who)) await tellRows(circle);
		} catch (error) {
			log.error('socket.begin', { circle, ...errorFields(error) });
			socket.disconnect(true);
		}
	}

	/** To look where a block stands costs a sheet; a hint that fails is none. */
	function showPresence(socket: Line, block: ItemId | null): Promise<void> {
		const { circle } = socket.data;
		return tellPresence(house, socket, () => here(circle), block).catch((error: unknown) =>
			log.warn('presence', errorFields(error))
		);
	}

	function here(circle: CircleId): Line[] {
		const ids = io.sockets.adapter.rooms.get(circle) ?? new Set<string>();
		return [...ids].flatMap((id) => io.sockets.sockets.get(id) ?? []);
	}

	function show(socket: Line, view: TableView): void {
		socket.data.told = textOf(changedIn(view));
		socket.emit('view', view);
	}

	function shut(socket: Line): void {
		socket.emit('end', 'reload');
		socket.disconnect(true);
	}

	const stop = hall.listen((news) => {
		const table = asTable(news.live);
		for (const socket of here(table.circle)) {
			// Off the list since, or a table without school by now: they hear nothing more of it.
			if (!can(socket.data.who, 'sit', table)) shut(socket);
			else for (const message of factsFor(news, socket.data.viewer)) socket.emit('facts', message);
		}
		if (leadingChanged(news)) away.tell(news.live.row.id);
		else if (pieceMoved(news)) away.moved(news.live.row.id);
		if (news.rows) void tellRows(news.live.row.id);
		for (const socket of here(table.circle)) if (hearsAnew(news, socket.data.viewer)) void tellWhole(socket);
		if (happened(news, 'opened') || happened(news, 'taken-up')) void sitDownHere(news.live.row.id);
	});

	/** The table opens, or is taken up: whoever waited for it with the page open sits. */
	async function sitDownHere(circle: CircleId): Promise<void> {
		for (const { data } of here(circle)) {
			if (data.viewer.is !== 'person') continue;
			await house.tables
				.arrive(circle, data.viewer.person)
				.catch((error: unknown) => log.error('socket.arrive', { circle, ...errorFields(error) }));
		}
	}

	/** Who hears more than before has to have what was said until now; who hears less keeps nothing of it. */
	async function tellWhole(socket: Line): Promise<void> {
		const { circle, viewer, who } = socket.data;
		const view = await house.tables.view(circle, viewer, who.seat).catch(() => null);
		if (view) show(socket, view);
		else shut(socket);
	}

	/** What is no stream, as it stands by now; one after another, so that the last one told is the newest. */
	const inTurn = inTurnPer<CircleId>();
	const tellRows = (circle: CircleId): Promise<void> => inTurn(circle, () => tellRowsNow(circle));

	async function tellRowsNow(circle: CircleId): Promise<void> {
		try {
			const before = await hall.live(circle);
			const beside = before && (await house.tables.beside(before));
			const live = await hall.live(circle);
			if (!live || !beside) return;
			for (const socket of here(circle)) {
				const { viewer, who } = socket.data;
				const changed = changedFor(live, viewer, { ...beside, seat: who.seat });
				const told = textOf(changed);
				if (told === socket.data.told) continue;
				socket.data.told = told;
				socket.emit('changed', changed);
			}
		} catch (error) {
			log.error('spread', { circle, ...errorFields(error) });
		}
	}

	return {
		end(seats, reason) {
			for (const seat of seats) {
				moves.end(seat);
				io.to(seat).emit('end', reason);
				io.in(seat).disconnectSockets(true);
			}
		},
		close() {
			stop();
			away.close();
			io.disconnectSockets(true);
			io.engine.close();
		}
	};
}
