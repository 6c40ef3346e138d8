import { describe, expect, it } from 'vitest';
import { asName, lettersIn, namedIn, nextLetter, unnamed } from '#lib/plan/third-person.ts';

const without = (text: string, name = 'Kevin') => unnamed(text, name, 'A');

describe('a name in the plan (S3-04)', () => {
	it('becomes a letter wherever it stands, in whole words, whatever the case', () => {
		expect(without('Kevin lacht. KEVIN, kevin: “Kevin”? (kevin)')).toBe(
			'klasgenoot A lacht. klasgenoot A, klasgenoot A: “klasgenoot A”? (klasgenoot A)'
		);
	});
	it('is not found inside another word', () => {
		for (const text of ['Janneke en januari', 'bejan', 'Jan2', 'Jané', 'Jan\u0301'])
			expect(without(text, 'Jan')).toBe(text);
	});
	it('is found with the s of possession behind it', () => {
		expect(without("Kevins fiets en Kevin's tas")).toBe("klasgenoot A’s fiets en klasgenoot A's tas");
	});
	it('may have any letters: accents, hyphens, other scripts, more than one word', () => {
		expect(without('Élise en ELISE', 'Élise')).toBe('klasgenoot A en ELISE');
		expect(without('E\u0301lise lacht', 'Élise')).toBe('klasgenoot A lacht');
		expect(without('Jean-Marie en jean-marie', 'Jean-Marie')).toBe('klasgenoot A en klasgenoot A');
		expect(without('با کریم بودم', 'کریم')).toBe('با klasgenoot A بودم');
		expect(without('Олег и ОЛЕГ', 'Олег')).toBe('klasgenoot A и klasgenoot A');
		expect(without('De Jan  De Wolf van 4B', 'Jan De Wolf')).toBe('De klasgenoot A van 4B');
		expect(without('😀Kevin😀')).toBe('😀klasgenoot A😀');
	});
	it('is looked for as it is written, never as a pattern', () => {
		expect(without('a.b axb', 'a.b')).toBe('klasgenoot A axb');
		expect(() => namedIn('x', '[a', 'A')).not.toThrow();
	});
	it('gives its places from the end, so that one can be put in after another', () => {
		expect(namedIn('Kevin en Kevin', 'Kevin', 'A').map(({ at }) => at)).toEqual([9, 0]);
	});
	it('needs two letters at least', () => {
		expect(asName('  Kevin \n')).toBe('Kevin');
		for (const text of ['', ' ', 'K', '12', '!?']) expect(asName(text)).toBeNull();
	});
});

describe('a letter', () => {
	it('is the next that stands for nobody in the draft', () => {
		expect(nextLetter([])).toBe('A');
		expect(nextLetter(lettersIn(['klasgenoot A en Klasgenoot c', 'klasgenoot B’s fiets']))).toBe('D');
		expect(nextLetter(lettersIn(['klasgenoot Annelies', 'klasgenoten A']))).toBe('A');
	});
	it('goes on after Z', () => {
		const all = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
		expect(nextLetter(all)).toBe('AA');
		expect(nextLetter([...all, 'AA'])).toBe('AB');
	});
});
