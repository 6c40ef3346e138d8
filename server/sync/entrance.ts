// The way in: from an http upgrade to a connection in a room, and who is in. What is asked and when it is
// asked again: arrive.ts. The last look is taken in the same breath in which the socket enters.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { closeCode, type CloseCode } from '#lib/wire/close.ts';
import { arrive, type Arrived } from '#server/sync/arrive.ts';
import { Connection } from '#server/sync/connection.ts';
import type { Ledger } from '#server/sync/ledger.ts';
import type { Limits } from '#server/sync/limits.ts';
import type { Ports } from '#server/sync/ports.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { Seats } from '#server/sync/seats.ts';

export class Entrance {
	readonly connections = new Set<Connection>();
	readonly seats: Seats;
	/** How many sockets were closed, by code. */
	readonly closed = new Map<number, number>();
	arriving = 0;
	#ports: Ports;
	#limits: Limits;
	#rooms: Rooms;
	#ledger: Ledger;
	#server: WebSocketServer;
	#withdrawn = 0;
	#isShut = false;

	constructor(ports: Ports, limits: Limits, rooms: Rooms, ledger: Ledger) {
		this.#ports = ports;
		this.#limits = limits;
		this.#rooms = rooms;
		this.#ledger = ledger;
		this.seats = new Seats(limits);
		const options = {
			noServer: true,
			clientTracking: false,
			perMessageDeflate: false,
			maxPayload: limits.message,
			maxFragments: limits.fragments,
			closeTimeout: limits.goodbye
		};
		this.#server = new WebSocketServer(options);
	}

	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		const drop = () => void socket.destroy();
		if (this.#isShut || this.#ledger.ended) return drop();
		socket.on('error', drop);
		this.arriving++;
		arrive(request, this.#ports, this.#rooms, () => this.#withdrawn)
			.catch((error: unknown) => {
				this.#ports.complain(error);
				return closeCode.busy;
			})
			.then((arrived) => {
				this.arriving--;
				socket.off('error', drop);
				this.#welcome(arrived, request, socket, head);
			})
			.catch(this.#ports.complain);
	}

	/** Something was taken away from somebody: whoever is on the way in is asked again. */
	withdraw(): void {
		this.#withdrawn++;
	}

	shut(): void {
		this.#isShut = true;
	}

	/** Asks every socket for a sign of life, and forgets the seats that have long left. */
	beat(): void {
		for (const connection of [...this.connections]) connection.beat();
		this.seats.sweep(this.#ports.clock.now());
	}

	#welcome(arrived: Arrived | CloseCode, request: IncomingMessage, socket: Duplex, head: Buffer): void {
		const opened = this.#shake(request, socket, head);
		if (typeof arrived === 'number') return this.#turnAway(opened, arrived);
		const code = this.#refusal(arrived);
		if (opened && code === null) return this.#enter(opened, arrived);
		this.#rooms.release(arrived.room);
		this.#turnAway(opened, code ?? closeCode.busy);
	}

	/** The handshake of RFC 6455; null when it failed and the socket is gone. */
	#shake(request: IncomingMessage, socket: Duplex, head: Buffer): WebSocket | null {
		const opened: WebSocket[] = [];
		this.#server.handleUpgrade(request, socket, head, (webSocket) => opened.push(webSocket));
		return opened[0] ?? null;
	}

	#turnAway(opened: WebSocket | null, code: CloseCode): void {
		this.#count(code);
		opened?.on('error', () => opened.terminate());
		opened?.close(code);
	}

	#refusal({ room, who, asOf }: Arrived): CloseCode | null {
		if (this.#isShut) return closeCode.restarting;
		if (asOf !== this.#withdrawn) return closeCode.busy;
		if (room.closed !== null) return room.closed;
		const now = this.#ports.clock.now();
		if (!this.seats.get(who.seat, now).isRested(now)) return closeCode.slowDown;
		const circle = [...this.connections].filter((connection) => connection.room.circle === room.circle);
		return circle.length < this.#limits.socketsPerCircle ? null : closeCode.busy;
	}

	#enter(opened: WebSocket, { room, who }: Arrived): void {
		const { clock } = this.#ports;
		const seat = this.seats.get(who.seat, clock.now());
		// The newest stay: an old socket of a phone that lost its network is still here, unknown to it.
		const [oldest] = seat.connections;
		if (seat.connections.size >= this.#limits.socketsPerSeat) oldest?.end(closeCode.elsewhere);
		const connection = new Connection(opened, who, {
			room,
			seat,
			clock,
			limits: this.#limits,
			ended: () => this.#ledger.ended,
			onEnd: (gone, code) => {
				seat.connections.delete(gone);
				this.connections.delete(gone);
				this.#rooms.release(room);
				if (code !== null) this.#count(code);
			}
		});
		seat.connections.add(connection);
		this.connections.add(connection);
		connection.begin();
	}

	#count(code: CloseCode): void {
		this.closed.set(code, (this.closed.get(code) ?? 0) + 1);
	}
}
