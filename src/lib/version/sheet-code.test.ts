import { describe, expect, it } from 'vitest';
import { encode } from 'uqr';
import { digestOfText } from '#lib/base/digest.ts';
import { idFrom, type PersonId } from '#lib/base/id.ts';
import { readSheetCode, sheetCode, sheetMark, whoseSheet } from '#lib/version/sheet-code.ts';
import { decodeQR } from 'qr/decode.js';

const [wim, an, bart] = [1, 2, 3].map((n) => idFrom<'person'>(new Uint8Array(16).fill(n))) as [
	PersonId,
	PersonId,
	PersonId
];
const [one, two] = [digestOfText('one'), digestOfText('two')];
const code = sheetCode(1, one, wim);

describe('a sheet to sign', () => {
	it('is of one version and one person, however it was typed', () => {
		const here = { no: 1, digest: one };
		for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), ` ${code} `, sheetMark(code)])
			expect(whoseSheet(typed, here, [an, wim])).toEqual({ is: 'of', person: wim, code });
		expect(sheetCode(1, one, an)).not.toBe(code);
		expect(whoseSheet(code, here, [an, bart])).toEqual({ is: 'unknown' });
	});

	it('S1-14: of another version is told apart, by its number and by its words', () => {
		expect(whoseSheet(code, { no: 2, digest: two }, [wim])).toEqual({ is: 'other-version', no: 1 });
		expect(whoseSheet(code, { no: 1, digest: two }, [wim])).toEqual({ is: 'unknown' });
	});

	it('a letter too many, too few or another is none', () => {
		for (const typed of ['', 'x', `${code}B`, code.slice(0, -1), code.replace(/.$/, '0'), '1-AEIO-UAEI'])
			expect(readSheetCode(typed)).toBeNull();
	});

	it('its QR code is read back, also small and turned round', () => {
		for (const [scale, turned] of [
			[3, false],
			[4, true],
			[7, false]
		] as const)
			expect(decodeQR(picture(sheetMark(code), scale, turned))).toBe(sheetMark(code));
	});
});

/** A photograph of a code: so many pixels a square, with white round it. */
function picture(text: string, scale: number, turned: boolean) {
	const { data, size } = encode(text, { ecc: 'M', border: 4 });
	const width = size * scale;
	const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
	for (let y = 0; y < width; y++)
		for (let x = 0; x < width; x++) {
			const [row, column] = [Math.floor(y / scale), Math.floor(x / scale)];
			const dark = turned ? data[size - 1 - row]?.[size - 1 - column] : data[row]?.[column];
			if (dark) pixels.fill(20, (y * width + x) * 4, (y * width + x) * 4 + 3);
		}
	return { width, height: width, data: pixels };
}
