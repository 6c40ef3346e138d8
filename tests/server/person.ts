// Somebody at a real house, without a browser: their sheet through the stock provider, their table through
// socket.io, each with the cookie of their seat; and everything their sockets heard, byte for byte.

import { io, type Socket } from 'socket.io-client';
import { WebSocket as NodeSocket } from 'ws';
import * as Y from 'yjs';
import type { MoveId, SeatId, SheetId } from '#lib/base/id.ts';
import { connectSheet, type SheetConnection, type SyncState } from '#lib/live/sync-socket.ts';
import { newId } from '#lib/live/new-id.ts';
import type { Move } from '#lib/wire/move.ts';
import { ownFrame } from '#lib/wire/sync.ts';
import { wireRevision } from '#lib/wire/rev.ts';
import type {
	ClientEvents,
	EndReason,
	FactsMessage,
	MoveAck,
	ServerEvents,
	TableView
} from '#lib/wire/view.ts';
import type { WorldSeat } from '#server/world/world.ts';

export class Person {
	readonly seat: WorldSeat;
	readonly doc = new Y.Doc();
	state: SyncState = 'local';
	closed: number | null = null;
	view: TableView | null = null;
	/** Why the table ended it, when it did. */
	ended: EndReason | null = null;
	/** Told to the co-leader: whether the one who leads is away; null while nothing was told. */
	away: boolean | null = null;
	/** Told to the one who leads: whose device fell away in their turn; undefined while nothing was told. */
	dropped: string | null | undefined;
	/** Every byte that came in, as text that can be searched. */
	heard = '';
	/** Every frame of both lines, both ways. */
	readonly frames: Frame[] = [];
	/** Hears which sheets there are, now and whenever that changes. */
	onSheets: (sheets: TableView['sheets']) => void = () => undefined;
	/** Hears what happened, as the table tells it. */
	onFacts: (message: FactsMessage) => void = () => undefined;
	#line: SheetConnection | null = null;
	#socket: Socket<ServerEvents, ClientEvents> | null = null;
	#origin: string;

	constructor(seat: WorldSeat, origin: string) {
		this.seat = seat;
		this.#origin = origin;
	}

	get id(): SeatId {
		return this.seat.page.split('/').at(-1) as SeatId;
	}

	get headers(): Record<string, string> {
		return { cookie: this.seat.cookie, origin: this.#origin };
	}

	/** Joins the sheet of one audience. */
	write(audience: string): void {
		const sheet = this.seat.sheets.find((one) => one.audience === audience);
		if (!sheet) throw new Error(`no ${audience} sheet for this seat`);
		const epoch = Number(/\.(\d+)\?/.exec(sheet.sync)?.[1]);
		this.#line = connectSheet({
			doc: this.doc,
			base: `${this.#origin.replace(/^http/, 'ws')}/sync`,
			sheet: sheet.id as SheetId,
			epoch,
			seat: this.id,
			random: () => 0,
			Socket: socketWith(this.headers, (way, bytes) => {
				this.frames.push({ way, line: 'sheet', kind: sheetKind(bytes), size: bytes.length });
				if (way === 'in') this.#hear(bytes);
			}),
			onState: (state) => void (this.state = state),
			onClosed: (code) => void (this.closed = code)
		});
	}

	/** Joins the table, perhaps as a second window of the wall; resolves with the first view. */
	async sit(as: 'seat' | 'wall' = 'seat'): Promise<TableView> {
		const socket: Socket<ServerEvents, ClientEvents> = io(this.#origin, {
			auth: { seat: this.id, rev: wireRevision, as },
			extraHeaders: this.headers,
			transports: ['websocket'],
			forceNew: true
		});
		this.#socket = socket;
		socket.on('away', (away) => void (this.away = away));
		socket.on('dropped', (person) => void (this.dropped = person));
		socket.io.on('open', () => {
			const { engine } = socket.io;
			engine.on('packet', (packet) => this.#packet('in', packet));
			engine.on('packetCreate', (packet) => this.#packet('out', packet));
		});
		socket.onAny((...message) => this.#hear(Buffer.from(JSON.stringify(message))));
		return new Promise((resolve, reject) => {
			socket.on('view', (view) => {
				this.view = view;
				this.onSheets(view.sheets);
				resolve(view);
			});
			socket.on('facts', (message) => this.onFacts(message));
			socket.on('changed', ({ sheets }) => sheets && this.onSheets(sheets));
			socket.on('end', (reason) => void (this.ended = reason));
			socket.on('connect_error', reject);
		});
	}

	/** Writes beside a block, or no more. */
	show(block: string | null): void {
		this.#socket?.emit('presence', block);
	}

	/** A move; the refusal, or null. */
	async move(move: Move): Promise<string | null> {
		return (await this.ask(newId<'move'>(), move)).no;
	}

	/** As a page asks it: with the same id until there is an answer; `no-answer` when the line is dead. */
	async ask(id: MoveId, move: Move): Promise<MoveAck> {
		const socket = this.#socket;
		if (!socket?.connected) return { id, no: 'no-answer' };
		return (await socket
			.timeout(10_000)
			.emitWithAck('move', { id, move })
			.catch(() => ({ id, no: 'no-answer' }))) as MoveAck;
	}

	/** Asks the table for everything anew, as a page does that missed something. */
	again(): void {
		this.#socket?.disconnect().connect();
	}

	leave(): void {
		this.#line?.close();
		this.#socket?.disconnect();
	}

	#packet(way: Frame['way'], { type, data }: { type: string; data?: unknown }): void {
		const text = typeof data === 'string' ? data : '';
		this.frames.push({ way, line: 'table', kind: tableKind(type, text), size: text.length });
	}

	#hear(bytes: Uint8Array): void {
		this.heard += `${Buffer.from(bytes).toString('utf8')}\n`;
	}
}

export type Frame = {
	readonly way: 'in' | 'out';
	readonly line: 'table' | 'sheet';
	readonly kind: string;
	readonly size: number;
};

/** "facts", "ack", "ping": what a packet of socket.io is about. */
function tableKind(type: string, text: string): string {
	if (type !== 'message') return type;
	if (text.startsWith('3')) return 'ack';
	return /^2\d*\["([\w-]+)"/.exec(text)?.[1] ?? 'connect';
}

const own = new Map<number, string>(Object.entries(ownFrame).map(([name, number]) => [number, name]));

/** server/sync/PROTOCOL.md, "Frames". */
function sheetKind([first = 255, second = 255]: Uint8Array): string {
	if (first !== 0) return own.get(first) ?? `${first}`;
	return ['question', 'answer', 'update'][second] ?? `0 ${second}`;
}

function socketWith(
	headers: Record<string, string>,
	passed: (way: Frame['way'], bytes: Uint8Array) => void
): typeof WebSocket {
	const Socket = class extends NodeSocket {
		constructor(url: string | URL) {
			super(url, { headers });
			this.on('message', (bytes) => passed('in', new Uint8Array(bytes as Buffer)));
		}

		override send(data: never): void {
			passed('out', data);
			super.send(data);
		}
	};
	// ws keeps the browser's interface where the provider uses it.
	return Socket as unknown as typeof WebSocket;
}
