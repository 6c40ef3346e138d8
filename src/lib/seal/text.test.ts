import { describe, expect, it } from 'vitest';
import { base64url, utf8 } from '#lib/base/bytes.ts';
import { digestOfText } from '#lib/base/digest.ts';
import { canonicalText, deepest, fromCanonicalText, hasExactly, pack, unpack } from '#lib/seal/text.ts';

describe('a signed text', () => {
	it('comes back as the value it was made of', () => {
		for (const value of [{}, [], { a: [1, 'é "\n" 🌙', null, true], b: { c: -5 } }, 'x', 2 ** 53 - 1])
			expect(unpack(pack(value))).toEqual(value);
	});

	it('is refused when the same value could be written another way', () => {
		const wrong = [
			'{"a":1,"a":1}',
			'{"b":1,"a":1}',
			'{ "a":1}',
			'1.0',
			'1e3',
			'-0',
			'"\\u0041"',
			'"\\/"',
			'[1,]',
			'\ufeff{}',
			''
		];
		for (const text of wrong) {
			expect(fromCanonicalText(text)).toBeNull();
			expect(unpack(base64url(utf8(text)))).toBeNull();
		}
	});

	it('is refused when it holds what has no one text, or changes what an object is', () => {
		for (const text of [
			'1.5',
			'9007199254740993',
			'"\\ud800"',
			'{"__proto__":1}',
			'[{"prototype":1}]',
			'{"constructor":1}'
		])
			expect(fromCanonicalText(text)).toBeNull();
		expect(() => canonicalText(JSON.parse('{"__proto__":1}'))).toThrow(TypeError);
		expect(() => canonicalText(0.5)).toThrow(TypeError);
	});

	it('may be so deep and no deeper, however deep somebody digs', () => {
		const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
		expect(fromCanonicalText(nested(deepest))).not.toBeNull();
		expect(fromCanonicalText(nested(deepest + 1))).toBeNull();
		expect(fromCanonicalText(nested(500_000))).toBeNull();
	});

	it('is refused when its bytes are no UTF-8 or its letters no base64url', () => {
		expect(unpack(base64url(Uint8Array.of(0x22, 0xc3, 0x22)))).toBeNull();
		for (const text of ['e30=', 'e31', 'e3 0', 'ß']) expect(unpack(text)).toBeNull();
	});
});

it('an object has exactly its members, whatever it inherits', () => {
	expect(hasExactly({ a: 1 }, ['a'])).toBe(true);
	for (const value of [{}, { a: 1, b: 2 }, [1], null, 'a', undefined])
		expect(hasExactly(value, ['a'])).toBe(false);
	expect(hasExactly({ a: 1 }, ['toString'])).toBe(false);
});

it('a disclosure is digested as in the example of RFC 9901 §4.2.3', () => {
	expect(digestOfText('WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0')).toBe(
		'w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs'
	);
});
