// A circle as it is prepared: what a form asks for, and the rules of what may stand in it. Pure; the same in
// the page, which shows at once what follows from a choice, and on the server, which decides.

import type { PersonId } from '#lib/base/id.ts';
import type { Setting } from '#lib/circle/circle.ts';
import { no, type No } from '#lib/base/no.ts';
import type { CircleType, Method, Tone } from '#lib/circle/round.ts';
import { barsWithin, type Bars } from '#lib/people/bar.ts';
import type { GuestState } from '#lib/people/guest.ts';
import { mayLead, type Role } from '#lib/people/role.ts';
import { parseDate } from '#lib/traject/when.ts';

export type PlannedState = Exclude<GuestState, 'walked-in' | 'named'>;

/** What one chooses from beforehand: whether somebody came is known afterwards. */
export const plannedStates = [
	'expected',
	'absent',
	'not-invited',
	'excused',
	'not-reached',
	'represented'
] as const satisfies readonly PlannedState[];

export type PlannedGuest = {
	readonly person: PersonId;
	readonly state: PlannedState;
	/** Why deliberately not invited, and who may read it beside the one who leads. */
	readonly reason: string;
	readonly readers: readonly PersonId[];
	/** Who speaks for somebody who is represented, and signs nothing for them. */
	readonly speaker: PersonId | null;
};

/** Somebody in a plan as they stand in one that nobody changed yet. */
export const asPlanned = (person: PersonId, state: PlannedState): PlannedGuest => ({
	person,
	state,
	reason: '',
	readers: [],
	speaker: null
});

export type PlannedCircle = {
	readonly type: CircleType;
	readonly method: Method;
	readonly tone: Tone;
	readonly day: string;
	readonly time: string;
	readonly place: string;
	readonly leader: PersonId;
	readonly guests: readonly PlannedGuest[];
};

export type Participant = {
	readonly id: PersonId;
	readonly name: string;
	readonly label: string;
	readonly role: Role;
	/** Has an account in this house. */
	readonly staff: boolean;
};

/** Every polite no while preparing a circle. Each has a sentence in words/. */
export type PlanRefusal =
	/** A class circle belongs to the traject of a class: nothing of a pupil's plan comes near it. */
	| 'class-of-its-own'
	/** That day or time is none. */
	| 'when-needed'
	/** Only a coach or moderator with an account leads. */
	| 'who-leads'
	/** Deliberately not inviting somebody asks a reason. */
	| 'why-needed'
	/** Who leads sits at the table. */
	| 'leader-sits'
	/** Somebody who is represented has a speaker, who comes. */
	| 'who-speaks'
	/** Two of whom one refuses contact with the other are not expected at one table. */
	| 'contact-refused'
	/** The circle was opened; at the table people are welcomed. */
	| 'already-open';

export const canLead = (one: Participant): boolean => one.staff && mayLead(one.role);

/** `bars`: who of this traject refuses contact with whom. */
export function checkPlan(
	plan: PlannedCircle,
	people: readonly Participant[],
	bars: Bars
): No<PlanRefusal> | null {
	const leader = people.find((one) => one.id === plan.leader);
	if (!leader || !canLead(leader)) return no('who-leads');
	if (!parseDate(plan.day, plan.time)) return no('when-needed');
	if (plan.type === 'class' && !people.some(({ role }) => role === 'class')) return no('class-of-its-own');
	const leads = plan.guests.find((guest) => guest.person === plan.leader);
	if (leads && leads.state !== 'expected') return no('leader-sits');
	const silent = plan.guests.some((guest) => guest.state === 'not-invited' && guest.reason === '');
	if (silent) return no('why-needed');
	const expected = expectedIn(plan).add(plan.leader);
	if (plan.guests.some((guest) => guest.state === 'represented' && !speaks(guest, expected)))
		return no('who-speaks');
	return barsWithin(bars, expected).length > 0 ? no('contact-refused') : null;
}

const speaks = ({ person, speaker }: PlannedGuest, expected: ReadonlySet<PersonId>): boolean =>
	speaker !== null && speaker !== person && expected.has(speaker);

/** What will be said at the table: a school expected makes it a table with a school (design decision 7). */
export function settingOf(
	type: CircleType,
	expected: ReadonlySet<PersonId>,
	people: readonly Participant[]
): Setting {
	if (type === 'class') return 'class';
	return people.some((one) => one.role === 'school' && expected.has(one.id)) ? 'school' : 'family';
}

export function expectedIn(plan: Pick<PlannedCircle, 'guests'>): Set<PersonId> {
	return new Set(plan.guests.filter((guest) => guest.state === 'expected').map((guest) => guest.person));
}
