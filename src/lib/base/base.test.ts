import { describe, expect, it } from 'vitest';
import { base64url, fromBase64url } from '#lib/base/bytes.ts';
import { canonical } from '#lib/base/canonical.ts';
import { clean, cleanLine } from '#lib/base/clean.ts';
import { digestOfText } from '#lib/base/digest.ts';
import { idFrom, parseId } from '#lib/base/id.ts';

describe('an id', () => {
	it('is the base32 of its 16 bytes', () => {
		const bytes = new Uint8Array(16).map((_, i) => i * 16 + 1);
		// python3: base64.b32encode(bytes(i*16+1 for i in range(16))).decode().lower().strip('=')
		expect(idFrom(bytes)).toBe('aeiscmkbkfqxdamrugy4dupb6e');
	});
	it('is refused when a letter or the length is off', () => {
		for (const wrong of ['', 'a', 'A'.repeat(26), '1'.repeat(26), 'a'.repeat(27), 7, null])
			expect(parseId(wrong)).toBeNull();
	});
});

describe('base64url', () => {
	it('goes there and back for every length', () => {
		for (let size = 0; size < 20; size++) {
			const bytes = new Uint8Array(size).map((_, i) => (i * 91 + size) & 255);
			expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
			expect(fromBase64url(base64url(bytes))).toEqual(bytes);
		}
	});
	it('has one text for one value', () => {
		for (const wrong of ['A', 'AB', 'AA=', 'A A', 'AAB']) expect(fromBase64url(wrong)).toBeNull();
	});
});

describe('canonical JSON', () => {
	it('sorts names by code unit and escapes as RFC 8785 says', () => {
		expect(canonical({ '\u20ac': 1, a: [true, null], A: 'x"\n', '\u0080': '\u000f' })).toBe(
			'{"A":"x\\"\\n","a":[true,null],"\u0080":"\\u000f","\u20ac":1}'
		);
	});
	it('refuses what has no one text', () => {
		expect(() => canonical(1.5)).toThrow(TypeError);
		expect(() => canonical('\ud800')).toThrow(TypeError);
		expect(() => canonical({ a: undefined } as never)).toThrow(TypeError);
	});
});

describe('what people type', () => {
	it('loses NUL, half emoji and direction tricks, and keeps its letters', () => {
		expect(clean(' a\u0000b\ud83d c\u202e\r\nd ')).toBe('ab c\nd');
		expect(clean('e\u0301')).toBe('é');
		expect(clean('هر صبح')).toBe('هر صبح');
	});
	it('is cut between letters, not through one', () => {
		expect(cleanLine('ab😀', 3)).toBe('ab');
	});
});

it('a digest is SHA-256', () => {
	expect(digestOfText('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
});
