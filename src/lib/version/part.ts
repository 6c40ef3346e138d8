// The parts a version is made of, as they are sealed. FORMAT of the seal: seal/FORMAT.md; of these: SPEC.md.
// An optional field is absent when there is nothing to say, and in versions of before it existed.

import type { ItemId, LineId, PersonId } from '#lib/base/id.ts';
import type { Result, ReviewPart } from '#lib/engagement/engagement.ts';
import type { MissingState } from '#lib/people/guest.ts';
import type { Heading, Level, OwnKind, PlainKind, Strand } from '#lib/plan/kind.ts';

/**
 * core: all who sign, the school too. inner: all who sign but the school. At a table without a school every
 * part is inner: whoever of a school asks later, gets nothing of it by itself (design decision 7).
 */
export type PartAudience = 'core' | 'inner';

/** As a row has it. What does not say that it is for all who sign, is not for a school. */
export const partAudience = (said: string): PartAudience => (said === 'core' ? 'core' : 'inner');

/** Of a part that stays here: the part with what the school may read instead (other-words.ts); absent when there is none. */
type InOtherWords = { readonly school?: ItemId };

/** One part of a version. */
export type Part =
	| {
			readonly part: 'person';
			readonly id: PersonId;
			readonly name: string;
			readonly label: string;
			readonly present: boolean;
			/** Whether this person is asked for an answer. */
			readonly answers: boolean;
			/** RFC 7638 thumbprint of the key their device made on joining, if it could. */
			readonly key: string | null;
			/** The round that had begun when they came; absent when they were there before the rounds. */
			readonly joined?: number;
			/** The last round that had begun when they went home; 0: before the first. Absent when they stayed. */
			readonly left?: number;
			/** How it is called that they were not there; `at-home`: not asked to come, asked to answer. Absent when they were. */
			readonly absent?: MissingState | 'not-invited' | 'at-home';
			/** How often one tried to reach them. */
			readonly attempts?: number;
			/** Who spoke for them, and signed nothing for them. */
			readonly by?: string;
	  }
	| (InOtherWords & {
			readonly part: 'line';
			readonly id: LineId;
			readonly person: PersonId;
			readonly name: string;
			/** *Namens school*: printed as not confirmed by the school. */
			readonly behalf: boolean;
			readonly kind: OwnKind;
			readonly about: ItemId | null;
			readonly text: string;
			/** Who typed it, while the voice has not said *klopt*. */
			readonly typedBy: string | null;
			/** It was typed over from paper, and the voice has not said *klopt*. */
			readonly from?: 'paper';
			/** What was said in another language; absent when it was not, and in versions of before it existed. */
			readonly original?: {
				/** BCP 47. */
				readonly language: string;
				readonly text: string;
				/** Who put it in Dutch; null: the voice itself. */
				readonly by: string | null;
				readonly how: 'spoken' | 'written';
				/** Seconds since 1970 UTC. */
				readonly at: number;
			};
	  })
	/** Was asked, and said nothing under a heading where no line of theirs lies: never a school's to read. */
	| {
			readonly part: 'silence';
			readonly person: PersonId;
			readonly name: string;
			readonly kind: OwnKind;
			readonly about: ItemId | null;
			/** *Wil nu niets zeggen* · *was erbij, zei niets* */
			readonly how: 'nothing' | 'silent';
	  }
	| (InOtherWords & {
			/** A Samen-sentence; or what was said in a class, without a name. */
			readonly part: 'together' | 'phrase';
			readonly id: ItemId;
			readonly heading: Heading;
			readonly text: string;
	  })
	| (InOtherWords & {
			readonly part: 'goal';
			readonly id: ItemId;
			readonly level: Level;
			readonly text: string;
			readonly signs: string;
			/** Why it is another than the pupil wanted; absent when that was not written, or not asked yet. */
			readonly why?: string;
			/** Absent when it is not of the schoolondersteuning. */
			readonly strand?: Strand;
	  })
	| PromisePart
	| {
			readonly part: 'outcome';
			readonly id: ItemId;
			readonly owner: string;
			readonly text: string;
			readonly result: Result;
			readonly review: Readonly<Partial<Record<ReviewPart, Result>>>;
			/** Suspended, and not by choice: the reason is no part of any version. Absent when nothing is kept apart. */
			readonly because?: 'shielded';
	  }
	/** Somebody of the supporting network: who, and what they are there for. */
	| (InOtherWords & {
			readonly part: 'network';
			readonly id: ItemId;
			readonly text: string;
			readonly how: string;
	  })
	| (InOtherWords & { readonly part: PlainKind; readonly id: ItemId; readonly text: string });

export type PromisePart = InOtherWords & {
	readonly part: 'engagement' | 'ask' | 'not-now';
	readonly id: ItemId;
	readonly owner: PersonId | null;
	readonly ownerName: string;
	readonly text: string;
	readonly when: string;
	readonly asker: PersonId | null;
	readonly askerName: string;
	/** The owner said yes to exactly these words; of a *vraag aan*: everybody it needs did, and it may leave. */
	readonly yes: boolean;
	/** Hoe opgevolgd; absent when that was not written, and in versions of before it existed. */
	readonly how?: string;
	/** Absent when it is not of the schoolondersteuning. */
	readonly strand?: Strand;
	/** Whose yes a *vraag aan* needs, and has; absent when it needs none, and in versions of before. */
	readonly needs?: readonly { readonly person: PersonId; readonly name: string; readonly yes: boolean }[];
};

export type ReadPart = { readonly audience: PartAudience; readonly part: Part };
