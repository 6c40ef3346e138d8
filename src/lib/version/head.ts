// The last version this device saw of a traject. Whoever shows it an older or another one, a restored
// backup or a swapped file, is noticed, and nothing is signed behind it (safety.md §3, B6).

import type { Digest } from '#lib/base/digest.ts';

export type Head = { readonly no: number; readonly digest: Digest };

/** A version as its copy says: its number, its digest, and the digest of the one before. */
export type Seen = Head & { readonly prev: Digest | null };

export type HeadCheck =
	/** The same one, or one that goes on from it. */
	| 'goes-on'
	/** An earlier version than this device saw. */
	| 'behind'
	/** Another version than the one this device saw in its place. */
	| 'forked';

export function checkHead(head: Head | null, seen: Seen): HeadCheck {
	if (!head || seen.no > head.no + 1) return 'goes-on';
	if (seen.no < head.no) return 'behind';
	const same = seen.no === head.no ? seen.digest === head.digest : seen.prev === head.digest;
	return same ? 'goes-on' : 'forked';
}
