// Who reads aloud, and going on on paper. Neither is a phase: the circle goes on where it is.

import type { PersonId } from '#lib/base/id.ts';
import { no } from '#lib/base/no.ts';
import type { Circle } from '#lib/circle/circle.ts';
import { once, type CircleAnswer } from '#lib/circle/move.ts';

/** Somebody at the table reads aloud in the place of who leads; null: nobody but them. */
export function decideNameReader(circle: Circle, person: PersonId | null): CircleAnswer {
	const named = person === circle.leader ? null : person;
	if (named !== null && !circle.seated.has(named)) return no('not-seated');
	return once(named !== circle.reader, { is: 'reader-named', person: named });
}

/** *Verder op papier*: at any moment, and back. Nothing ends by it; what is written is typed over later. */
export function decidePaper(circle: Circle, on: boolean): CircleAnswer {
	if (circle.phase.at === 'planned') return no('not-in-this-phase');
	return once(on !== circle.onPaper, { is: 'paper', on });
}
