// A circle as it is prepared: what a form asks for, and the rules of what may stand in it. Pure; the same in
// the page, which shows at once what follows from a choice, and on the server, which decides.

import type { PersonId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import type { CircleType, Method } from '#lib/circle/round.ts';
import { mayLead, type Role } from '#lib/people/role.ts';
import { parseDate } from '#lib/traject/when.ts';

/** Expected · not this time · deliberately not invited (domain.md §6.3). */
export const guestStates = ['expected', 'absent', 'not-invited'] as const;
export type GuestState = (typeof guestStates)[number];

export type PlannedGuest = {
	readonly person: PersonId;
	readonly state: GuestState;
	/** Why deliberately not invited, and who may read it beside the one who leads. */
	readonly reason: string;
	readonly readers: readonly PersonId[];
};

export type PlannedCircle = {
	readonly type: CircleType;
	readonly method: Method;
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
	/** That day or time is none. */
	| 'when-needed'
	/** Only a coach or moderator with an account leads. */
	| 'who-leads'
	/** Deliberately not inviting somebody asks a reason. */
	| 'why-needed'
	/** Who leads sits at the table. */
	| 'leader-sits'
	/** The circle was opened; at the table people are welcomed. */
	| 'already-open';

export const canLead = (one: Participant): boolean => one.staff && mayLead(one.role);

export function checkPlan(plan: PlannedCircle, people: readonly Participant[]): No<PlanRefusal> | null {
	const leader = people.find((one) => one.id === plan.leader);
	if (!leader || !canLead(leader)) return no('who-leads');
	if (!parseDate(plan.day, plan.time)) return no('when-needed');
	const leads = plan.guests.find((guest) => guest.person === plan.leader);
	if (leads && leads.state !== 'expected') return no('leader-sits');
	const silent = plan.guests.some((guest) => guest.state === 'not-invited' && guest.reason === '');
	return silent ? no('why-needed') : null;
}

/** What will be said at the table: a school expected makes it a table with a school (design decision 7). */
export function settingOf(
	expected: ReadonlySet<PersonId>,
	people: readonly Participant[]
): 'school' | 'family' {
	return people.some((one) => one.role === 'school' && expected.has(one.id)) ? 'school' : 'family';
}

export function expectedIn(plan: Pick<PlannedCircle, 'guests'>): Set<PersonId> {
	return new Set(plan.guests.filter((guest) => guest.state === 'expected').map((guest) => guest.person));
}
