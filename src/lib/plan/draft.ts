// A draft of own words on somebody's own sheet: a root text under a name that says in whose voice, of what
// kind and about what, so that two devices never make it twice, and none is taken for another.

import type * as Y from 'yjs';
import { isId, type ItemId, type VoiceId } from '#lib/base/id.ts';
import { isOwnKind, type OwnKind } from '#lib/plan/kind.ts';

export type DraftOf = {
	readonly voice: VoiceId;
	readonly kind: OwnKind;
	/** The promise it speaks of. */
	readonly about: ItemId | null;
	/** Which of the questions of this kind it answers: 1, unless a circle asks for a kind more than once. */
	readonly nth: number;
	/** What was said in another language, beside the Dutch draft. */
	readonly original: boolean;
};

/** "voice/kind", then what there is of: "/promise", "/2", "/original". */
export function draftKey(
	voice: string,
	kind: string,
	about: string | null,
	nth = 1,
	which: 'dutch' | 'original' = 'dutch'
): string {
	const parts = [voice, kind, about, nth > 1 ? nth : null, which === 'original' ? which : null];
	return parts.filter((part) => part !== null).join('/');
}

/** What a name says, or null: it is none of a draft. One draft has one name. */
export function parseDraftKey(key: string): DraftOf | null {
	const [voice, kind, ...rest] = key.split('/');
	if (!isId(voice) || !isOwnKind(kind)) return null;
	const about = isId(rest[0]) ? (rest.shift() as ItemId) : null;
	const nth = /^([2-9]|[1-9][0-9])$/.test(rest[0] ?? '') ? Number(rest.shift()) : 1;
	const original = rest[0] === 'original' && rest.shift() !== undefined;
	return rest.length === 0 ? { voice: voice as VoiceId, kind, about, nth, original } : null;
}

export const isDraftKey = (key: string): boolean => parseDraftKey(key) !== null;

export type Draft = DraftOf & { readonly key: string; readonly text: string };

/** Everything that is written on an own sheet. */
export function readDrafts(doc: Y.Doc): Draft[] {
	return [...doc.share.keys()].flatMap((key): Draft[] => {
		const of = parseDraftKey(key);
		const text = of ? doc.getText(key).toString() : '';
		return of && text.trim() !== '' ? [{ ...of, key, text }] : [];
	});
}
