// Annexes and own accounts, asked of their own tokens: of which version they are, what they list, whose they are.

import { digestOfText } from '#lib/base/digest.ts';
import type { TrajectId } from '#lib/base/id.ts';
import { annexKind } from '#lib/seal/claims.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import type { Say } from '#server/chain/check.ts';
import type { Agreed } from '#server/chain/rows.ts';
import { signedToken } from '#server/chain/token.ts';

type Around = {
	readonly of: TrajectId;
	readonly keys: readonly PublicJwk[];
	/** Digests whose words an erasure took. */
	readonly erased: ReadonlySet<string>;
};

export function annexFaults(
	{ versions, annexes, accounts, statements }: Agreed,
	around: Around,
	say: Say
): void {
	for (const row of annexes) {
		const read = signedToken(annexKind, row, around.keys);
		const { jti, traject, of } = read?.claims ?? {};
		const version = versions.find(({ id }) => id === row.version);
		if (jti !== row.id || traject !== around.of || of !== version?.digest)
			say('annex', row.id, 'annex-token');
		const shown = row.disclosures.map(digestOfText);
		const stray = (digest: string) => !read?.listed.has(digest) || !row.digests.includes(digest);
		if (read && (row.digests.some((one) => !read.listed.has(one)) || shown.some(stray)))
			say('annex', row.id, 'annex-unlisted');
		const gone = row.digests.filter((one) => !shown.some((digest) => digest === one));
		if (gone.some((digest) => !around.erased.has(digest))) say('annex', row.id, 'words-gone');
	}
	for (const { statement, version } of accounts) {
		const told = statements.find(({ digest }) => digest === statement);
		if (told?.act !== 'annex' || told.version !== version) say('account', statement, 'account-points');
	}
}
