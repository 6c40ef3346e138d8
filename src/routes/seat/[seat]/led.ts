// Who led before the one who leads now, so that it can be given back.

import type { PersonId } from '#lib/base/id.ts';
import type { TableView } from '#lib/wire/view.ts';

/** Null while it was never handed over, or when the facts do not tell. */
export function ledBefore({ beginning, streams }: TableView, now: PersonId): PersonId | null {
	const handed = streams.flatMap(({ facts }) =>
		facts.flatMap(({ told }) => (told.to === 'circle' && told.fact.is === 'leads' ? [told.fact.person] : []))
	);
	return [beginning.leader, ...handed].findLast((person) => person !== now) ?? null;
}
