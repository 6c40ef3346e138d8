// Where everybody sits on the drawing, seen from above: a round table, a wide one where there is little height,
// a tall one on a phone. The viewer's own seat is at the bottom. Whole units, so that server and browser write
// the same attributes.

/** `turn`: which way the chair's back points, in degrees; 0 is down. `above`: its name stands over it. */
export type Place = {
	readonly x: number;
	readonly y: number;
	readonly turn: number;
	readonly above: boolean;
};

export type Shape = 'round' | 'wide' | 'tall';

/** One drawing in its own units. A phone's are its pixels at 320 wide, so that a name there is read. */
export type Drawing = {
	readonly width: number;
	readonly height: number;
	/** From the middle to the seats. */
	readonly rx: number;
	readonly ry: number;
	/** From the middle to the edge of the wood. */
	readonly wx: number;
	readonly wy: number;
	/** How square its corners are: 2 is an ellipse. */
	readonly power: number;
	/** Half a chair. */
	readonly chair: number;
	/** Height of a name. */
	readonly name: number;
};

export function drawingFor(count: number, shape: Shape): Drawing {
	const many = count > 8;
	switch (shape) {
		case 'round':
			return many
				? sized(400, 400, { chair: 22, name: 14, wood: 42, power: 2 })
				: sized(400, 400, { chair: 26, name: 15, wood: 42, power: 2 });
		case 'wide':
			return many
				? sized(500, 318, { chair: 20, name: 15, wood: 36, power: 2.6 })
				: sized(500, 318, { chair: 23, name: 16, wood: 39, power: 2.4 });
		case 'tall': {
			const height = 300 + Math.max(0, count - 6) * 27;
			return sized(300, height, {
				chair: many ? 20 : 22,
				name: 14,
				wood: many ? 39 : 36,
				power: many ? 2.7 : 2.2
			});
		}
	}
}

type Sizes = { chair: number; name: number; wood: number; power: number };

/** A chair with its name outside it just fits the paper. `wood`: from the middle of a chair to the wood. */
function sized(width: number, height: number, { chair, name, wood, power }: Sizes): Drawing {
	const rx = width / 2 - chair - 16;
	const ry = height / 2 - chair - name - 8;
	// Nearly round is round.
	const round = Math.abs(rx - ry) < 24 ? Math.min(rx, ry) : null;
	return {
		width,
		height,
		rx: round ?? rx,
		ry: round ?? ry,
		wx: (round ?? rx) - wood,
		wy: (round ?? ry) - wood,
		power,
		chair,
		name
	};
}

export const middleOf = ({ width, height }: Drawing) => ({ x: width / 2, y: height / 2 });

/** Places for `count` seats, clockwise and equally far apart, with seat `bottom` nearest to the viewer. */
export function places(count: number, bottom: number, drawing: Drawing): Place[] {
	const { rx, ry, power } = drawing;
	const middle = middleOf(drawing);
	const walk = edge(rx, ry, power);
	const length = walk.at(-1)?.walked ?? 0;
	return Array.from({ length: count }, (_, i) => {
		const share = (((i - bottom) / Math.max(count, 1)) % 1) + 1;
		const wanted = (share % 1) * length;
		const { x, y } = walk.find(({ walked }) => walked >= wanted - 1e-6) ?? { x: 0, y: ry };
		return {
			x: Math.round(middle.x + x),
			y: Math.round(middle.y + y),
			turn: Math.round((Math.atan2(-x / rx, y / ry) * 180) / Math.PI),
			above: y < -1
		};
	});
}

const steps = 720;

/** Once round a soft rectangle, from the bottom and clockwise, with the way walked so far. */
function edge(rx: number, ry: number, power: number): { x: number; y: number; walked: number }[] {
	let walked = 0;
	let last = { x: 0, y: ry };
	return Array.from({ length: steps + 1 }, (_, i) => {
		const angle = (i / steps) * 2 * Math.PI;
		const soft = (part: number) => Math.sign(part) * Math.abs(part) ** (2 / power);
		const here = { x: -rx * soft(Math.sin(angle)), y: ry * soft(Math.cos(angle)) };
		walked += Math.hypot(here.x - last.x, here.y - last.y);
		last = here;
		return { ...here, walked };
	});
}

/** The edge of the wood, or of something as far within it, as one path that begins at the bottom. */
export function outline(drawing: Drawing, within = 0): string {
	const { wx, wy, power } = drawing;
	const middle = middleOf(drawing);
	const points = edge(wx - within, wy - within, power).filter((_, i) => i % 12 === 0);
	const at = ({ x, y }: { x: number; y: number }) =>
		`${(middle.x + x).toFixed(1)} ${(middle.y + y).toFixed(1)}`;
	return `M${points.map(at).join('L')}Z`;
}

/** On the wood before a seat: where the piece lies when that seat has it. */
export function before(place: Place, drawing: Drawing): { x: number; y: number } {
	const { rx, ry, wx, wy } = drawing;
	const middle = middleOf(drawing);
	const on = (from: number, centre: number, wood: number, seat: number) =>
		Math.round(centre + ((from - centre) * (wood - 17)) / seat);
	return { x: on(place.x, middle.x, wx, rx), y: on(place.y, middle.y, wy, ry) };
}

/** The middle of a text, `size` high, that would stand round `x`: moved so far that it all stands on the paper. */
export function within(x: number, text: string, size: number, { width }: Drawing): number {
	const half = Math.min((text.length * size * letter) / 2, width / 2);
	return Math.round(Math.min(Math.max(x, half), width - half));
}

/** How wide a letter is, to its height. */
const letter = 0.54;

/** As many letters of a name as there is room for between two seats, the whole name where it fits. */
export function fitted(name: string, count: number, drawing: Drawing): string {
	const walk = edge(drawing.rx, drawing.ry, drawing.power).at(-1)?.walked ?? 0;
	const room = Math.min(walk / Math.max(count, 1), 2 * (drawing.width / 2 - drawing.rx) + 12);
	const letters = Math.max(5, Math.floor(room / (drawing.name * letter)));
	return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
}
