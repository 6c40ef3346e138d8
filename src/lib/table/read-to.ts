// Who may be named as having read a plan out to somebody, in another language: an adult who may interpret, and never the
// person who answers (S5-04, S5-11). They may be the witness too, and are no party.

import type { PersonId } from '#lib/base/id.ts';
import { isUnnamed, mayInterpret } from '#lib/people/person.ts';
import type { Table } from '#lib/table/table.ts';

export function mayReadTo(
	{ circle, people }: Pick<Table, 'circle' | 'people'>,
	by: PersonId,
	to: PersonId
): boolean {
	const one = people.get(by);
	const here = circle.order.includes(by) || circle.seated.has(by);
	return one !== undefined && by !== to && here && !isUnnamed(one) && mayInterpret(one);
}

/** Whether what an answer says of it may stand: nobody reads out to themselves, and no minor to anybody; null: nobody did. */
export const isReadTo = (
	table: Pick<Table, 'circle' | 'people'>,
	aloud: { readonly by: PersonId } | null,
	to: PersonId
): boolean => aloud === null || mayReadTo(table, aloud.by, to);
