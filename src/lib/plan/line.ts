// One laid piece of own words. The server keeps the words in a row; facts carry only digests.

import { clean } from '#lib/base/clean.ts';
import { digestOfJson, type Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId, VoiceId } from '#lib/base/id.ts';
import type { OwnKind } from '#lib/plan/kind.ts';

/**
 * How a yes was given: on one's own screen, or aloud, with a witness named beside it. `by`: who wrote a spoken yes to a
 * promise down; absent in facts of before it was kept.
 */
export type Yes = { readonly digest: Digest; readonly witness: PersonId | null; readonly by?: PersonId };

export type Line = {
	readonly id: LineId;
	readonly voice: VoiceId;
	readonly kind: OwnKind;
	/** The promise it speaks of, for words in a follow-up. */
	readonly about: ItemId | null;
	readonly digest: Digest;
	/** Who wrote it down; the voice itself or a schrijver. */
	readonly writer: PersonId;
	/** Typed over from paper; said until the voice says *klopt*. */
	readonly from: 'paper' | null;
	/** *Klopt*: counts only for the digest it names. */
	readonly yes: Yes | null;
	/** Covered on every screen until the voice or the one who leads uncovers it. */
	readonly covered: boolean;
	/** Sequence of laying down, which is the order of speaking. */
	readonly seq: number;
};

/**
 * What was said in another language, beside the Dutch that was made of it. The Dutch is the line, and what
 * one signs; the original stays with it for ever (S5-05).
 */
export type Original = {
	/** BCP 47, as "fa-AF". */
	readonly language: string;
	readonly text: string;
	/** Who put it in Dutch; null: the voice itself. */
	readonly by: PersonId | null;
	/** Aloud, by an interpreter here or on the phone; or in writing. */
	readonly how: (typeof originalHows)[number];
};
export const originalHows = ['spoken', 'written'] as const;

/** `at`: when it was kept, milliseconds of the server's clock. */
export type KeptOriginal = Original & { readonly at: number };

/** `original` is absent where nothing was said in another language. */
export type LineWords = {
	voice: VoiceId;
	kind: OwnKind;
	about: ItemId | null;
	text: string;
	original?: Original | null;
};

/**
 * The digest of own words: in whose voice, of what kind, about what, and the words themselves; with those in
 * another language, if there are: a yes is to both.
 */
export function lineDigest({ voice, kind, about, text, original }: LineWords): Digest {
	const words = { voice, kind, about, text: clean(text) };
	if (!original) return digestOfJson(words);
	const { language, by, how } = original;
	return digestOfJson({ ...words, original: { language, text: clean(original.text), by, how } });
}

/** Whether the voice said *klopt* to exactly these words. */
export function confirmed(line: Line): boolean {
	return line.yes !== null && line.yes.digest === line.digest;
}
