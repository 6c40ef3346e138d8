import { expect, it } from 'vitest';
import { markField, markPath, withPoint, type Stroke } from '#lib/version/mark.ts';

const drawn = (...strokes: readonly (readonly (readonly [number, number])[])[]): readonly Stroke[] =>
	strokes.reduce<readonly Stroke[]>(
		(all, stroke) =>
			stroke.reduce((at, [x, y]) => withPoint(at, { x, y }), [...all, []] as readonly Stroke[]),
		[]
	);

it('a mark is a path of whole units inside its field; a point that is the same again adds nothing', () => {
	const circle = drawn([
		[10.4, 20],
		[10.2, 20.1],
		[500, -9]
	]);
	expect(markPath(circle)).toBe(`M10 20L${markField.width} 0`);
	expect(markPath(drawn([[5, 6]], [[7, 8]]))).toBe('M5 6L6 6M7 8L8 8');
});

it('nothing drawn is no mark, and a long one stays short enough to keep', () => {
	expect([markPath([]), markPath([[]])]).toEqual([null, null]);
	const long = markPath(drawn(Array.from({ length: 5_000 }, (_, i) => [i % 300, (i * 7) % 120] as const)));
	expect(long?.length).toBeLessThanOrEqual(6_000);
	expect(long).toMatch(/^M[ML\d ]+$/);
});
