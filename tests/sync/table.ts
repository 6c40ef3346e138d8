// A table on loopback: a real http server, a real hub on a log in memory, honest people with the stock
// provider, and raw sockets for whoever is not honest.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import * as Y from 'yjs';
import { parseId, type CircleId, type PersonId, type SeatId, type SheetId } from '#lib/base/id.ts';
import type { SheetShape } from '#lib/plan/check.ts';
import { fixedBlocks, seedUpdate } from '#lib/plan/seed.ts';
import { closeCode, type CloseCode } from '#lib/wire/close.ts';
import { createHub, type Hub } from '#server/sync/hub.ts';
import { limits as houseLimits, type Limits } from '#server/sync/limits.ts';
import { realClock, type Clock, type Log } from '#server/sync/ports.ts';
import { Hand } from './hand.ts';
import { MemoryLog } from './log.ts';
import { Raw } from './raw.ts';
import { newId, until } from './wait.ts';

export type TableOptions = {
	readonly shape?: SheetShape;
	readonly clock?: Clock;
	readonly limits?: Partial<Limits>;
	readonly epoch?: number;
};

export async function openTable({
	shape = 'shared',
	clock = realClock,
	epoch = 1,
	...rest
}: TableOptions = {}) {
	const log = new MemoryLog();
	const sheet = newId<'sheet'>();
	const circle = newId<'circle'>();
	const seed = seedUpdate(
		fixedBlocks(() => newId<'item'>()),
		1
	);
	log.add({ id: sheet, circle, shape, epoch, ...(shape === 'shared' ? { seed } : {}) });
	const table = new Table(log, sheet, circle, epoch, clock, { ...houseLimits, ...rest.limits });
	await table.listen();
	return table;
}

export class Table {
	readonly log: MemoryLog;
	readonly sheet: SheetId;
	readonly circle: CircleId;
	readonly epoch: number;
	hub: Hub;
	readonly fatal: unknown[] = [];
	readonly complaints: unknown[] = [];
	/** Asked at the door, after the seat was known; a test may take its time or say no. */
	atDoor: () => Promise<CloseCode | null> = () => Promise.resolve(null);
	base = '';
	#server = createServer();
	#sockets = new Set<Duplex>();
	#newHub: () => Hub;
	/** What reaches the log comes from this hub; the ones before it are dead. */
	#living = 0;
	#people = new Map<SeatId, PersonId | null>();
	#hands: Hand[] = [];
	#raws: Raw[] = [];

	constructor(log: MemoryLog, sheet: SheetId, circle: CircleId, epoch: number, clock: Clock, limits: Limits) {
		this.log = log;
		this.sheet = sheet;
		this.circle = circle;
		this.epoch = epoch;
		const admit = async (_request: unknown, _sheet: SheetId, _epoch: number, claimed: string) => {
			const seat = parseId<'seat'>(claimed);
			const person = seat ? this.#people.get(seat) : undefined;
			if (!seat || person === undefined) return closeCode.noSession;
			return (await this.atDoor()) ?? { person, seat };
		};
		const complain = (error: unknown) => void this.complaints.push(error);
		const fatal = (error: unknown) => void this.fatal.push(error);
		this.#newHub = () =>
			createHub({ log: this.#logOf(++this.#living), admit, clock, complain, fatal }, limits);
		this.hub = this.#newHub();
		this.#server.on('upgrade', (request, socket, head) => {
			this.#sockets.add(socket);
			socket.on('close', () => this.#sockets.delete(socket));
			this.hub.upgrade(request, socket, head);
		});
	}

	/** The process dies in the middle of whatever it does, and another one comes up on the same log. */
	kill(): void {
		const dead = this.hub;
		this.hub = this.#newHub();
		for (const socket of this.#sockets) socket.destroy();
		void dead.close();
	}

	#logOf(hub: number): Log {
		return {
			load: (id) => this.log.load(id),
			append: async (batch) => {
				await this.log.before();
				return hub === this.#living ? this.log.append(batch) : new Promise(() => undefined);
			}
		};
	}

	async listen(): Promise<void> {
		await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
		this.base = `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/sync`;
	}

	/** A new seat for somebody, by default for somebody new. */
	seat(person: PersonId | null = newId()): SeatId {
		const seat = newId<'seat'>();
		this.#people.set(seat, person);
		return seat;
	}

	/** An honest page on this seat. */
	page(seat = this.seat(), doc = new Y.Doc(), onStill = () => Promise.resolve()): Hand {
		const { base, sheet, epoch } = this;
		const hand = new Hand({ base, sheet, epoch, seat, doc, onStill });
		this.#hands.push(hand);
		return hand;
	}

	async joined(seat?: SeatId, doc?: Y.Doc): Promise<Hand> {
		const hand = this.page(seat, doc);
		await until(() => hand.synced && hand.state === 'saved', 'an honest page to join');
		return hand;
	}

	/** A socket on which anything may be sent. It has what the hub sent so far. */
	async raw(seat = this.seat(), room = `${this.sheet}.${this.epoch}`, answers = true): Promise<Raw> {
		const raw = new Raw(`${this.base}/${room}?seat=${seat}`, answers);
		this.#raws.push(raw);
		await until(() => raw.closed !== null || raw.heard.length > 0, 'the first frame or the end');
		return raw;
	}

	/** What the log holds, made into a document. */
	stored(): Y.Doc {
		const doc = new Y.Doc();
		for (const update of this.log.updates(this.sheet)) Y.applyUpdate(doc, update);
		return doc;
	}

	async close(): Promise<void> {
		for (const hand of this.#hands) hand.leave();
		for (const raw of this.#raws) raw.socket.terminate();
		await this.hub.close();
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}
