// A page of those who prepare: who is signed in, and the traject it goes about. Who is not signed in goes to
// the sign-in page, whatever was asked; foreign and missing are the same 404.

import { error, redirect } from '@sveltejs/kit';
import { parseId, type PersonId, type TrajectId } from '#lib/base/id.ts';
import type { Bars } from '#lib/people/bar.ts';
import { mayLead } from '#lib/people/role.ts';
import { readBars } from '#server/door/bars.ts';
import { can, type Who } from '#server/door/can.ts';
import type { Staff } from '#server/door/staff.ts';
import type { House } from '#server/house.ts';
import { readParticipants, readTraject, type Participating } from '#server/traject/trajects.ts';

export type Preparing = {
	readonly house: House;
	readonly me: Staff;
	readonly traject: TrajectId;
	readonly people: readonly Participating[];
	/** First name of the pupil, or the class: whose table it is. */
	readonly about: string;
	/** The person I am in this traject, if I am in it. */
	readonly mine: PersonId | null;
	/** Who refuses contact with whom; a page shows `barsFor` me. */
	readonly bars: Bars;
};

type Asking = { readonly house: House; readonly staff: Staff | null };

export function signedIn(locals: Asking): Staff {
	return locals.staff ?? redirect(303, '/sign-in');
}

export const asWho = (me: Staff): Who => ({ is: 'staff', id: me.id, organisation: me.organisation });

export async function atTraject(locals: Asking, named: string): Promise<Preparing> {
	const me = signedIn(locals);
	const id = parseId<'traject'>(named);
	const row = id && (await locals.house.store.read((db) => readTraject(db, id)));
	if (!row || !can(asWho(me), 'prepare', { is: 'traject', ...row })) error(404);
	const { people, bars } = await locals.house.store.read(async (db) => ({
		people: await readParticipants(db, row.id),
		bars: await readBars(db, row.id)
	}));
	const whose = people.find((one) => one.role === 'class') ?? people.find((one) => one.role === 'pupil');
	const about = whose?.name ?? '';
	const mine = people.find((one) => one.account === me.id)?.id ?? null;
	return { house: locals.house, me, traject: row.id, people, about, mine, bars };
}

/** Who coaches or moderates this traject, as the person they are in it; null for other colleagues of the house. */
export function coachOf({ people, mine }: Preparing): Participating | null {
	const me = people.find(({ id }) => id === mine);
	return me && mayLead(me.role) ? me : null;
}

/** What a page may know of who takes part: nobody's account. */
export function shownPeople({ people, mine }: Preparing) {
	return people.map(({ account, ...one }) => ({ ...one, mine: account !== null && one.id === mine }));
}

/** The person a form names; somebody of another traject is nobody. */
export function personIn(at: Preparing, named: string): PersonId {
	return at.people.find((one) => one.id === named)?.id ?? error(404);
}
