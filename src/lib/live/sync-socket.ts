// The line from one Y.Doc to the table: the stock y-websocket provider on a socket that counts, and one
// answer to "where are MY words". It never says saved before the table did. server/sync/PROTOCOL.md.

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import type { SeatId, SheetId } from '#lib/base/id.ts';
import { closeCode } from '#lib/wire/close.ts';
import { longestUpdate, ownFrame } from '#lib/wire/sync.ts';
import { Tally, type SyncState } from '#lib/live/tally.ts';

export type { SyncState } from '#lib/live/tally.ts';

export type SheetLine = {
	/** Restore the copy on this device first: what comes in later is sent as if it was just typed. */
	readonly doc: Y.Doc;
	/** `wss://house/sync` */
	readonly base: string;
	readonly sheet: SheetId;
	readonly epoch: number;
	readonly seat: SeatId;
	readonly onState: (state: SyncState) => void;
	/** Everything the table has was read at least once. */
	readonly onSynced?: () => void;
	/** Closed for good; `unsaved` says whether words here may be nowhere else. The doc stays as it is. */
	readonly onClosed: (code: number, unsaved: boolean) => void;
	/** The table asks for what is still in a hand: put it in the doc, then resolve. */
	readonly onStill?: () => Promise<void>;
	readonly Socket?: typeof WebSocket;
	readonly random?: () => number;
};

export type SheetConnection = {
	readonly state: SyncState;
	/** Tries at once instead of in a while. */
	retry(): void;
	/** The network is known to be gone: does not wait for the socket to notice. */
	lost(): void;
	close(): void;
};

/** 44xx, and a message too long for any server of ours: coming back would end the same way. */
export const isFinal = (code: number): boolean => (code >= 4400 && code < 4500) || code === 1009;

/** Milliseconds until the next try: spread out, so that a whole town does not come back in one instant. */
export function waitBefore(attempt: number, random: number): number {
	return 200 + random * Math.min(9800, 400 * 2 ** attempt);
}

/** Milliseconds. */
const patience = 8_000;

export function connectSheet(line: SheetLine): SheetConnection {
	const { doc, random = Math.random } = line;
	const tally = new Tally(line.onState);
	const awareness = new Awareness(doc);
	awareness.setLocalState(null);
	let ended = false;
	let attempt = 0;

	const provider = new WebsocketProvider(line.base, `${line.sheet}.${line.epoch}`, doc, {
		awareness,
		connect: false,
		disableBc: true,
		params: { seat: line.seat },
		shouldReconnect: (event) => !isFinal(event.code),
		WebSocketPolyfill: countingSocket(line.Socket ?? WebSocket, tally, tooBig)
	});

	function finish(code: number): void {
		if (ended) return;
		ended = true;
		provider.disconnect();
		tally.finish();
		line.onClosed(code, tally.unsaved);
	}

	function tooBig(): void {
		tally.held();
		finish(closeCode.tooBig);
	}

	/** Nothing came in for this long while something of mine waits: the line is dead, whatever it says. */
	let heardAt = Date.now();
	const watch = setInterval(() => {
		const silent = Date.now() - Math.max(heardAt, provider.wsLastMessageReceived);
		if (tally.state === 'sent' && silent > patience) again();
	}, patience / 4);
	if (typeof watch === 'object') watch.unref();

	/** Lets the socket go, which a dead network would only do after half a minute, and tries anew. */
	function again(): void {
		if (ended) return;
		heardAt = Date.now();
		provider.disconnect();
		provider.connect();
	}

	const typed = (_: Uint8Array, origin: unknown) => {
		if (origin !== provider) tally.typed();
	};
	// After the provider's own listener: by now it has sent what was typed, or not.
	doc.on('update', typed);
	provider.on('sync', (isSynced: boolean) => {
		if (!isSynced) return;
		attempt = 0;
		line.onSynced?.();
	});
	provider.on('connection-close', (event) => {
		tally.lost();
		// The provider's own wait grows from this number and is the same for everybody.
		provider.wsUnsuccessfulReconnects = 7;
		if (event && isAway(event.code)) attempt = Math.max(attempt, 3);
		provider.maxBackoffTime = waitBefore(attempt++, random());
	});
	provider.on('closed', ({ code }) => finish(code));

	provider.messageHandlers[ownFrame.saved] = (_, decoder) => tally.kept(decoding.readVarUint(decoder));
	provider.messageHandlers[ownFrame.beat] = () => {};
	provider.messageHandlers[ownFrame.refused] = (_, decoder) => {
		decoding.readVarUint(decoder);
		const code = decoding.readVarUint(decoder);
		if (isFinal(code)) finish(code);
	};
	provider.messageHandlers[ownFrame.still] = (_, decoder) => {
		const still = decoding.readVarUint(decoder);
		const socket = provider.ws;
		const flushed = () => {
			if (socket !== null && socket === provider.ws) socket.send(flushedFrame(still));
		};
		void Promise.resolve(line.onStill?.()).finally(flushed);
	};
	provider.connect();

	return {
		get state() {
			return tally.state;
		},
		retry() {
			if (!ended) provider.connect();
		},
		lost: again,
		close() {
			ended = true;
			clearInterval(watch);
			doc.off('update', typed);
			provider.destroy();
			awareness.destroy();
		}
	};
}

/** The house restarts, is full or asks for patience: it is better not to be the first one back. */
const isAway = (code: number): boolean =>
	code === closeCode.restarting || code === closeCode.busy || code === closeCode.slowDown;

function flushedFrame(still: number): Uint8Array<ArrayBuffer> {
	return new Uint8Array(
		encoding.encode((encoder) => {
			encoding.writeVarUint(encoder, ownFrame.flushed);
			encoding.writeVarUint(encoder, still);
		})
	);
}

/** A WebSocket that tells what leaves through it. Of y-protocols' frames, 0 1 is an answer and 0 2 an update. */
function countingSocket(Socket: typeof WebSocket, tally: Tally, tooBig: () => void): typeof WebSocket {
	return class extends Socket {
		constructor(url: string | URL, protocols?: string | string[]) {
			super(url, protocols);
			tally.began();
		}

		override send(data: Parameters<WebSocket['send']>[0]): void {
			if (data instanceof Uint8Array && data[0] === 0 && (data[1] === 1 || data[1] === 2)) {
				if (data.length > longestUpdate) return tooBig();
				tally.sent(data[1] === 1 ? 'answer' : 'update');
			}
			super.send(data);
		}
	};
}
