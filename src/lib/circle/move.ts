// What somebody at the table asks to happen. A move is decided once, on the server; the page decides
// it too, to show at once what it expects.

import type { PersonId } from '#lib/base/id.ts';
import type { No } from '#lib/base/no.ts';
import type { Setting } from '#lib/circle/circle.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
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
	/** *Nog even*: by who has the piece, or leads. */
	| { readonly do: 'more-time'; readonly round: number; readonly turn: number }
	| { readonly do: 'minute'; readonly seconds: number }
	| { readonly do: 'minute-over' }
	/** Who may take over when the one who leads drops out; null: nobody. */
	| { readonly do: 'name-co'; readonly person: PersonId | null }
	| { readonly do: 'hand-over'; readonly to: PersonId }
	| { readonly do: 'take-over' }
	| { readonly do: 'name-writer'; readonly person: PersonId; readonly writes: boolean }
	| { readonly do: 'name-reader'; readonly person: PersonId | null }
	| { readonly do: 'paper'; readonly on: boolean }
	/** *Voorgelezen in …*: this person read the Dutch out in another language (BCP 47). */
	| { readonly do: 'read-out'; readonly person: PersonId; readonly language: string }
	| { readonly do: 'break-off' }
	| { readonly do: 'take-up' }
	| { readonly do: 'pause' }
	| { readonly do: 'resume' }
	| { readonly do: 'close' };

/** Who moves: a person who sits at this table, as the server knows them. */
export type Actor = { readonly person: PersonId };

/** Every polite no of a circle. Each has a sentence in words/. */
export type CircleRefusal =
	/** Only the one who leads can do this. */
	| 'only-the-leader'
	/** Leading is taken over only by the co-leader who was named. */
	| 'only-the-co-leader'
	/** A coach or moderator leads; nobody else is handed that. */
	| 'may-not-lead'
	/** Who leads needs no co-leader in themselves. */
	| 'already-leads'
	/** A pupil interprets for nobody, nor does another minor (S5-04). */
	| 'may-not-interpret'
	/** A silent minute goes on: the piece lies still until it is over. */
	| 'silent-minute'
	/** The circle was broken off: everything stays as it is until it is taken up. */
	| 'broken-off'
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

/** What a move does; an empty list changes nothing. */
export type CircleAnswer = readonly CircleFact[] | No<CircleRefusal>;

export function once(changes: boolean, fact: CircleFact): CircleAnswer {
	return changes ? [fact] : [];
}
