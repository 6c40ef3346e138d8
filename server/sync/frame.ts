// One WebSocket message as a frame, and the frames the hub sends. The form: PROTOCOL.md. Reads no update.

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { ownFrame } from '#lib/wire/sync.ts';

export type Frame =
	/** "Tell me what I lack": a state vector. */
	| { readonly is: 'question'; readonly vector: Uint8Array }
	/** Everything its sender has that we lacked (sync step 2). */
	| { readonly is: 'answer'; readonly update: Uint8Array }
	| { readonly is: 'update'; readonly update: Uint8Array }
	| { readonly is: 'flushed'; readonly still: number }
	/** Presence and auth, which the stock provider sends and we do not use. */
	| { readonly is: 'ignored' };

const message = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3 } as const;
const sync = { step1: 0, step2: 1, update: 2 } as const;

/** Null for anything that is not exactly one frame. The bytes inside are views on `bytes`. */
export function readFrame(bytes: Uint8Array): Frame | null {
	try {
		const decoder = decoding.createDecoder(bytes);
		const frame = readBody(decoder);
		return frame?.is === 'ignored' || !decoding.hasContent(decoder) ? frame : null;
	} catch {
		return null;
	}
}

function readBody(decoder: decoding.Decoder): Frame | null {
	switch (decoding.readVarUint(decoder)) {
		case message.sync:
			return readSync(decoder);
		case ownFrame.flushed:
			return { is: 'flushed', still: decoding.readVarUint(decoder) };
		case message.awareness:
		case message.auth:
		case message.queryAwareness:
			return { is: 'ignored' };
		default:
			return null;
	}
}

function readSync(decoder: decoding.Decoder): Frame | null {
	switch (decoding.readVarUint(decoder)) {
		case sync.step1: {
			const vector = decoding.readVarUint8Array(decoder);
			return isVector(vector) ? { is: 'question', vector } : null;
		}
		case sync.step2:
			return { is: 'answer', update: decoding.readVarUint8Array(decoder) };
		case sync.update:
			return { is: 'update', update: decoding.readVarUint8Array(decoder) };
		default:
			return null;
	}
}

/** A count, then so many pairs of client id and clock, and nothing else. */
function isVector(vector: Uint8Array): boolean {
	const decoder = decoding.createDecoder(vector);
	const count = decoding.readVarUint(decoder);
	if (count > vector.length / 2) return false;
	for (let i = 0; i < 2 * count; i++) decoding.readVarUint(decoder);
	return !decoding.hasContent(decoder);
}

export const questionFrame = (vector: Uint8Array): Uint8Array => syncFrame(sync.step1, vector);
export const answerFrame = (update: Uint8Array): Uint8Array => syncFrame(sync.step2, update);
export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(sync.update, update);

export const savedFrame = (frames: number): Uint8Array => numbersFrame(ownFrame.saved, frames);
export const beatFrame = (): Uint8Array => numbersFrame(ownFrame.beat);
export const stillFrame = (still: number): Uint8Array => numbersFrame(ownFrame.still, still);
export const refusedFrame = (frame: number, code: number): Uint8Array =>
	numbersFrame(ownFrame.refused, frame, code);

function syncFrame(step: number, bytes: Uint8Array): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarUint(encoder, message.sync);
		encoding.writeVarUint(encoder, step);
		encoding.writeVarUint8Array(encoder, bytes);
	});
}

function numbersFrame(...numbers: readonly number[]): Uint8Array {
	return encoding.encode((encoder) => {
		for (const number of numbers) encoding.writeVarUint(encoder, number);
	});
}
