// The words in what was sealed or said, as they can be erased, and whose they are.

import { digestOfText, type Digest } from '#lib/base/digest.ts';
import type { PersonId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { readDisclosure } from '#lib/seal/disclosure.ts';
import type { Part } from '#lib/version/part.ts';

/** The part that a disclosure of a version or an annex holds; null: it is none. */
export function partIn(words: string): Part | null {
	const read = readDisclosure(words, 1);
	return isNo(read) ? null : ((read[0] as unknown as { part: Part } | undefined)?.part ?? null);
}

/** The words of an answer, in whichever form it was signed: its disclosures have a name and a value. */
export function hiddenWords({
	disclosures
}: {
	readonly disclosures: readonly string[];
}): { words: Digest; text: string }[] {
	return disclosures.flatMap((one) => {
		const read = readDisclosure(one, 2);
		const [name, value] = isNo(read) ? [] : read;
		return name === 'words' && typeof value === 'string' && value !== ''
			? [{ words: digestOfText(one), text: value }]
			: [];
	});
}

/** An *uitkomst* names its owner by name only: of the table together. */
export function whose(part: Part): PersonId | null {
	if (part.part === 'line') return part.person;
	return part.part === 'engagement' || part.part === 'ask' || part.part === 'not-now' ? part.owner : null;
}
