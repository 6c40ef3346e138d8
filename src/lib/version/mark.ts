// A mark drawn by hand: strokes on a field of fixed size, so that turning a phone round moves nothing, written as the path
// of an SVG. Decoration: no answer ever waits for it (peers.md 19, 20).

/** The field, in units of its own. */
export const markField = { width: 300, height: 120 } as const;

export type Point = { readonly x: number; readonly y: number };
export type Stroke = readonly Point[];

/** The most letters that are kept of a mark. */
const most = 6_000;

/** Whole units, inside the field. */
const at = (value: number, end: number): number => Math.max(0, Math.min(end, Math.round(value)));

/** Adds a point to the last stroke, when it is another one. */
export function withPoint(strokes: readonly Stroke[], { x, y }: Point): readonly Stroke[] {
	const point = { x: at(x, markField.width), y: at(y, markField.height) };
	const last = strokes.at(-1) ?? [];
	const before = last.at(-1);
	if (before && before.x === point.x && before.y === point.y) return strokes;
	return [...strokes.slice(0, -1), [...last, point]];
}

/** "M10 20L12 24L…", a dot as the shortest line; null when nothing was drawn. What is too long loses its end. */
export function markPath(strokes: readonly Stroke[]): string | null {
	const path = strokes
		.flatMap(([first, ...rest]) => {
			if (!first) return [];
			const lines = rest.length > 0 ? rest : [{ x: first.x + 1, y: first.y }];
			return [`M${first.x} ${first.y}`, ...lines.map(({ x, y }) => `L${x} ${y}`)];
		})
		.reduce((whole, step) => (whole.length + step.length > most ? whole : whole + step), '');
	return path === '' ? null : path;
}
