// The sync hub: y-websocket's protocol over ws, believing nothing. It lets in, closes, holds still and
// reads; what happens in a room is room.ts, what happens on a socket connection.ts. PROTOCOL.md.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { PersonId, SeatId, SheetId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { closeCode, type CloseCode } from '#lib/wire/close.ts';
import { CheckedDoc } from '#server/sync/checked-doc.ts';
import type { Connection, Seated } from '#server/sync/connection.ts';
import { Entrance } from '#server/sync/entrance.ts';
import type { Gap, Refusal } from '#server/sync/inspect.ts';
import { Ledger } from '#server/sync/ledger.ts';
import { limits as houseLimits, most, type Limits } from '#server/sync/limits.ts';
import type { Ports } from '#server/sync/ports.ts';
import type { Shut } from '#server/sync/room.ts';
import { Rooms } from '#server/sync/rooms.ts';

export type HubStats = {
	readonly rooms: number;
	readonly sockets: number;
	readonly arriving: number;
	readonly seats: number;
	/** Updates that wait for the disk. */
	readonly unstored: number;
	/** Sockets the hub closed, by code, since it began. */
	readonly closed: Readonly<Record<number, number>>;
};

export class Hub {
	#ports: Ports;
	#limits: Limits;
	#ledger: Ledger;
	#rooms: Rooms;
	#entrance: Entrance;
	#stills = 0;
	#stopBeat: () => void;

	constructor(ports: Ports, limits: Limits) {
		this.#ports = ports;
		this.#limits = limits;
		this.#ledger = new Ledger(ports, limits);
		this.#rooms = new Rooms(ports.log, this.#ledger, limits);
		this.#entrance = new Entrance(ports, limits, this.#rooms, this.#ledger);
		this.#stopBeat = ports.clock.after(limits.beat, () => this.#beat());
	}

	/** Takes over a request for `/sync/<sheet>.<epoch>?seat=<seat>`. Who it is is known before the handshake. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		this.#entrance.upgrade(request, socket, head);
	}

	/** Closes the sockets this is true of. Whoever is on the way in is asked again. */
	revoke(whom: (seated: Seated) => boolean, code: CloseCode): void {
		this.#entrance.withdraw();
		for (const connection of this.#connections) if (whom(connection.who)) connection.end(code);
	}

	closeSeat(seat: SeatId, code: CloseCode): void {
		this.revoke((seated) => seated.seat === seat, code);
	}

	/** Takes nothing more at once; what was accepted before is stored, told, and then everybody is out. */
	async closeSheet(sheet: SheetId, code: CloseCode): Promise<void> {
		this.#entrance.withdraw();
		const room = this.#rooms.get(sheet);
		if (!room) return;
		room.shut(code);
		await this.#within(this.#limits.still, room.settled());
		room.close(code);
	}

	/**
	 * Before a freeze: asks every writer to flush and waits for their answer, `limits.still` milliseconds at
	 * most; then until everything accepted is stored, however long the log takes.
	 */
	async still(sheets: readonly SheetId[]): Promise<void> {
		const rooms = sheets.flatMap((sheet) => this.#rooms.get(sheet) ?? []);
		const still = ++this.#stills;
		const writers = this.#connections.filter(({ room }) => rooms.includes(room));
		await this.#within(this.#limits.still, Promise.all(writers.map((writer) => writer.still(still))));
		await Promise.all(rooms.map((room) => room.settled()));
	}

	/** The stored state of a sheet as one update; null when there is no such sheet. */
	async read(sheet: SheetId): Promise<Uint8Array | null> {
		const room = this.#rooms.get(sheet);
		if (room?.closed === null) {
			const state = await room.read();
			if (state) return state;
		}
		const stored = await this.#ports.log.load(sheet);
		if (!stored) return null;
		const doc = await CheckedDoc.open(stored);
		const state = doc.state();
		doc.destroy();
		return state;
	}

	/** An update by the house's own hand, in this person's name; null once it is stored. */
	async insert(
		sheet: SheetId,
		update: Uint8Array,
		person: PersonId
	): Promise<No<Refusal | Gap | Shut | 'no-such-sheet'> | null> {
		const room = await this.#rooms.hold(sheet);
		if (!room) return no('no-such-sheet');
		try {
			const author = { person, firstClient: 0, mostClients: most.clientsPerSheet };
			const refused = room.take(update, author, null);
			if (refused) return refused;
			return (await room.settled()) ? null : no('closed');
		} finally {
			this.#rooms.release(room);
		}
	}

	stats(): HubStats {
		const { open } = this.#rooms;
		return {
			rooms: this.#rooms.size,
			sockets: this.#entrance.connections.size,
			arriving: this.#entrance.arriving,
			seats: this.#entrance.seats.size,
			unstored: open.reduce((sum, room) => sum + room.unstored, 0),
			closed: Object.fromEntries(this.#entrance.closed)
		};
	}

	/** Lets nobody in any more, stores what was accepted, says so, and sends everybody away for a while. */
	async close(): Promise<void> {
		this.#entrance.shut();
		this.#stopBeat();
		await this.#everythingStored();
		for (const connection of this.#connections) connection.end(closeCode.restarting);
		await this.#everythingStored();
	}

	async #everythingStored(): Promise<void> {
		const settled = Promise.all(this.#rooms.open.map((room) => room.settled()));
		if (!this.#ledger.ended) await this.#within(this.#limits.farewell, settled);
	}

	get #connections(): readonly Connection[] {
		return [...this.#entrance.connections];
	}

	#beat(): void {
		this.#entrance.beat();
		this.#stopBeat = this.#ports.clock.after(this.#limits.beat, () => this.#beat());
	}

	/** Until a promise is kept, but so many milliseconds at most. */
	async #within(milliseconds: number, promise: Promise<unknown>): Promise<void> {
		let stop = () => {};
		const over = new Promise<void>((resolve) => (stop = this.#ports.clock.after(milliseconds, resolve)));
		await Promise.race([promise, over]);
		stop();
	}
}

export function createHub(ports: Ports, limits: Limits = houseLimits): Hub {
	return new Hub(ports, limits);
}
