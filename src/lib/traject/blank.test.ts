import { expect, it } from 'vitest';
import { blankSheets, chosenOf, sheetsOf } from '#lib/traject/blank.ts';

it('every sheet is printed when none is named, and only those that are', () => {
	expect(chosenOf('start', [])).toEqual(blankSheets);
	expect(chosenOf('start', ['who', 'own', 'who', 'nothing'])).toEqual(['own', 'who']);
});

it('a class has no sheet of anybody’s own, whoever names one', () => {
	expect(chosenOf('class', ['own', 'mine', 'private', 'aloud', 'review'])).toEqual(sheetsOf('class'));
	expect(sheetsOf('class')).toEqual(['round', 'promises', 'who']);
});
