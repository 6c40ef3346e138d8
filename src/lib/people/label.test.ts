import { expect, it } from 'vitest';
import type { PersonId } from '#lib/base/id.ts';
import { no } from '#lib/base/no.ts';
import { asksOf, labelled, mayConfide, toldNothing } from '#lib/people/label.ts';

const layla = 'layla' as PersonId;

it('an interpreter is of age, and never the pupil', () => {
	expect(labelled('tolk', toldNothing, null)).toEqual(no('adult-or-not'));
	expect(labelled('tolk', { ...toldNothing, adult: false }, null)).toEqual(no('minor-interprets'));
	for (const adult of [true, false, null])
		expect(labelled('Sociaal tolk', { ...toldNothing, adult }, 'pupil')).toEqual(no('minor-interprets'));
	expect(labelled('tolk', { ...toldNothing, adult: true }, 'network')).toEqual({
		role: 'interpreter',
		adult: true,
		confidantOf: null
	});
});

it('a confidant is somebody’s, and of age', () => {
	expect(labelled('vertrouwenspersoon', toldNothing, null)).toEqual(no('whose-confidant'));
	expect(labelled('vertrouwenspersoon', { ...toldNothing, of: layla }, null)).toEqual(no('adult-or-not'));
	expect(labelled('vertrouwenspersoon', { school: null, adult: false, of: layla }, null)).toEqual(
		no('minor-confides')
	);
	expect(labelled('vertrouwenspersoon', { school: null, adult: true, of: layla }, null)).toMatchObject({
		role: 'confidant',
		confidantOf: layla
	});
});

it('what was answered of another label counts for nothing', () => {
	expect(labelled('vader', { school: true, adult: false, of: layla }, null)).toMatchObject({
		role: 'parent',
		confidantOf: null
	});
});

it('a page asks what the label leaves open, and nothing else', () => {
	expect(['vader', 'juf', 'tolk', 'vertrouwenspersoon'].map(asksOf)).toEqual([
		null,
		'school-or-not',
		'adult-or-not',
		'whose-confidant'
	]);
	expect((['pupil', 'parent', 'network', 'clb', 'school', 'confidant'] as const).filter(mayConfide)).toEqual([
		'pupil',
		'parent',
		'network'
	]);
});
