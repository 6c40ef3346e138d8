// What happened in a circle. Facts are added, never changed; they carry ids, never words. Everyone at
// the table may know every fact of this stream (design decision 8).

import type { PersonId, SheetId, VersionId } from '#lib/base/id.ts';
import type { Setting } from '#lib/circle/circle.ts';
import type { Ending } from '#lib/circle/turns.ts';

export type CircleFact =
	| { readonly is: 'opened'; readonly setting: Setting; readonly order: readonly PersonId[] }
	| { readonly is: 'seated'; readonly person: PersonId }
	| { readonly is: 'left'; readonly person: PersonId }
	| { readonly is: 'arranged'; readonly order: readonly PersonId[] }
	/** A school sat down that was not expected; the one who leads agreed. */
	| { readonly is: 'school-joined' }
	/** `queue` is null when a round that was left goes on where it was. */
	| { readonly is: 'round-begun'; readonly round: number; readonly queue: readonly PersonId[] | null }
	| {
			readonly is: 'turn-ended';
			readonly round: number;
			readonly turn: number;
			readonly person: PersonId;
			readonly how: Ending;
			readonly next: PersonId | null;
	  }
	/** The piece lay in the middle and was given to somebody again. */
	| { readonly is: 'turn-given'; readonly round: number; readonly turn: number; readonly to: PersonId }
	| { readonly is: 'turn-undone'; readonly round: number; readonly turn: number }
	/** *Nog even*: so many seconds more for this turn. */
	| { readonly is: 'time-given'; readonly round: number; readonly turn: number; readonly seconds: number }
	/** *Stille minuut*: everybody writes on their own sheet, the piece lies still. */
	| { readonly is: 'minute-begun'; readonly seconds: number }
	| { readonly is: 'minute-ended' }
	/** Who can take over leading, by hand, when who leads drops out. */
	| { readonly is: 'co-named'; readonly person: PersonId | null }
	/** This person leads from here on: it was handed over, or the co-leader took it. */
	| { readonly is: 'leads'; readonly person: PersonId }
	/** *Verslaggever*: types for a voice, or no more. */
	| { readonly is: 'writer-named'; readonly person: PersonId; readonly writes: boolean }
	/** Who reads aloud beside the one who leads; null: nobody. */
	| { readonly is: 'reader-named'; readonly person: PersonId | null }
	/** *Verder op papier*, or back on the screens. */
	| { readonly is: 'paper'; readonly on: boolean }
	| { readonly is: 'read-out'; readonly person: PersonId; readonly language: string }
	| { readonly is: 'moved'; readonly to: 'gathering' | 'together' | 'own-words' | 'reading' }
	/** Who is asked for an answer once it is presented: somebody more than who sat here, or somebody not. */
	| { readonly is: 'expected'; readonly person: PersonId; readonly asked: boolean }
	| { readonly is: 'presented'; readonly version: VersionId }
	/** A version was withdrawn at the table: a new draft begins with its words. */
	| { readonly is: 'reopened' }
	/** *Afgebroken*: people go home; everything stays, to be taken up another day. */
	| { readonly is: 'broken-off' }
	| { readonly is: 'taken-up' }
	| { readonly is: 'closed' }
	/** Nobody is told who asked for the pause. */
	| { readonly is: 'paused' }
	| { readonly is: 'resumed' }
	/** Besloten tijd: everybody may know who talk among themselves, and nothing more (`talk.ts`). */
	| { readonly is: 'private-begun'; readonly sheet: SheetId; readonly among: readonly PersonId[] }
	/** Who leads asked them to round off. */
	| { readonly is: 'private-called' }
	/** They said *nog even*. */
	| { readonly is: 'private-stays' }
	/** Nobody is told who ended it. */
	| { readonly is: 'private-ended' };
