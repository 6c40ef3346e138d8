// Where everybody sits on the drawing: an ellipse seen from above, the viewer's own seat at the bottom.

export type Place = { readonly x: number; readonly y: number };

/** The drawing's own units; a table of wood in the middle, seats around it. */
export const drawing = { width: 400, height: 400, rx: 154, ry: 154 } as const;

/**
 * Places for `count` seats, clockwise on paper, with seat `bottom` nearest to the viewer. Whole units, so
 * that server and browser write the same attributes.
 */
export function places(count: number, bottom: number): Place[] {
	return Array.from({ length: count }, (_, i) => {
		const angle = Math.PI / 2 + ((i - bottom) * 2 * Math.PI) / Math.max(count, 1);
		return {
			x: Math.round(drawing.width / 2 + drawing.rx * Math.cos(angle)),
			y: Math.round(drawing.height / 2 + drawing.ry * Math.sin(angle))
		};
	});
}

/** On the wood before a seat, clear of the name under it: where the piece lies when that seat has it. */
export function before(place: Place): Place {
	const toMiddle = place.y < drawing.height / 2 ? 0.46 : 0.4;
	return {
		x: Math.round(place.x + (drawing.width / 2 - place.x) * toMiddle),
		y: Math.round(place.y + (drawing.height / 2 - place.y) * toMiddle)
	};
}

export const middle: Place = { x: drawing.width / 2, y: drawing.height / 2 };
