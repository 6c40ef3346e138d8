// Which keys joined a version after it was frozen: by statements of act `key`, on the house's word, in sight of
// somebody. FORMAT.md §8.

import type { Digest } from '#lib/base/digest.ts';
import type { PersonId } from '#lib/base/id.ts';
import { inWhoseHand, type Hands } from '#lib/seal/hand.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import type { Statement } from '#lib/seal/statement.ts';

/** Those of a person. `version`: the digest of its token; a key joins no other, and no annex. */
export function joinedIn(
	statements: readonly Statement[],
	version: Digest,
	person: PersonId,
	house: readonly PublicJwk[]
): Hands['joined'] {
	const bare = { named: null, joined: [], house, origin: '' };
	return statements.flatMap((one) =>
		one.act === 'key' &&
		one.version === version &&
		one.person === person &&
		inWhoseHand(one, bare) === 'house'
			? { of: one.of, thumbprint: one.thumbprint }
			: []
	);
}
