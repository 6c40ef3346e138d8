// What a next circle is proposed to be, so that nothing needs to be filled in: its type, method, moment, place
// and who comes.

import type { PersonId } from '#lib/base/id.ts';
import { barredBy, type Bars } from '#lib/people/bar.ts';
import { asPlanned, canLead, type Participant, type PlannedCircle } from '#lib/traject/planned.ts';
import { dayOf, firstDate, followUpDate, timeOf } from '#lib/traject/when.ts';
import type { CircleRow } from '#server/traject/circles.ts';

export type Around = {
	readonly people: readonly Participant[];
	readonly mine: PersonId | null;
	readonly bars: Bars;
	/** The last first. */
	readonly circles: readonly CircleRow[];
	readonly versionInForce: boolean;
	/** Milliseconds. */
	readonly now: number;
};

/** Null when nobody in this traject can lead yet. */
export function nextCircle(around: Around): PlannedCircle | null {
	const { people, mine, bars, circles, versionInForce, now } = around;
	const leaders = people.filter(canLead);
	const leader = leaders.find((one) => one.id === mine) ?? leaders[0];
	if (!leader) return null;
	const last = circles[0];
	const date = last ? followUpDate(last.date, now) : firstDate(now);
	return {
		type: people.some(({ role }) => role === 'class') ? 'class' : versionInForce ? 'follow-up' : 'start',
		method: last?.method ?? 'free',
		tone: last?.tone ?? 'je',
		day: dayOf(date),
		time: timeOf(date),
		place: last?.place ?? '',
		leader: leader.id,
		guests: people.map(({ id }) => asPlanned(id, staysAway(id, leader.id, bars) ? 'absent' : 'expected'))
	};
}

/** Of two who are not to meet, the one who is refused; and whoever is not to meet the one who leads. */
const staysAway = (who: PersonId, leader: PersonId, bars: Bars): boolean =>
	who !== leader && (bars.some(({ other }) => other === who) || barredBy(bars, who, [leader]) !== null);
