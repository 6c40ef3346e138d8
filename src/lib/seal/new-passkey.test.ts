import { p256 } from '@noble/curves/nist.js';
import { describe, expect, it } from 'vitest';
import { base64url, utf8 } from '#lib/base/bytes.ts';
import { isNo } from '#lib/base/no.ts';
import { thumbprint, type PublicJwk } from '#lib/seal/key.ts';
import { readNewPasskey, type MadePasskey } from '#lib/seal/new-passkey.ts';
import { coseOf, made, type Making } from '#lib/seal/vectors/new-passkey.ts';

const point = p256.getPublicKey(new Uint8Array(32).fill(7), false);
const key: PublicJwk = {
	...{ kty: 'EC', crv: 'P-256' },
	x: base64url(point.subarray(1, 33)),
	y: base64url(point.subarray(33))
};
const challenge = base64url(new Uint8Array(32).fill(3));
const origin = 'https://tafel.example';
const good: Making = { key, challenge, origin };
const read = (change: Partial<Making> = {}) =>
	readNewPasskey(made({ ...good, ...change }), challenge, origin);
const noOf = (read: ReturnType<typeof readNewPasskey>) => (isNo(read) ? read.no : null);
const codeOf = (change: Partial<Making>) => noOf(read(change));

describe('a passkey that was made here', () => {
	it('is read: its id, its key, how far it counts', () => {
		const id = Uint8Array.of(1, 2, 3);
		const one = read({ id, counter: 4_000_000_000 });
		if (isNo(one)) throw new Error(one.no);
		expect(one).toEqual({ id: base64url(id), key, counter: 4_000_000_000 });
		expect(thumbprint(one.key)).toBe(thumbprint(key));
	});
	it('may have extensions behind its key, when it says so', () => {
		const more = [0xa1, 0x61, 0x61, 0x01];
		expect(codeOf({ more, flags: 0xc5 })).toBeNull();
		expect(codeOf({ more })).toBe('passkey-form');
		expect(codeOf({ flags: 0xc5 })).toBe('passkey-form');
	});
	it('has an id of 1 to 1023 bytes', () => {
		expect(codeOf({ id: new Uint8Array(1023).fill(1) })).toBeNull();
		expect(codeOf({ id: new Uint8Array(1024).fill(1) })).toBe('passkey-form');
		expect(codeOf({ id: new Uint8Array(0) })).toBe('passkey-form');
		expect(codeOf({ idLength: 900 })).toBe('passkey-form');
	});
});

describe('a passkey is refused', () => {
	it('that answers another question than was asked here', () => {
		expect(codeOf({ challenge: base64url(new Uint8Array(32)) })).toBe('passkey-not-asked');
		expect(codeOf({ type: 'webauthn.get' })).toBe('passkey-not-asked');
	});
	it('that was made at another address, for another house, or inside another page', () => {
		for (const other of ['https://tafel.example.evil', 'http://tafel.example', 'https://tafel.example:8443'])
			expect(codeOf({ origin: other, host: 'tafel.example' })).toBe('passkey-elsewhere');
		expect(codeOf({ host: 'example' })).toBe('passkey-elsewhere');
		expect(codeOf({ crossOrigin: true })).toBe('passkey-elsewhere');
	});
	it('with nobody there, or nobody verified', () => {
		for (const flags of [0x44, 0x41, 0x40]) expect(codeOf({ flags })).toBe('passkey-unverified');
	});
	it('without a credential in it', () => {
		expect(codeOf({ flags: 0x05 })).toBe('passkey-form');
	});
	it('of another algorithm, another curve, another form, or with a point that is none', () => {
		expect(codeOf({ cose: coseOf(key, 0x27) })).toBe('passkey-kind');
		const rsa = Uint8Array.of(0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0, ...new Uint8Array(256));
		expect(codeOf({ cose: rsa })).toBe('passkey-kind');
		for (const at of [0, 2, 6, 7, 9, 42, 44]) {
			const cose = coseOf(key).slice();
			cose[at] = (cose[at] ?? 0) ^ 1;
			expect([at, codeOf({ cose })]).toEqual([at, 'passkey-kind']);
		}
		const off = { ...key, y: base64url(new Uint8Array(32).fill(9)) };
		expect(codeOf({ cose: coseOf(off) })).toBe('passkey-kind');
		expect(codeOf({ cose: coseOf(key).subarray(0, 76) })).toBe('passkey-kind');
	});
	it('that is no bytes, or more than any has; and no bytes whatever make it throw', () => {
		const whole = made(good);
		const refused = (change: Partial<MadePasskey>) =>
			noOf(readNewPasskey({ ...whole, ...change }, challenge, origin));
		const long = base64url(new Uint8Array(4097));
		for (const text of ['', '!', long]) {
			expect(refused({ authenticatorData: text })).toBe('passkey-form');
			expect(refused({ clientDataJSON: text })).toBe('passkey-form');
		}
		for (const text of ['[]', 'null', '{', '{"type":"webauthn.create"}'])
			expect(refused({ clientDataJSON: base64url(utf8(text)) })).toBe('passkey-not-asked');
		const bytes = Buffer.from(whole.authenticatorData, 'base64url');
		for (let length = 1; length < bytes.length; length++)
			expect(refused({ authenticatorData: bytes.subarray(0, length).toString('base64url') })).not.toBeNull();
	});
});
