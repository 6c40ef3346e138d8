// A socket that sends whatever it is told, and reads what comes as plain facts.

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { ownFrame } from '#lib/wire/sync.ts';

export type Heard =
	| { readonly is: 'question'; readonly bytes: Uint8Array }
	| { readonly is: 'answer'; readonly bytes: Uint8Array }
	| { readonly is: 'update'; readonly bytes: Uint8Array }
	| { readonly is: 'saved'; readonly number: number }
	| { readonly is: 'still'; readonly number: number }
	| { readonly is: 'refused'; readonly frame: number; readonly code: number }
	| { readonly is: 'beat' };

export class Raw {
	readonly socket: WebSocket;
	readonly heard: Heard[] = [];
	closed: number | null = null;

	/** With `answers` false it does not answer the hub's pings: its network is gone, and it does not know. */
	constructor(url: string, answers = true, headers: Readonly<Record<string, string>> = {}) {
		this.socket = new WebSocket(url, { autoPong: answers, headers });
		this.socket.binaryType = 'nodebuffer';
		this.socket.on('message', (data) => {
			if (data instanceof Uint8Array) this.heard.push(hear(data));
		});
		this.socket.on('close', (code) => void (this.closed = code));
		this.socket.on('error', () => undefined);
	}

	get saved(): number {
		return Math.max(0, ...this.heard.map((each) => (each.is === 'saved' ? each.number : 0)));
	}

	of<Is extends Heard['is']>(is: Is): Extract<Heard, { is: Is }>[] {
		return this.heard.filter((each): each is Extract<Heard, { is: Is }> => each.is === is);
	}

	send(bytes: Uint8Array | string): void {
		this.socket.send(bytes);
	}

	question(vector: Uint8Array = new Uint8Array([0])): void {
		this.send(syncFrame(0, vector));
	}

	answer(update: Uint8Array): void {
		this.send(syncFrame(1, update));
	}

	update(update: Uint8Array): void {
		this.send(syncFrame(2, update));
	}

	flushed(still: number): void {
		this.send(new Uint8Array([ownFrame.flushed, still]));
	}
}

export function syncFrame(step: 0 | 1 | 2, bytes: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarUint(encoder, step);
		encoding.writeVarUint8Array(encoder, bytes);
	});
}

const steps = ['question', 'answer', 'update'] as const;

function hear(data: Uint8Array): Heard {
	const decoder = decoding.createDecoder(new Uint8Array(data));
	const type = decoding.readVarUint(decoder);
	const first = type === ownFrame.beat ? 0 : decoding.readVarUint(decoder);
	switch (type) {
		case 0: {
			const is = steps[first];
			if (!is) throw new Error(`the hub sent sync step ${first}`);
			return { is, bytes: decoding.readVarUint8Array(decoder) };
		}
		case ownFrame.saved:
			return { is: 'saved', number: first };
		case ownFrame.still:
			return { is: 'still', number: first };
		case ownFrame.refused:
			return { is: 'refused', frame: first, code: decoding.readVarUint(decoder) };
		case ownFrame.beat:
			return { is: 'beat' };
		default:
			throw new Error(`the hub sent a frame of type ${type}`);
	}
}
