// Mijn versie: somebody's own account beside a frozen version, in their words, for whom they choose. It changes no
// answer, no digest and no state (domain.md §7, §8). SPEC.md, *Beside a version*.

import type { PersonId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import type { VersionState } from '#lib/version/version.ts';

/** For whom it is: everybody who has the version; the same without a school; these people. */
export type AccountTo =
	{ readonly to: 'all' | 'not-school' } | { readonly to: 'named'; readonly people: readonly PersonId[] };

export const accountTos = ['not-school', 'all', 'named'] as const;

/** Letters of one account, in UTF-16 units: two pages, so that a statement stays under the limit of its format. */
export const accountLetters = 5_000;

/** Every polite no about an own account. Each has a sentence in words/. */
export type AccountRefusal =
	/** Nothing is written. */
	| 'account-empty'
	| 'account-too-long'
	/** Whom to show it to was not said, or is nobody who has this version. */
	| 'account-for-whom'
	| 'version-replaced'
	| 'version-withdrawn';

/** Whether this one reads it; whoever wrote it always does. `of`: who wrote it. */
export function readsAccount(to: AccountTo, of: PersonId, reader: PersonId, role: string): boolean {
	if (of === reader) return true;
	return to.to === 'named' ? to.people.includes(reader) : to.to === 'all' || role !== 'school';
}

/** What is asked of an account before it is signed; null: it may be. `having`: who has a copy of this version. */
export function mayAdd(
	state: VersionState['is'],
	words: string,
	to: AccountTo,
	having: ReadonlySet<PersonId>
): No<AccountRefusal> | null {
	const closed = closedFor(state);
	if (closed) return closed;
	if (words === '') return no('account-empty');
	if (words.length > accountLetters) return no('account-too-long');
	const named = to.to !== 'named' || (to.people.length > 0 && to.people.every((one) => having.has(one)));
	return named ? null : no('account-for-whom');
}

/** Nothing is added beside a version that was withdrawn or replaced; what stood there stays. */
export const closedFor = (state: VersionState['is']): No<'version-replaced' | 'version-withdrawn'> | null =>
	state === 'withdrawn' ? no('version-withdrawn') : state === 'superseded' ? no('version-replaced') : null;
