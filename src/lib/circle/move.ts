// What somebody at the table asks to happen. A move is decided once, on the server; the page decides
// it too, to show at once what it expects.

import type { PersonId } from '#lib/base/id.ts';
import type { Setting } from '#lib/circle/circle.ts';
import type { Ending } from '#lib/circle/turns.ts';

export type CircleMove =
	| { readonly do: 'open'; readonly setting: Setting }
	| { readonly do: 'seat'; readonly person: PersonId; readonly school: boolean }
	| { readonly do: 'leave'; readonly person: PersonId }
	| { readonly do: 'arrange'; readonly order: readonly PersonId[] }
	| { readonly do: 'round'; readonly round: number }
	| {
			readonly do: 'pass';
			readonly round: number;
			readonly turn: number;
			readonly how: Ending;
			/** A seat that was tapped; null: on to the next. */
			readonly to: PersonId | null;
	  }
	| { readonly do: 'undo'; readonly round: number; readonly turn: number }
	| { readonly do: 'go'; readonly to: 'gathering' | 'together' | 'own-words' | 'reading' }
	| { readonly do: 'pause' }
	| { readonly do: 'resume' }
	| { readonly do: 'close' };

/** Who moves: a person who sits at this table, as the server knows them. */
export type Actor = { readonly person: PersonId };

/** Every polite no of a circle. Each has a sentence in words/. */
export type CircleRefusal =
	/** Only the one who leads can do this. */
	| 'only-the-leader'
	/** Somebody else has the word. */
	| 'not-your-turn'
	/** Not in this phase of the circle; SPEC.md has the table. */
	| 'not-in-this-phase'
	/** This person does not sit at the table. */
	| 'not-seated'
	/** There is no such round. */
	| 'no-such-round'
	/** The order does not name exactly the people round the table. */
	| 'not-everybody'
	/** More than ten seconds ago, or nothing to undo. */
	| 'too-late-to-undo'
	/** A school sits down at a table without school: the one who leads is asked first. */
	| 'school-unexpected'
	/** Ending comes after voorleggen; until then the draft simply stays, and the circle can go on another day. */
	| 'present-first'
	/** The circle has ended. */
	| 'circle-closed';
