// The words of lines on this page: as they were told, and as this device expects them once what it asked is done.

import type { LineId } from '#lib/base/id.ts';
import { wordsIn, type Pending } from '#lib/live/pending.ts';
import type { FactsMessage, TableView, Told } from '#lib/wire/view.ts';

type Words = Pick<TableView, 'words' | 'originals'>;

/** An original comes with the words it is of: words that came without have none. */
export function heardWords(view: Words, { words, originals, facts }: FactsMessage): Words {
	const [known, said] = [{ ...view.words, ...words }, { ...view.originals }];
	for (const line of Object.keys(words) as LineId[]) delete said[line];
	// What did not belong in a plan, or may be read no longer, is on no screen, and in no memory of one.
	for (const { told } of facts)
		if (isGone(told.fact)) {
			delete known[told.fact.line];
			delete said[told.fact.line];
		}
	return { words: known, originals: { ...said, ...originals } };
}

function isGone(fact: Told['told']['fact']): fact is Extract<typeof fact, { line: LineId }> {
	return 'line' in fact && ['emptied', 'no-longer', 'unshown'].includes(fact.is);
}

export function wordsExpected(view: Words, pending: readonly Pending[]): Words['words'] {
	const words = { ...view.words };
	for (const { move } of pending) {
		const said = wordsIn(move);
		if (said) words[said.line] = said.text;
	}
	return words;
}

export function originalsExpected(view: Words, pending: readonly Pending[]): Words['originals'] {
	const originals = { ...view.originals };
	for (const { move, at } of pending) {
		if (move.do !== 'lay' && move.do !== 'correct') continue;
		if (move.original) originals[move.line] = { ...move.original, at };
		else delete originals[move.line];
	}
	return originals;
}
