// What one viewer may have of a table, in one piece: a page begins with it, a socket keeps it up to
// date. Everything in it went through `mayHear` and `mayHaveSheet`.

import type {
	CircleId,
	ItemId,
	LineId,
	MoveId,
	PersonId,
	SeatId,
	SheetId,
	TrajectId,
	VersionId
} from '#lib/base/id.ts';
import type { Beginning } from '#lib/circle/circle.ts';
import type { CircleType, Round, Tone } from '#lib/circle/round.ts';
import type { Bars } from '#lib/people/bar.ts';
import type { GuestState } from '#lib/people/guest.ts';
import type { Person } from '#lib/people/person.ts';
import type { KeptOriginal } from '#lib/plan/line.ts';
import type { Audience, TableFact } from '#lib/table/stream.ts';
import type { PromisePart } from '#lib/version/part.ts';
import type { Consent } from '#lib/version/help.ts';
import type { AnswerKind } from '#lib/version/version.ts';

export type SheetRef = {
	readonly id: SheetId;
	readonly epoch: number;
	readonly audience: Audience;
	/** Closed: its words were presented; a page sets aside what it had not sent. */
	readonly open: boolean;
};

/** One stream from its first fact on; a viewer who may hear it hears all of it. */
export type StreamView = { readonly name: string; readonly facts: readonly Told[] };

export type Told = { readonly at: number; readonly told: TableFact };

/** Somebody expected, or deliberately not. `reason` only for who may read it. */
export type GuestView = {
	readonly person: PersonId;
	/** `named`: not here, but somebody one can name, as a follower at home. */
	readonly state: GuestState;
	readonly reason: string | null;
	/** Who speaks for them, while they are represented. */
	readonly speaker: PersonId | null;
	/** How often one tried to reach them. */
	readonly attempts: number;
};

export type AnswerView = {
	readonly person: PersonId;
	readonly answer: AnswerKind;
	/** Empty when there are none, or when they speak of a part this viewer may not have. */
	readonly words: string;
	/** The part a reserve is about, for who may have that part; null: the whole. */
	readonly target: string | null;
	readonly until: string | null;
	readonly at: number;
};

export type VersionView = {
	readonly id: VersionId;
	readonly no: number;
	/** The answers this viewer may see: one's own, and everybody's once they are shown. */
	readonly answers: readonly AnswerView[];
	/** Words of it that were destroyed, where this viewer could read them. */
	readonly erased: readonly ErasedView[];
	/** Consents to the help that this viewer may know of, oldest first; never a school's but their own. */
	readonly help: readonly Consent[];
	/** Why it was withdrawn, for who may read that; null for all others, and while it stands. */
	readonly why: string | null;
};

/** At whose request, by name; `at` in milliseconds. */
export type ErasedView = { readonly at: number; readonly name: string };

/** A promise of the version in force, for the rounds of a follow-up. */
export type ReviewedView = {
	readonly id: ItemId;
	readonly part: PromisePart;
	/** Why it is suspended, for who may read it; null for all others, who are not told that there is more. */
	readonly why: { readonly text: string; readonly readers: readonly PersonId[] } | null;
};

/** A device that waits for *klopt*. */
export type WaitingView = {
	readonly seat: SeatId;
	readonly person: PersonId | null;
	/** What it asks to be: a person who already has a screen here, the wall, or a tablet that goes round. */
	readonly via: 'card' | 'name' | 'wall' | 'tablet';
	/** Somebody who was not expected, in their own words. */
	readonly claim: { readonly name: string; readonly label: string } | null;
	readonly at: number;
};

export type TableView = {
	readonly rev: number;
	readonly now: number;
	readonly circle: {
		readonly id: CircleId;
		readonly traject: TrajectId;
		readonly type: CircleType;
		/** How its questions speak. */
		readonly tone: Tone;
		/** First name of the pupil: whose table this is. */
		readonly about: string;
		readonly date: string;
		readonly place: string;
		readonly practice: boolean;
		/** For the one who leads and the wall. */
		readonly code: string | null;
		/** Where one joins, for the QR: with the code in it for who may see the code. */
		readonly joinAt: string;
	};
	readonly me: { readonly seat: SeatId; readonly person: PersonId | null };
	readonly beginning: Beginning;
	readonly people: readonly Person[];
	readonly guests: readonly GuestView[];
	readonly sheets: readonly SheetRef[];
	readonly streams: readonly StreamView[];
	readonly words: Readonly<Record<LineId, string>>;
	/** What was said in another language, beside the Dutch of that line. */
	readonly originals: Readonly<Record<LineId, KeptOriginal>>;
	readonly reviewed: readonly ReviewedView[];
	readonly versions: readonly VersionView[];
	readonly waiting: readonly WaitingView[];
	/** Who has a device at the table, for the one who leads: nobody is greyed out for it. */
	readonly devices: readonly PersonId[];
	/** Who refuses contact with whom, for the one who leads, but for refusals of themselves. */
	readonly bars: Bars;
	/** Who else is of this traject, for the one who leads: a name that is said again is not a second person. */
	readonly others: readonly Known[];
};

export type Known = Pick<Person, 'id' | 'name' | 'label'>;

/** New facts of one stream, with the words of lines they speak of. `after`: the last seq before them. */
export type FactsMessage = {
	readonly stream: string;
	readonly after: number;
	readonly facts: readonly Told[];
	readonly words: Readonly<Record<LineId, string>>;
	readonly originals: Readonly<Record<LineId, KeptOriginal>>;
};

/** Parts of the view that changed whole. */
export type ChangedMessage = Partial<
	Pick<
		TableView,
		'people' | 'guests' | 'sheets' | 'versions' | 'waiting' | 'devices' | 'reviewed' | 'bars' | 'others'
	>
> & {
	readonly door?: Pick<TableView['circle'], 'code' | 'joinAt'>;
	readonly asked?: Asked;
};

/** What this circle asks, and how. Rounds that were begun keep their place. */
export type Asked = { readonly rounds: readonly Round[]; readonly tone: Tone };

/** Who writes beside which block; never in a quiet round, never kept. */
export type PresenceMessage = { readonly person: PersonId; readonly block: ItemId | null };

export type MoveAck = { readonly id: MoveId; readonly no: string | null };

/** Why a socket ends for good. */
export type EndReason = 'revoked' | 'closed' | 'replaced' | 'reload';

export type ServerEvents = {
	view: (view: TableView) => void;
	facts: (message: FactsMessage) => void;
	changed: (message: ChangedMessage) => void;
	presence: (message: PresenceMessage) => void;
	/** For the co-leader alone: no device of the one who leads is here. */
	away: (away: boolean) => void;
	/** For the one who leads alone: who has the word, and whose device fell away meanwhile; null: nobody any more. */
	dropped: (person: PersonId | null) => void;
	end: (reason: EndReason) => void;
};

export type ClientEvents = {
	move: (message: unknown, ack: (answer: MoveAck) => void) => void;
	presence: (block: unknown) => void;
};
