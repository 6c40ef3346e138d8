// Bytes and texts, both ways, alike in browser and server.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/** Throws a TypeError on bytes that are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** RFC 4648 §5 base64url, without padding. */
export function base64url(bytes: Uint8Array): string {
	let out = '';
	for (let i = 0; i < bytes.length; i += 3) {
		const held = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
		const size = Math.min(bytes.length - i, 3) + 1;
		for (let k = 0; k < size; k++) out += alphabet[(held >>> (18 - 6 * k)) & 63];
	}
	return out;
}

const values = new Map([...alphabet].map((letter, value) => [letter, value]));

/**
 * Strict: null for any letter outside the alphabet, for padding, for an impossible length and for
 * trailing bits that are not zero, so that one value has one text (RFC 4648 §3.5).
 */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
	if (text.length % 4 === 1) return null;
	const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
	let held = 0;
	let bits = 0;
	let at = 0;
	for (const letter of text) {
		const value = values.get(letter);
		if (value === undefined) return null;
		held = ((held << 6) | value) & 0xffffff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes[at++] = (held >>> bits) & 255;
		}
	}
	return (held & ((1 << bits) - 1)) === 0 ? bytes : null;
}
