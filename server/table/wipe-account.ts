// Mijn versie, wiped by who wrote it: perhaps nobody else may know that it is there, so nobody else is asked to do it.

import { isNo, no, type No } from '#lib/base/no.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { readAccounts } from '#server/table/accounts.ts';
import { atVersion } from '#server/table/at-version.ts';
import { erase } from '#server/table/erase.ts';

export type WipeRefusal =
	/** It is gone by now, or never was theirs. */
	'account-gone' | 'wipe-needs-reason';

/** Null: no such version, or not theirs. Of a version that was withdrawn or replaced as well. */
export async function wipeAccount(
	house: House,
	who: SeatWho,
	named: string,
	{ what, reason }: { readonly what: string; readonly reason: string }
): Promise<'done' | No<WipeRefusal> | null> {
	const at = await atVersion(house, who, named);
	if (!at) return null;
	const { id, me } = at;
	const all = await house.store.read((db) => readAccounts(db, id));
	if (!all.some((one) => one.digest === what && one.person === me)) return no('account-gone');
	const { traject } = at.live.row;
	const erased = await erase(house, { traject, what, person: me, by: me, reason });
	if (!isNo(erased)) return 'done';
	return no(erased.no === 'erase-needs-reason' ? 'wipe-needs-reason' : 'account-gone');
}
