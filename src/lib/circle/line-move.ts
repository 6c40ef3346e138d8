// What is asked of own words on the table, and what then happened. The words themselves never stand in a
// fact (design decision 8).

import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId, VoiceId } from '#lib/base/id.ts';
import type { OwnKind } from '#lib/plan/kind.ts';
import type { Original } from '#lib/plan/line.ts';

export type LineMove =
	| {
			readonly do: 'lay';
			readonly line: LineId;
			readonly voice: VoiceId;
			readonly kind: OwnKind;
			readonly about: ItemId | null;
			readonly text: string;
			/** Absent: it was said in Dutch. */
			readonly original?: Original | null;
			/** Typed over from paper. */
			readonly from?: 'paper' | undefined;
	  }
	/** The words as they are from now on, with the original if there is one. */
	| {
			readonly do: 'correct';
			readonly line: LineId;
			readonly text: string;
			readonly original?: Original | null;
			readonly from?: 'paper' | undefined;
	  }
	/** *Klopt*. `witness` is named when the voice said it, or nodded, and who leads or a writer tapped. */
	| {
			readonly do: 'confirm';
			readonly line: LineId;
			readonly digest: Digest;
			readonly witness: PersonId | null;
	  }
	| { readonly do: 'take-back'; readonly line: LineId }
	/** *Neem van tafel*: at once off every screen, by anybody, with no name. */
	| { readonly do: 'cover'; readonly line: LineId }
	| { readonly do: 'uncover'; readonly line: LineId }
	/** *Dit hoort niet in het plan*: the words are destroyed at once, by anybody, with no name. */
	| { readonly do: 'empty-line'; readonly line: LineId };

export type LineFact =
	| {
			readonly is: 'laid';
			readonly line: LineId;
			readonly voice: VoiceId;
			readonly kind: OwnKind;
			readonly about: ItemId | null;
			readonly digest: Digest;
			readonly writer: PersonId;
			/** Absent when it was not typed over from paper. */
			readonly from?: 'paper';
	  }
	| {
			readonly is: 'corrected';
			readonly line: LineId;
			readonly digest: Digest;
			readonly writer: PersonId;
			readonly from?: 'paper';
	  }
	| {
			readonly is: 'confirmed';
			readonly line: LineId;
			readonly digest: Digest;
			readonly witness: PersonId | null;
	  }
	| { readonly is: 'taken-back'; readonly line: LineId }
	| { readonly is: 'covered'; readonly line: LineId }
	| { readonly is: 'uncovered'; readonly line: LineId }
	/** `asked`: whose words these were asked for it, so nobody tells them that it did not belong here. */
	| { readonly is: 'emptied'; readonly line: LineId; readonly asked?: true };

/** Every polite no about own words. Each has a sentence in words/. */
export type LineRefusal =
	/** These are another's words: only the voice itself, or its schrijver, touches them. */
	| 'not-your-words'
	/** A quiet round: this voice has not had the word yet. */
	| 'not-your-turn'
	/** This round writes nothing down. */
	| 'writes-nothing'
	/** After voorleggen the words of this version stand. */
	| 'already-presented'
	/** The words were taken back, or never lay here. */
	| 'no-such-line'
	/** There is no such voice at this table now. */
	| 'no-such-voice'
	/** Nothing was written. */
	| 'empty'
	/** The words are others than the ones that were on that screen. */
	| 'other-words'
	/** A spoken yes needs a witness who sits here, and is neither the voice nor the writer who taps. */
	| 'no-witness'
	/** A silent minute: words stay on the own sheet until it is over. */
	| 'silent-minute'
	/** The circle has not begun. */
	| 'not-in-this-phase'
	/** The circle was broken off: nothing is laid or changed until it is taken up. */
	| 'broken-off'
	/** A pupil interprets for nobody, nor does another minor (S5-04). */
	| 'may-not-interpret'
	/** This person does not sit at the table. */
	| 'not-seated';
