// What a label makes of somebody, once what it leaves open was asked: whether they are of the school, whether an
// interpreter is of age, whose confidant somebody is. The same on every way in, and on the page that asks.

import type { PersonId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { roleOf, type Role } from '#lib/people/role.ts';

/** What was answered; null: it was not asked. */
export type Told = {
	readonly school: boolean | null;
	/** Eighteen or older. */
	readonly adult: boolean | null;
	/** Who chose them as a confidant. */
	readonly of: PersonId | null;
};

export const toldNothing: Told = { school: null, adult: null, of: null };

/** Every polite question about a label. Each has a sentence in words/. */
export type LabelRefusal =
	/** Does this person belong to a school? The label leaves it open, and it decides what they may see. */
	| 'school-or-not'
	/** Is an interpreter or a confidant eighteen? Nobody under age carries that. */
	| 'adult-or-not'
	/** Neither the pupil nor another minor interprets (domain.md §3, S5-04): a social interpreter, or an adult. */
	| 'minor-interprets'
	/** A confidant is an adult (domain.md §3). */
	| 'minor-confides'
	/** A confidant is somebody's: who chose them? */
	| 'whose-confidant';

export type Labelled = {
	readonly role: Role;
	readonly adult: boolean | null;
	readonly confidantOf: PersonId | null;
};

/** `before`: the role they had, or null for somebody new. */
export function labelled(label: string, told: Told, before: Role | null): Labelled | No<LabelRefusal> {
	const { school, adult, of } = told;
	const role = roleOf(label) ?? (school === null ? null : school ? 'school' : 'network');
	if (role === null) return no('school-or-not');
	if (role === 'interpreter') {
		if (before === 'pupil' || adult === false) return no('minor-interprets');
		return adult === null ? no('adult-or-not') : { role, adult, confidantOf: null };
	}
	if (role === 'confidant') {
		if (of === null) return no('whose-confidant');
		if (before === 'pupil' || adult === false) return no('minor-confides');
		return adult === null ? no('adult-or-not') : { role, adult, confidantOf: of };
	}
	return { role, adult, confidantOf: null };
}

/** What a page asks beside a label before it sends it; null: nothing is open. */
export function asksOf(label: string): 'school-or-not' | 'adult-or-not' | 'whose-confidant' | null {
	const role = roleOf(label);
	if (role === null) return 'school-or-not';
	if (role === 'confidant') return 'whose-confidant';
	return role === 'interpreter' ? 'adult-or-not' : null;
}

/** Who may choose a confidant: the pupil, and who is there as family or network; nobody who is there by profession. */
export const mayConfide = (role: Role): boolean =>
	role === 'pupil' || role === 'parent' || role === 'network';
