// What happened in a circle. Facts are added, never changed; they carry ids, never words. Everyone at
// the table may know every fact of this stream (design decision 8).

import type { PersonId, VersionId } from '#lib/base/id.ts';
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
	| { readonly is: 'moved'; readonly to: 'gathering' | 'together' | 'own-words' | 'reading' }
	| { readonly is: 'presented'; readonly version: VersionId }
	/** A version was withdrawn at the table: a new draft begins with its words. */
	| { readonly is: 'reopened' }
	| { readonly is: 'closed' }
	/** Nobody is told who asked for the pause. */
	| { readonly is: 'paused' }
	| { readonly is: 'resumed' };
