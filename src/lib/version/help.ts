// Consent to the help itself, apart from what somebody says to the plan: a record of its own, never in the same tick,
// never in the way of anything, and taken back whenever one wants (domain.md §6.1, §9 r1-3).

import type { PersonId } from '#lib/base/id.ts';
import type { Role } from '#lib/people/role.ts';

/**
 * Of whom it is asked: of the pupil, whose own right it is from twelve on, and of each parent for what the help asks of
 * them; each for themselves, neither for the other. Who is there by profession gives help, or belongs to the plan; a class
 * has no help of its own.
 */
export const mayHelpBeAsked = (role: Role, setting: 'school' | 'family' | 'class'): boolean =>
	setting !== 'class' && (role === 'pupil' || role === 'parent');

export type Consent = { readonly person: PersonId; readonly given: boolean };

/** What somebody said last; null while they said nothing, which is no consent. */
export const consentOf = (consents: readonly Consent[], person: PersonId): boolean | null =>
	consents.findLast((one) => one.person === person)?.given ?? null;
