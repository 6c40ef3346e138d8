// Who may say what a school reads instead of something that stays here.

import type { PersonId } from '#lib/base/id.ts';
import type { Role } from '#lib/people/role.ts';
import type { ItemKind } from '#lib/plan/kind.ts';

/**
 * Whoever promises, or did not want it now; of a goal, a Samen-sentence and all that is nobody's, the pupil, whose plan
 * it is. A *vraag aan* goes out as it is or not at all; a phrase of a class has no voice; what is parked is in no version.
 */
export function mayWordAnew(
	kind: ItemKind,
	owner: PersonId | null,
	person: PersonId,
	role: Role | undefined
): boolean {
	if (role === undefined || role === 'school') return false;
	switch (kind) {
		case 'engagement':
		case 'not-now':
			return owner === person;
		case 'ask':
		case 'phrase':
		case 'parked':
			return false;
		default:
			return role === 'pupil';
	}
}
