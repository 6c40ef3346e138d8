// A fact has the audience of what it speaks of (design decision 8). One stream is one audience; who
// may hear it is decided here and nowhere else, for sockets, pages and copies alike.

import type { CircleId, PersonId, SheetId, VersionId } from '#lib/base/id.ts';
import { unreachable } from '#lib/base/no.ts';
import type { Setting } from '#lib/circle/circle.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
import type { LineFact } from '#lib/circle/line-move.ts';
import type { NamedFact } from '#lib/circle/named.ts';
import type { PrivateFact } from '#lib/circle/talk.ts';
import type { PromiseFact } from '#lib/engagement/engagement.ts';
import type { Role } from '#lib/people/role.ts';
import type { EarlyMarkFact, MarkFact } from '#lib/table/mark.ts';
import type { SchoolWordsFact } from '#lib/table/school-words.ts';
import type { SharedFact } from '#lib/table/shared.ts';
import type { VersionFact } from '#lib/version/version.ts';

/** `by`: the person, or the one who leads; facts of before it was kept have none, and count as of no one alone. */
export type CheckedFact = { readonly is: 'checked'; readonly person: PersonId; readonly by: PersonId };

export type MineFact = MarkFact | EarlyMarkFact | NamedFact | SchoolWordsFact;

export type TableFact =
	| { readonly to: 'circle'; readonly fact: CircleFact }
	/** Own words of everybody but the school: not for a school's device. */
	| { readonly to: 'lines'; readonly fact: LineFact | CheckedFact }
	/** Own words of the school itself: everybody's. */
	| { readonly to: 'school-lines'; readonly fact: LineFact | CheckedFact }
	| { readonly to: 'sheet'; readonly sheet: SheetId; readonly fact: PromiseFact | SharedFact }
	/** Of one besloten tijd: theirs who are named in it. */
	| { readonly to: 'private'; readonly sheet: SheetId; readonly fact: PrivateFact }
	/** One person's own: marks, and words for named people, said or read by this person. */
	| { readonly to: 'mine'; readonly person: PersonId; readonly fact: MineFact }
	| { readonly to: 'version'; readonly version: VersionId; readonly fact: VersionFact };

export type Stream =
	| { readonly to: 'circle' | 'lines' | 'school-lines' }
	| { readonly to: 'sheet' | 'private'; readonly sheet: SheetId }
	| { readonly to: 'mine'; readonly person: PersonId }
	| { readonly to: 'version'; readonly version: VersionId };

export function streamOf(told: TableFact): Stream {
	switch (told.to) {
		case 'circle':
		case 'lines':
		case 'school-lines':
			return { to: told.to };
		case 'sheet':
		case 'private':
			return { to: told.to, sheet: told.sheet };
		case 'mine':
			return { to: 'mine', person: told.person };
		case 'version':
			return { to: 'version', version: told.version };
		default:
			return unreachable(told);
	}
}

/** The name a stream has in the database and as a room. Versions have their own, across circles. */
export function streamName(circle: CircleId, stream: Stream): string {
	switch (stream.to) {
		case 'circle':
		case 'lines':
		case 'school-lines':
			return `${circle}/${stream.to}`;
		case 'sheet':
		case 'private':
			return `${circle}/${stream.to}/${stream.sheet}`;
		case 'mine':
			return `${circle}/mine/${stream.person}`;
		case 'version':
			return `version/${stream.version}`;
		default:
			return unreachable(stream);
	}
}

/**
 * What stands in several streams, in one order: within a stream always its own; between streams by the server's
 * clock, which may have been set back (safety.md F29), and then by the order given.
 */
export function inOneOrder<One>(streams: Iterable<readonly One[]>, atOf: (one: One) => number): One[] {
	const timed = [...streams].flatMap((stream) => {
		let last = -Infinity;
		return stream.map((one) => ({ one, at: (last = Math.max(last, atOf(one))) }));
	});
	return timed.sort((a, b) => a.at - b.at).map(({ one }) => one);
}

/** core: every seated device. inner: all but the school. own: one person. private: those named. */
export type Audience = 'core' | 'inner' | 'own' | 'private';

/** Written together, and read into a version: of all the table, or of all but the school. */
export const isShared = (audience: Audience): audience is 'core' | 'inner' =>
	audience === 'core' || audience === 'inner';

/** Somebody, or the wall, looking at a table. */
export type Viewer =
	{ readonly is: 'person'; readonly person: PersonId; readonly role: Role } | { readonly is: 'wall' };

/** Who looks, from a page: nobody in particular is the wall. */
export const viewerOf = (me: { readonly id: PersonId; readonly role: Role } | null): Viewer =>
	me ? { is: 'person', person: me.id, role: me.role } : { is: 'wall' };

/** What of a circle decides who hears what: its setting, and who talk among themselves now. */
export type Moment = {
	readonly setting: Setting;
	readonly private: { readonly among: readonly PersonId[] } | null;
};

/**
 * Besloten tijd goes on without this viewer: the draft is out of their sight, whoever they are, who leads and the
 * wall too, until those who are in it come back (domain.md §4.2).
 */
export function isOutside(viewer: Viewer, { private: now }: Pick<Moment, 'private'>): boolean {
	return now !== null && (viewer.is === 'wall' || !now.among.includes(viewer.person));
}

/** At a table without a school nothing is the school's, until the one who leads let it sit down. */
export function isShutOut(viewer: Viewer, setting: Setting): boolean {
	return setting === 'family' && viewer.is === 'person' && viewer.role === 'school';
}

export type SheetOf = {
	readonly audience: Audience;
	readonly person: PersonId | null;
	/** Whose besloten tijd it is of. */
	readonly among: readonly PersonId[];
};

/**
 * Whether a viewer may have a sheet: every byte of it, or none. The wall shows what the whole room may
 * see: with a school at the table only the core.
 */
export function mayHaveSheet(viewer: Viewer, sheet: SheetOf, moment: Moment): boolean {
	const { setting } = moment;
	if (isShutOut(viewer, setting) || (isShared(sheet.audience) && isOutside(viewer, moment))) return false;
	switch (sheet.audience) {
		case 'core':
			return true;
		case 'inner':
			return viewer.is === 'wall' ? setting === 'family' : viewer.role !== 'school';
		case 'own':
			return viewer.is === 'person' && viewer.person === sheet.person;
		case 'private':
			return viewer.is === 'person' && sheet.among.includes(viewer.person);
		default:
			return unreachable(sheet.audience);
	}
}

/** Whether a viewer may hear a stream of this circle; a sheet's stream has the audience of its sheet. */
export function mayHear(
	viewer: Viewer,
	stream: Stream,
	moment: Moment,
	sheetOf: (id: SheetId) => SheetOf | null,
	signs: (version: VersionId, person: PersonId) => boolean
): boolean {
	const { setting } = moment;
	if (isShutOut(viewer, setting) && stream.to !== 'version') return false;
	const ofDraft = stream.to === 'lines' || stream.to === 'school-lines' || stream.to === 'sheet';
	if (ofDraft && isOutside(viewer, moment)) return false;
	switch (stream.to) {
		case 'circle':
			return true;
		case 'lines':
			return viewer.is === 'wall' ? setting === 'family' : viewer.role !== 'school';
		case 'school-lines':
			return viewer.is === 'person' || setting === 'family';
		case 'sheet':
		case 'private': {
			const sheet = sheetOf(stream.sheet);
			return sheet !== null && mayHaveSheet(viewer, sheet, moment);
		}
		case 'mine':
			return viewer.is === 'person' && viewer.person === stream.person;
		case 'version':
			return viewer.is === 'wall' || signs(stream.version, viewer.person);
		default:
			return unreachable(stream);
	}
}
