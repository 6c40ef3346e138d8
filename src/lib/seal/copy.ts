// One person's copy of a version: its token and the disclosures that person may read, in the compact
// form of RFC 9901 §4: token~d1~d2~. A copy with fewer disclosures is a good, narrower copy. FORMAT.md §6.

import { no, type No } from '#lib/base/no.ts';

/** What a copy may measure: letters (all ASCII, so bytes too) and disclosed parts. */
export const copyLimits = { letters: 2_000_000, parts: 4096 } as const;

export type CopyRefusal =
	/** Over 2,000,000 letters. */
	| 'copy-too-large'
	/** More than 4096 disclosures. */
	| 'too-many-parts'
	/** Not token~d1~d2~ : a tilde is missing, nothing stands between two, or something follows the last. */
	| 'copy-form'
	/** Disclosures not in the order of their own text, which would let their order tell something. */
	| 'copy-order';

export type Copy = { readonly token: string; readonly disclosures: readonly string[] };

/** The copy with these disclosures (the `words` of each), in the order of their own text. */
export function copyOf(token: string, disclosures: readonly string[]): string {
	return [token, ...[...disclosures].sort(), ''].join('~');
}

/** The token and disclosures of a copy, as they stand: nothing of them is checked but order and size. */
export function parseCopy(copy: string): Copy | No<CopyRefusal> {
	if (copy.length > copyLimits.letters) return no('copy-too-large');
	const [token, ...rest] = copy.split('~');
	const end = rest.pop();
	if (rest.length > copyLimits.parts) return no('too-many-parts');
	if (!token || end !== '' || rest.includes('')) return no('copy-form');
	if (rest.some((words, at) => at > 0 && words < (rest[at - 1] ?? ''))) return no('copy-order');
	return { token, disclosures: rest };
}
