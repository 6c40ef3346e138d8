// Who refuses contact with whom: always a pair, never one of them alone (domain.md §6.3, S1-10). A father who does
// not want to meet one school may meet another. Set and lifted in the name of the one who refuses, never by who
// leads; the other one does not learn of it here.

import type { PersonId } from '#lib/base/id.ts';

export type Bar = {
	/** Who refuses. */
	readonly person: PersonId;
	readonly other: PersonId;
};

export type Bars = readonly Bar[];

/** The bar between these two, whoever of them refuses. */
export function barBetween(bars: Bars, one: PersonId, other: PersonId): Bar | null {
	return bars.find((bar) => isPair(bar, one, other)) ?? null;
}

const isPair = (bar: Bar, one: PersonId, other: PersonId): boolean =>
	(bar.person === one && bar.other === other) || (bar.person === other && bar.other === one);

/** The bars within a company: each links two who are both in it. */
export function barsWithin(bars: Bars, company: ReadonlySet<PersonId>): Bars {
	return bars.filter(({ person, other }) => company.has(person) && company.has(other));
}

/** Whom of a company somebody cannot be with; null when there is nobody. */
export function barredBy(bars: Bars, who: PersonId, company: Iterable<PersonId>): Bar | null {
	for (const one of company) {
		const bar = barBetween(bars, who, one);
		if (bar) return bar;
	}
	return null;
}

/** The bars this person may know of: of a refusal of themselves nobody is told here. */
export const barsFor = <One extends Bar>(bars: readonly One[], who: PersonId | null): One[] =>
	bars.filter(({ other }) => other !== who);
