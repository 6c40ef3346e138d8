// What stands beside a version in one reader's copy: the annexes they see with what was said to those, and own accounts
// that are for them.

import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, TrajectId, VersionId } from '#lib/base/id.ts';
import { barBetween } from '#lib/people/bar.ts';
import { readsAccount } from '#lib/version/account.ts';
import { listedIn } from '#server/chain/said.ts';
import { readBars } from '#server/door/bars.ts';
import type { Reader } from '#server/store/store.ts';
import { readAccounts, type AccountRead } from '#server/table/accounts.ts';
import {
	answersFor,
	readAnnexes,
	seesAnnex,
	type AnnexAnswer,
	type AnnexRead
} from '#server/table/annexes.ts';

export type BesideVersion = {
	readonly annexes: readonly AnnexRead[];
	readonly answers: readonly AnnexAnswer[];
	readonly accounts: readonly AccountRead[];
	/** Digests of all the words here, also of those that are gone. */
	readonly digests: ReadonlySet<Digest>;
};

export async function besideFor(
	db: Reader,
	of: { readonly traject: TrajectId; readonly version: VersionId },
	reader: { readonly person: PersonId; readonly role: string; readonly has: boolean }
): Promise<BesideVersion> {
	const { person, role, has } = reader;
	const bars = await readBars(db, of.traject);
	const apart = (other: PersonId) => barBetween(bars, other, person) !== null;
	const annexes = (await readAnnexes(db, of.version)).filter((one) => seesAnnex(one, person, bars));
	const answers = annexes.flatMap((one) => answersFor(one, person));
	const accounts = (await readAccounts(db, of.version)).filter(
		(one) =>
			one.person === person || (has && readsAccount(one.to, one.person, person, role) && !apart(one.person))
	);
	const digests = new Set([
		...annexes.flatMap((one) => one.digests as Digest[]),
		...answers.flatMap(({ token }) => listedIn(token)),
		...accounts.flatMap(({ hidden }) => hidden)
	]);
	return { annexes, answers, accounts, digests };
}

export type Listed = {
	readonly id: VersionId;
	readonly no: number;
	/** Annexes this reader sees there. */
	readonly annexes: number;
	/** Own accounts that are for them, theirs too. */
	readonly accounts: number;
};

/** A reader's versions, each with how much of what lies beside it is theirs to read. */
export async function besideEach(
	db: Reader,
	traject: TrajectId,
	versions: readonly Pick<Listed, 'id' | 'no'>[],
	reader: Parameters<typeof besideFor>[2]
): Promise<Listed[]> {
	const listed: Listed[] = [];
	for (const { id, no } of versions) {
		const { annexes, accounts } = await besideFor(db, { traject, version: id }, reader);
		listed.push({ id, no, annexes: annexes.length, accounts: accounts.length });
	}
	return listed;
}
