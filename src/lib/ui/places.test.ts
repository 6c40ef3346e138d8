import { describe, expect, it } from 'vitest';
import { before, drawingFor, fitted, middleOf, places, type Shape, within } from '#lib/ui/places.ts';

const shapes: readonly Shape[] = ['round', 'wide', 'tall'];
const counts = Array.from({ length: 12 }, (_, i) => i + 3);
const each = shapes.flatMap((shape) => counts.map((count) => [shape, count] as const));

/** The pixels of a unit where the drawing is smallest: a phone of 320, a laptop of 800 high, a wall. */
const smallest: Readonly<Record<Shape, number>> = { round: 448 / 400, wide: 488 / 500, tall: 284 / 300 };

describe.each(each)('a %s table for %i', (shape, count) => {
	const drawing = drawingFor(count, shape);
	const at = places(count, 1, drawing);

	it('has room for every chair, and for the thumb that taps it', () => {
		const gaps = at.map((here, i) => {
			const next = at[(i + 1) % count] ?? here;
			return Math.hypot(here.x - next.x, here.y - next.y);
		});
		expect(Math.min(...gaps)).toBeGreaterThan(2 * drawing.chair + 6);
		expect((2 * drawing.chair + 14) * smallest[shape]).toBeGreaterThanOrEqual(44);
	});
	it('keeps every chair and its name on the paper', () => {
		for (const { x, y, above } of at) {
			const beyond = drawing.chair + drawing.name + 4;
			expect(y - (above ? beyond : drawing.chair)).toBeGreaterThanOrEqual(0);
			expect(y + (above ? drawing.chair : beyond)).toBeLessThanOrEqual(drawing.height);
			expect(x - drawing.chair).toBeGreaterThanOrEqual(0);
			expect(x + drawing.chair).toBeLessThanOrEqual(drawing.width);
		}
	});
	it('keeps a long word beside any chair on the paper', () => {
		for (const { x } of at) {
			const middle = within(x, 'Mevrouw C… spreekt', drawing.name * 0.8, drawing);
			const half = (18 * drawing.name * 0.8 * 0.54) / 2;
			expect(middle - half).toBeGreaterThanOrEqual(-1);
			expect(middle + half).toBeLessThanOrEqual(drawing.width + 1);
		}
	});
	it('has names that are read', () => {
		expect(drawing.name * smallest[shape]).toBeGreaterThanOrEqual(13);
	});
	it('puts the one who looks at the bottom, and the piece on the wood before who has it', () => {
		const middle = middleOf(drawing);
		expect(at[1]).toMatchObject({ x: middle.x, above: false });
		expect(Math.max(...at.map(({ y }) => y))).toBe(at[1]?.y);
		for (const place of at) {
			const stone = before(place, drawing);
			expect(Math.abs(stone.x - middle.x)).toBeLessThan(drawing.wx);
			expect(Math.abs(stone.y - middle.y)).toBeLessThan(drawing.wy);
		}
	});
	it('goes clockwise', () => {
		expect(at[2]?.x).toBeLessThan(middleOf(drawing).x);
		expect(at[0]?.x).toBeGreaterThan(middleOf(drawing).x);
	});
});

it('a long name is shortened to what fits, a short one is whole', () => {
	const drawing = drawingFor(14, 'tall');
	expect(fitted('Nele', 14, drawing)).toBe('Nele');
	expect(fitted('Marie-Antoinette', 14, drawing)).toMatch(/^Marie.*…$/);
});
