// Two of whom one refuses contact with the other are not brought together here (S1-10). Whatever move it was that
// would do it, by whoever: it is asked of the facts, once, in the transaction that would append them.

import type { PersonId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import { versionOf } from '#lib/circle/circle.ts';
import { barBetween, barredBy, barsWithin, type Bars } from '#lib/people/bar.ts';
import type { Item } from '#lib/plan/item.ts';
import { expectedNow } from '#lib/table/expected.ts';
import type { TableFact } from '#lib/table/stream.ts';
import type { ReadPart } from '#lib/version/part.ts';
import { readBars } from '#server/door/bars.ts';
import { readParties } from '#server/door/parties.ts';
import type { Reader } from '#server/store/store.ts';
import type { Live } from '#server/table/live.ts';

/** Each has a sentence in words/. Neither says who refuses whom: it may stand on a screen that all can read. */
export type ApartRefusal =
	/** To who leads: choose who is not there, or somebody else; the traject's page says why. */
	| 'contact-refused'
	/** Deliberately not invited: nothing is asked of them, until that is changed where the circle is prepared. */
	| 'not-invited-here'
	/** Asked for and not in yet (S2-05), or left (S2-10): nobody seats them, and no answer is asked of them. */
	| 'not-in'
	/** To anybody else: it goes through who leads. */
	| 'ask-who-leads';

/** Whether these facts seat somebody beside whom they are not to meet, or who is not in the traject. */
export async function seatedApart(
	tx: Reader,
	live: Live,
	facts: readonly TableFact[]
): Promise<No<ApartRefusal> | null> {
	const sit = facts.flatMap(({ to, fact }) => (to === 'circle' && fact.is === 'seated' ? fact.person : []));
	if (sit.length === 0) return null;
	const left = facts.flatMap(({ to, fact }) => (to === 'circle' && fact.is === 'left' ? fact.person : []));
	const company = new Set([...live.table.circle.seated, ...sit].filter((person) => !left.includes(person)));
	const bars = await readBars(tx, live.row.traject);
	if (sit.some((person) => barredBy(bars, person, company))) return no('contact-refused');
	return (await areIn(tx, live, sit)) ? null : no('not-in');
}

/** A confidant is in with whom they read along with. */
async function areIn(tx: Reader, { table }: Live, those: readonly PersonId[]): Promise<boolean> {
	const along = those.flatMap((one) => table.people.get(one)?.confidantOf ?? []);
	const parties = await readParties(tx, [...those, ...along]);
	return [...parties.values()].every(({ is }) => is === 'in');
}

/** Of people who wait together, those who may sit down now, in the order they came. */
export function seatable(bars: Bars, seated: ReadonlySet<PersonId>, people: readonly PersonId[]): PersonId[] {
	const company = new Set(seated);
	return people.filter((person) => {
		if (barsWithin(bars, new Set([...company, person])).some((bar) => isIn(bar, person))) return false;
		company.add(person);
		return true;
	});
}

const isIn = ({ person, other }: Bars[number], who: PersonId): boolean => person === who || other === who;

/** Whether a promise names as its owner and as who asks after it two who are not to meet. */
export async function promisedApart(
	tx: Reader,
	live: Live,
	item: Item | null,
	by: PersonId
): Promise<No<ApartRefusal> | null> {
	if (!item?.owner || !item.asker) return null;
	const bars = await readBars(tx, live.row.traject);
	if (!barBetween(bars, item.owner, item.asker)) return null;
	return no(by === live.table.circle.leader ? 'contact-refused' : 'ask-who-leads');
}

/**
 * Whether somebody who is put on the list of who answers is not to meet who stands on it, or was deliberately not
 * invited: their copy would name the other, or tell them so.
 */
export async function askedApart(tx: Reader, live: Live, person: PersonId): Promise<No<ApartRefusal> | null> {
	const { circle, versions } = live.table;
	const version = versionOf(circle.phase);
	const lies = version ? versions.get(version)?.expected : null;
	const company = [...(lies ?? expectedNow(live.table))].filter((one) => one !== person);
	if (live.guests.some((guest) => guest.person === person && guest.state === 'not-invited'))
		return no('not-invited-here');
	if (!(await areIn(tx, live, [person]))) return no('not-in');
	const bars = await readBars(tx, live.row.traject);
	return barredBy(bars, person, company) ? no('contact-refused') : null;
}

/** Whether a reading has such a promise in it: a letter is never refused, so a proposal may. */
export async function readApart(tx: Reader, live: Live, reading: readonly ReadPart[]): Promise<boolean> {
	const pairs = reading.flatMap(({ part }) =>
		'asker' in part && part.owner && part.asker ? [[part.owner, part.asker] as const] : []
	);
	if (pairs.length === 0) return false;
	const bars = await readBars(tx, live.row.traject);
	return pairs.some(([owner, asker]) => barBetween(bars, owner, asker));
}
