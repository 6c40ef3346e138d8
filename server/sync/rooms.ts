// The open rooms. A room is loaded once, however many come at the same moment; it stays while anybody
// holds it or something of it waits for the disk, and goes in the same breath in which both end.

import type { SheetId } from '#lib/base/id.ts';
import { CheckedDoc } from '#server/sync/checked-doc.ts';
import type { Ledger } from '#server/sync/ledger.ts';
import type { Limits } from '#server/sync/limits.ts';
import type { Log } from '#server/sync/ports.ts';
import { Room } from '#server/sync/room.ts';

type Entry = { readonly loading: Promise<Room | null>; room: Room | null; holds: number };

export class Rooms {
	#log: Log;
	#ledger: Ledger;
	#limits: Limits;
	#entries = new Map<SheetId, Entry>();

	constructor(log: Log, ledger: Ledger, limits: Limits) {
		this.#log = log;
		this.#ledger = ledger;
		this.#limits = limits;
	}

	/** The room, held until `release`; null when there is no such sheet. Rejects when it does not load. */
	async hold(id: SheetId): Promise<Room | null> {
		const entry = this.#entries.get(id) ?? this.#load(id);
		entry.holds++;
		try {
			const room = await entry.loading;
			if (room === null) this.#let(id, entry);
			return room;
		} catch (error) {
			this.#let(id, entry);
			throw error;
		}
	}

	release(room: Room): void {
		const entry = this.#entries.get(room.id);
		if (entry?.room === room) this.#let(room.id, entry);
	}

	/** The room when it is open now. */
	get(id: SheetId): Room | null {
		return this.#entries.get(id)?.room ?? null;
	}

	get open(): readonly Room[] {
		return [...this.#entries.values()].flatMap(({ room }) => (room ? [room] : []));
	}

	get size(): number {
		return this.#entries.size;
	}

	#load(id: SheetId): Entry {
		const entry: Entry = { loading: this.#read(id), room: null, holds: 0 };
		this.#entries.set(id, entry);
		entry.loading.then(
			(room) => void (entry.room = room),
			() => undefined
		);
		return entry;
	}

	async #read(id: SheetId): Promise<Room | null> {
		const stored = await this.#log.load(id);
		if (stored === null) return null;
		const doc = await CheckedDoc.open(stored);
		return new Room(stored, doc, this.#ledger, this.#limits, () => this.#consider(id));
	}

	#let(id: SheetId, entry: Entry): void {
		entry.holds--;
		this.#consider(id, entry);
	}

	/** Asked anew at every moment at which the answer may have changed; there is no await in between. */
	#consider(id: SheetId, entry = this.#entries.get(id)): void {
		if (!entry || entry.holds > 0 || entry.room?.isIdle === false) return;
		if (this.#entries.get(id) === entry) this.#entries.delete(id);
		entry.room?.destroy();
	}
}
