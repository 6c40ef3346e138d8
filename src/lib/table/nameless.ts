// A class circle (design decision 7): what the class says stands there without names. No own words, no marks,
// no promise of a pupil; and of pupils nobody but who leads has a name.

import { no, type No } from '#lib/base/no.ts';
import type { Setting } from '#lib/circle/circle.ts';
import type { Person } from '#lib/people/person.ts';
import { unnamed, type Role } from '#lib/people/role.ts';
import type { Item } from '#lib/plan/item.ts';
import type { TableMove } from '#lib/table/decide.ts';

export type NamelessRefusal =
	/** In a class circle nothing is written under a name, and nobody of the class is asked for a yes. */
	'class-without-names';

/** Whether this is somebody whose name is not said at such a table. */
export const isOfTheClass = (setting: Setting, role: Role | undefined): boolean =>
	setting === 'class' && role === 'pupil';

/** What a class circle does not do; null: it may. `roleOf`: of somebody at this table. */
export function decideNameless(
	setting: Setting,
	move: TableMove,
	roleOf: (person: Person['id']) => Role | undefined
): No<NamelessRefusal> | null {
	if (setting !== 'class') return null;
	switch (move.do) {
		case 'lay':
		case 'mark':
		case 'check':
			return no('class-without-names');
		case 'go':
			return move.to === 'own-words' ? no('class-without-names') : null;
		case 'take':
		case 'agree':
			return isOfTheClass(setting, roleOf(move.person)) ? no('class-without-names') : null;
		default:
			return null;
	}
}

/** A person as others than who leads see them. */
export const withoutName = (setting: Setting, person: Person): Person =>
	isOfTheClass(setting, person.role) ? { ...person, name: unnamed, label: unnamed } : person;

/** An item as it is frozen: of a promise nobody of the class is the owner, or asks after it. */
export function itemWithoutNames(
	item: Item,
	setting: Setting,
	roleOf: (person: Person['id']) => Role | undefined
): Item {
	const named = (person: Person['id'] | null) =>
		person !== null && isOfTheClass(setting, roleOf(person)) ? null : person;
	return setting === 'class' ? { ...item, owner: named(item.owner), asker: named(item.asker) } : item;
}
