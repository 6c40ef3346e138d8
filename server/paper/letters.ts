// Which letters our fonts have. A letter that none of them has is written as its number, {U+1F600}: ugly, and
// nothing anybody wrote is lost without a word.

/** Whether some font has this code point. */
export type Coverage = (point: number) => boolean;

/** Reads the character maps (OpenType `cmap`, formats 4 and 12) of some fonts. */
export function covered(fonts: readonly Uint8Array[]): Coverage {
	const has = fonts.map(mapOf);
	return (point) => has.some((one) => one(point));
}

function mapOf(font: Uint8Array): Coverage {
	const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
	const tables = view.getUint16(4);
	for (let i = 0; i < tables; i++) {
		const at = 12 + i * 16;
		if (view.getUint32(at) !== 0x636d6170) continue;
		const cmap = view.getUint32(at + 8);
		const count = view.getUint16(cmap + 2);
		const subtables = Array.from({ length: count }, (_, n) => cmap + view.getUint32(cmap + 8 + n * 8));
		const has = subtables.map((from) => subtable(view, from));
		return (point) => has.some((one) => one(point));
	}
	throw new Error('a font without a character map');
}

function subtable(view: DataView, at: number): Coverage {
	const format = view.getUint16(at);
	if (format === 12) {
		const groups = Array.from({ length: view.getUint32(at + 12) }, (_, i) => ({
			from: view.getUint32(at + 16 + i * 12),
			to: view.getUint32(at + 20 + i * 12)
		}));
		return (point) => groups.some(({ from, to }) => point >= from && point <= to);
	}
	if (format !== 4) return () => false;
	const segments = view.getUint16(at + 6) / 2;
	return (point) => {
		for (let i = 0; i < segments && point < 0xffff; i++) {
			const end = view.getUint16(at + 14 + i * 2);
			if (point > end) continue;
			const start = view.getUint16(at + 16 + (segments + i) * 2);
			if (point < start) return false;
			const delta = view.getUint16(at + 16 + (2 * segments + i) * 2);
			const rangeAt = at + 16 + (3 * segments + i) * 2;
			const range = view.getUint16(rangeAt);
			if (range === 0) return ((point + delta) & 0xffff) !== 0;
			return view.getUint16(rangeAt + range + (point - start) * 2) !== 0;
		}
		return false;
	};
}

/** The same data, with every letter that cannot be drawn written as its number. */
export function inLetters(value: unknown, has: Coverage): unknown {
	if (typeof value === 'string') return drawable(value, has);
	if (Array.isArray(value)) return value.map((one) => inLetters(one, has));
	if (typeof value === 'object' && value !== null)
		return Object.fromEntries(
			// A file that goes along is not drawn.
			Object.entries(value).map(([key, one]) => [key, key === 'attached' ? one : inLetters(one, has)])
		);
	return value;
}

function drawable(text: string, has: Coverage): string {
	let out = '';
	for (const letter of text.normalize('NFC')) {
		const point = letter.codePointAt(0) ?? 0;
		if (letter === '\n' || letter === ' ' || has(point)) out += letter;
		else if (/\s/u.test(letter)) out += ' ';
		// What only changes how its neighbours are drawn: nothing to see.
		else if (/[\p{Cc}\p{Cf}\uFE00-\uFE0F]/u.test(letter)) continue;
		else out += `{U+${point.toString(16).toUpperCase().padStart(4, '0')}}`;
	}
	return out;
}
