// Who may do what: the one place. Default no. Foreign and missing look the same, so every no of this
// function becomes the same 404 on the way out; what a move may do at a table is decided by its rules.

import type { CircleId, PersonId, SeatId, StaffId, TrajectId } from '#lib/base/id.ts';
import type { Setting } from '#lib/circle/circle.ts';
import { leadersOf } from '#lib/circle/leading.ts';
import { barredBy } from '#lib/people/bar.ts';
import { isExpected, wasAsked } from '#lib/people/guest.ts';
import { isUnnamed } from '#lib/people/person.ts';
import type { Role } from '#lib/people/role.ts';
import {
	isShared,
	isShutOut,
	mayHaveSheet,
	type Moment,
	type SheetOf,
	type Viewer
} from '#lib/table/stream.ts';
import type { Live } from '#server/table/live.ts';

export type Who =
	| { readonly is: 'nobody' }
	| { readonly is: 'staff'; readonly id: StaffId; readonly organisation: string }
	| {
			readonly is: 'seat';
			readonly seat: SeatId;
			readonly traject: TrajectId;
			readonly state: 'waiting' | 'seated';
			/** Null for the wall, and for somebody new who waits for *klopt*. */
			readonly person: PersonId | null;
			readonly role: Role | null;
			/** The circle of a wall or a tablet; a person's seat is for every circle of the traject. */
			readonly circle: CircleId | null;
			readonly wall: boolean;
			/** On the tablet that goes round: the seat of that tablet, whoever holds it. */
			readonly tablet: SeatId | null;
	  };

export type Thing =
	| { readonly is: 'house' }
	| { readonly is: 'traject'; readonly id: TrajectId; readonly organisation: string | null }
	| {
			readonly is: 'table';
			readonly traject: TrajectId;
			readonly circle: CircleId;
			readonly leader: PersonId;
			/** Who leads, led before, or may take over. */
			readonly leaders: ReadonlySet<PersonId>;
			readonly setting: Setting;
			/** Who has a place at it: is expected, walked in, or sat there. */
			readonly places: ReadonlySet<PersonId>;
	  }
	| {
			readonly is: 'sheet';
			readonly traject: TrajectId;
			readonly circle: CircleId;
			readonly of: SheetOf;
			readonly moment: Moment;
	  }
	| { readonly is: 'copy'; readonly traject: TrajectId; readonly person: PersonId; readonly named: boolean }
	/** What somebody keeps in a traject, whichever of its tables they sit at. */
	| { readonly is: 'own'; readonly traject: TrajectId; readonly person: PersonId };

export type Action =
	/** Invite a colleague. */
	| 'invite'
	/** Change what this house asks in its circles. */
	| 'word-questions'
	/** Everything a coach prepares: people, circles, cards, links. */
	| 'prepare'
	/** Be at a table: see it and move there as oneself. */
	| 'sit'
	/** See the leader's list of who waits, and the code. */
	| 'lead'
	/** Open the big screen beside one's own: it stays when leading is handed over. */
	| 'show-wall'
	| 'read-sheet'
	| 'write-sheet'
	/** Open one's own copy of a version and answer it. */
	| 'read-copy'
	/** A page beside the table, for paper: it stays open in a tab, so never on a tablet that goes round. */
	| 'print'
	/** Hand out an extract of one's own plan, see and end it: the pupil, on a device of their own. */
	| 'hand-extract'
	/** Make a passkey, see and take back one's own: anybody who is somebody, on a device of their own. */
	| 'keep-passkey'
	/** Say yes or no to a party that is asked for: who is asked, on a device of their own. */
	| 'say-sharing'
	/** Read who opened which copy, everybody's: the pupil who was asked for an answer to it. */
	| 'read-every-opening';

export function can(who: Who, action: Action, thing: Thing): boolean {
	switch (who.is) {
		case 'nobody':
			return false;
		case 'staff':
			return staffCan(who, action, thing);
		case 'seat':
			return who.state === 'seated' && seatCan(who, action, thing);
	}
}

function staffCan(who: Who & { is: 'staff' }, action: Action, thing: Thing): boolean {
	if (action === 'invite' || action === 'word-questions') return thing.is === 'house';
	return action === 'prepare' && thing.is === 'traject' && thing.organisation === who.organisation;
}

function seatCan(who: Who & { is: 'seat' }, action: Action, thing: Thing): boolean {
	if (thing.is === 'house' || thing.is === 'traject' || who.traject !== thing.traject) return false;
	switch (action) {
		case 'print':
			return who.tablet === null && seatCan(who, thing.is === 'copy' ? 'read-copy' : 'sit', thing);
		case 'sit':
			return thing.is === 'table' && inCircle(who, thing.circle) && hasPlace(who, thing);
		case 'lead':
			return thing.is === 'table' && who.person === thing.leader;
		case 'show-wall':
			return thing.is === 'table' && who.person !== null && thing.leaders.has(who.person);
		case 'read-sheet': {
			const viewer = viewerOf(who);
			if (thing.is !== 'sheet' || !viewer || !inCircle(who, thing.circle)) return false;
			// What somebody prepared is on their own device only: whoever taps a name on a tablet proves nothing.
			if (who.tablet && !isShared(thing.of.audience)) return false;
			return mayHaveSheet(viewer, thing.of, thing.moment);
		}
		case 'write-sheet':
			return !who.wall && can(who, 'read-sheet', thing);
		case 'read-copy':
			return thing.is === 'copy' && thing.named && who.person !== null && who.person === thing.person;
		case 'hand-extract':
			return thing.is === 'own' && who.role === 'pupil' && isOwn(who, thing);
		case 'keep-passkey':
		case 'say-sharing':
			return thing.is === 'own' && isOwn(who, thing);
		case 'read-every-opening':
			return who.role === 'pupil' && can(who, 'print', thing);
		default:
			return false;
	}
}

/** Theirs, on a device of their own: whoever taps a name on a tablet proves nothing. */
const isOwn = (who: Who & { is: 'seat' }, { person }: Thing & { is: 'own' }): boolean =>
	who.tablet === null && !who.wall && who.person === person;

const inCircle = (who: Who & { is: 'seat' }, circle: CircleId): boolean =>
	(!who.wall && !who.tablet) || who.circle === circle;

/** The wall stands there; a person was asked to come, and a school not to a table without one. */
function hasPlace(who: Who & { is: 'seat' }, { places, setting }: Thing & { is: 'table' }): boolean {
	const viewer = viewerOf(who);
	if (viewer === null || isShutOut(viewer, setting)) return false;
	return viewer.is === 'wall' || places.has(viewer.person);
}

/** A table as it stands now, to be asked about. */
export function asTable(live: Live): Thing & { is: 'table' } {
	const { row, table, guests } = live;
	const { leader, setting, seated, left } = table.circle;
	const asked = guests.filter(({ state }) => wasAsked(state));
	// Who is asked for an answer to what was presented here, gets their copy here, also when they were at home.
	const answer = live.versions.flatMap((id) => [...(table.versions.get(id)?.expected ?? [])]);
	const came = asked.map(({ person }) => person);
	const all = new Set([leader, row.leader, ...came, ...answer, ...seated, ...left]);
	// Whoever chose a confidant has them beside them at every table of theirs (domain.md §3).
	for (const { id, confidantOf } of table.people.values())
		if (confidantOf !== null && all.has(confidantOf)) all.add(id);
	const unnamed = (person: PersonId) => isUnnamed(table.people.get(person));
	const places = new Set([...all].filter((person) => !unnamed(person) && !isKeptApart(live, person)));
	const leaders = leadersOf(table.circle);
	return { is: 'table', traject: row.traject, circle: row.id, leader, leaders, setting, places };
}

/**
 * Whether somebody whom this person is not to meet sits here or is expected (S1-10): then neither comes in by
 * themselves, until who leads or prepares says which of the two is there. Who sits, sits.
 */
function isKeptApart({ table, guests, bars }: Live, person: PersonId): boolean {
	const { leader, seated, left } = table.circle;
	if (bars.length === 0 || person === leader || seated.has(person)) return false;
	const expected = guests.filter((guest) => isExpected(guest.state) && !left.has(guest.person));
	return barredBy(bars, person, [leader, ...seated, ...expected.map((guest) => guest.person)]) !== null;
}

/** How a seat looks at a table, or null while nobody knows who it is. */
export function viewerOf(who: Who & { is: 'seat' }): Viewer | null {
	if (who.wall) return { is: 'wall' };
	return who.person && who.role ? { is: 'person', person: who.person, role: who.role } : null;
}
