// One honest page of one person: the stock provider through connectSheet, on a socket whose network can fail.

import { WebSocket as NodeSocket } from 'ws';
import type * as Y from 'yjs';
import type { SeatId, SheetId } from '#lib/base/id.ts';
import { readItems, textOf } from '#lib/plan/sheet.ts';
import { connectSheet, type SheetConnection, type SyncState } from '#lib/live/sync-socket.ts';

export type HandOptions = {
	readonly base: string;
	readonly sheet: SheetId;
	readonly epoch: number;
	readonly seat: SeatId;
	readonly doc: Y.Doc;
	readonly onStill: () => Promise<void>;
};

export class Hand {
	readonly doc: Y.Doc;
	readonly seat: SeatId;
	state: SyncState = 'local';
	synced = false;
	closed: number | null = null;
	unsaved = true;
	/** Asked at the moment this page says saved. */
	onSaved: () => void = () => undefined;
	/** Sockets this page opened. */
	opened = 0;
	#socket: Failing | null = null;
	#line: SheetConnection;

	constructor({ doc, seat, base, sheet, epoch, onStill }: HandOptions) {
		this.doc = doc;
		this.seat = seat;
		const mine = (socket: Failing) => {
			this.#socket = socket;
			this.opened++;
		};
		this.#line = connectSheet({
			doc,
			base,
			sheet,
			epoch,
			seat,
			random: () => 0,
			Socket: failing(mine),
			onStill,
			onState: (state) => {
				this.state = state;
				if (state === 'saved') this.onSaved();
			},
			onSynced: () => void (this.synced = true),
			onClosed: (code, unsaved) => {
				this.closed = code;
				this.unsaved = unsaved;
			}
		});
	}

	/** The text of the first block, where everybody writes. */
	get text(): Y.Text {
		const [item] = readItems(this.doc);
		const text = item && textOf(this.doc, item.id, 'text');
		if (!text) throw new Error('this page has no block yet');
		return text;
	}

	type(words: string): void {
		this.text.insert(this.text.length, words);
	}

	/** From now on the network loses whatever this page sends, and nobody has noticed yet. */
	lose(): void {
		if (this.#socket) this.#socket.loses = true;
	}

	/** Whoever loses what they send finds out in the end. */
	notice(): void {
		if (this.#socket?.loses) this.drop();
	}

	/** The network fails, without a goodbye. */
	drop(): void {
		this.#socket?.terminate();
	}

	retry(): void {
		this.#line.retry();
	}

	leave(): void {
		this.#line.close();
	}
}

type Failing = NodeSocket & { loses: boolean };

function failing(opened: (socket: Failing) => void): typeof WebSocket {
	const Socket = class extends NodeSocket {
		loses = false;

		constructor(url: string | URL, protocols?: string | string[]) {
			super(url, protocols);
			opened(this);
		}

		override send(data: Parameters<NodeSocket['send']>[0]): void {
			if (!this.loses) super.send(data);
		}
	};
	// ws keeps the browser's interface where the provider uses it.
	return Socket as unknown as typeof WebSocket;
}
