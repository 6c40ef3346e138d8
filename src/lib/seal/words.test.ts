import { describe, expect, it } from 'vitest';
import { digestOfText } from '#lib/base/digest.ts';
import { vectors } from '#lib/seal/vectors/shape.ts';
import { fingerprint, nouns } from '#lib/seal/words.ts';

/** Letters to put in, drop or change to make one word of another. */
function apart(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (const [i, letter] of [...a].entries()) {
		const next = [i + 1];
		for (const [j, other] of [...b].entries())
			next.push(
				Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1))
			);
		row = next;
	}
	return row.at(-1) ?? 0;
}

/** Roughly how a Fleming says it, so that words of one sound get one text. */
const sound = (word: string): string =>
	word
		.replace(/ij|y/g, 'ei')
		.replace(/ou/g, 'au')
		.replace(/ch/g, 'g')
		.replace(/c(?=[eiy])/g, 's')
		.replace(/[cq]/g, 'k')
		.replace(/z/g, 's')
		.replace(/v/g, 'f')
		.replace(/d$/, 't')
		.replace(/b$/, 'p')
		.replace(/(.)\1/g, '$1');

describe('the words of a fingerprint', () => {
	it('are 256 different ones of 3 to 8 plain letters, in the order of the alphabet', () => {
		expect(new Set(nouns).size).toBe(256);
		expect(nouns).toHaveLength(256);
		for (const noun of nouns) expect(noun).toMatch(/^[a-z]{3,8}$/);
		expect(nouns).toEqual(nouns.toSorted());
	});

	it('are never one letter or one sound apart', () => {
		for (const [at, a] of nouns.entries())
			for (const b of nouns.slice(at + 1)) {
				expect(apart(a, b), `${a} ${b}`).toBeGreaterThan(1);
				expect(apart(sound(a), sound(b)), `${a} ${b}`).toBeGreaterThan(1);
			}
	});
});

describe('a fingerprint', () => {
	it('is six words, the same today and in twenty years', () => {
		for (const { digest, fingerprint: words } of vectors('copies')) expect(fingerprint(digest)).toBe(words);
		expect(fingerprint(digestOfText('abc')).split(' ')).toHaveLength(6);
	});
	it('of another digest is other words', () => {
		const seen = new Set(Array.from({ length: 50 }, (_, at) => fingerprint(digestOfText(`${at}`))));
		expect(seen.size).toBe(50);
	});
});
