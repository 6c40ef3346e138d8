// One laid piece of own words. The server keeps the words in a row; facts carry only digests.

import { clean } from '#lib/base/clean.ts';
import { digestOfJson, type Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId, VoiceId } from '#lib/base/id.ts';
import type { OwnKind } from '#lib/plan/kind.ts';

/** How a yes was given: on one's own screen, or aloud, with a witness named beside it. */
export type Yes = { readonly digest: Digest; readonly witness: PersonId | null };

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

export type LineWords = { voice: VoiceId; kind: OwnKind; about: ItemId | null; text: string };

/** The digest of own words: in whose voice, of what kind, about what, and the words themselves. */
export function lineDigest(words: LineWords): Digest {
	return digestOfJson({ voice: words.voice, kind: words.kind, about: words.about, text: clean(words.text) });
}

/** Whether the voice said *klopt* to exactly these words. */
export function confirmed(line: Line): boolean {
	return line.yes !== null && line.yes.digest === line.digest;
}
