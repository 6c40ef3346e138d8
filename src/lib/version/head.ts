// The last version this device saw of a traject. Whoever shows it an older or another one, a restored
// backup or a swapped file, is noticed, and nothing is signed behind it (safety.md §3, B6).

import type { Digest } from '#lib/base/digest.ts';

/** `answers`: the digests of the answers it saw to that version. */
export type Head = { readonly no: number; readonly digest: Digest; readonly answers: readonly Digest[] };

/** A version as its copy says: its number, its digest, the digest of the one before, and what was answered. */
export type Seen = Head & { readonly prev: Digest | null };

export type HeadCheck =
	/** The same one, or one that goes on from it. */
	| 'goes-on'
	/** An earlier version than this device saw. */
	| 'behind'
	/** Another version than the one this device saw in its place. */
	| 'forked'
	/** That version, without an answer this device saw to it: perhaps its own. */
	| 'lacking';

export function checkHead(head: Head | null, seen: Seen): HeadCheck {
	if (!head || seen.no > head.no + 1) return 'goes-on';
	if (seen.no < head.no) return 'behind';
	const same = seen.no === head.no ? seen.digest === head.digest : seen.prev === head.digest;
	if (!same) return 'forked';
	if (seen.no > head.no) return 'goes-on';
	return head.answers.every((one) => seen.answers.includes(one)) ? 'goes-on' : 'lacking';
}
