// The state of one meeting, folded from the facts of its stream. Pure; the same in browser and
// server. What each move does in each phase: SPEC.md.

import type { PersonId, SheetId, VersionId } from '#lib/base/id.ts';
import { unreachable } from '#lib/base/no.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
import { withWriter } from '#lib/circle/leading.ts';
import { isQuiet, type Method, type Round } from '#lib/circle/round.ts';
import {
	beginAnew,
	beginTurns,
	endTurn,
	giveTime,
	giveTurn,
	joinTurns,
	leaveTurns,
	undoTurn,
	type Turns
} from '#lib/circle/turns.ts';

/** Whether a school sits at the table, or a class; fixed when the circle opens (design decision 7). */
export type Setting = 'school' | 'family' | 'class';

export type Phase =
	| { readonly at: 'planned' }
	| { readonly at: 'gathering' }
	| { readonly at: 'round'; readonly round: number }
	| { readonly at: 'together' }
	| { readonly at: 'own-words' }
	| { readonly at: 'reading' }
	| { readonly at: 'answering'; readonly version: VersionId }
	/** `version`: what lay before everybody when it was broken off, if it did. */
	| { readonly at: 'broken-off'; readonly version: VersionId | null }
	| { readonly at: 'closed'; readonly version: VersionId | null };

export type PhaseName = Phase['at'];

/** *Voorgelezen in Dari door Parisa, 15.12 u*. `at`: the server's time, milliseconds (S5-06). */
export type ReadOut = { readonly person: PersonId; readonly language: string; readonly at: number };

/** *Stille minuut*. `since`: the server's time, milliseconds. */
export type Minute = { readonly seconds: number; readonly since: number };

/** Besloten tijd that goes on. `called`: when who leads asked them to round off, unless they said *nog even*. */
export type Private = {
	readonly sheet: SheetId;
	readonly among: readonly PersonId[];
	readonly called: number | null;
};

export type Circle = {
	/** Who leads now: who was planned to, until it is handed over or taken over. */
	readonly leader: PersonId;
	/** Who may take over by hand. Stays named while they lead, so that giving it back leaves things as they were. */
	readonly co: PersonId | null;
	/** Who leads, and who led here before. */
	readonly led: ReadonlySet<PersonId>;
	/** *Verslaggevers*: who types for another's voice. */
	readonly writers: ReadonlySet<PersonId>;
	/** Who reads aloud beside the one who leads. */
	readonly reader: PersonId | null;
	readonly method: Method;
	readonly rounds: readonly Round[];
	readonly setting: Setting;
	readonly phase: Phase;
	readonly paused: boolean;
	/** The circle goes on on paper; what is written there is typed over later. */
	readonly onPaper: boolean;
	readonly minute: Minute | null;
	readonly private: Private | null;
	/** Everybody's place round the table, clockwise from the one who leads. */
	readonly order: readonly PersonId[];
	readonly seated: ReadonlySet<PersonId>;
	/** People who sat here and left; they stay in the plan. */
	readonly left: ReadonlySet<PersonId>;
	readonly turns: ReadonlyMap<number, Turns>;
	/** Who read the Dutch out in another language, oldest first. */
	readonly readOut: readonly ReadOut[];
	/** Put on the list of who is asked for an answer (true), or taken off it (false): table/expected.ts. */
	readonly expected: ReadonlyMap<PersonId, boolean>;
	/** Drafts begun in this meeting: more than one after a version was withdrawn. */
	readonly draft: number;
};

export type Beginning = Pick<Circle, 'leader' | 'co' | 'method' | 'rounds' | 'setting' | 'order'>;

export function planned(beginning: Beginning): Circle {
	return {
		...beginning,
		led: new Set([beginning.leader]),
		writers: new Set(),
		reader: null,
		phase: { at: 'planned' },
		paused: false,
		onPaper: false,
		minute: null,
		private: null,
		seated: new Set(),
		left: new Set(),
		turns: new Map(),
		readOut: [],
		expected: new Map(),
		draft: 0
	};
}

/** `at`: the server's time of the fact, in milliseconds since 1970. */
export function applyCircle(circle: Circle, fact: CircleFact, at: number): Circle {
	switch (fact.is) {
		case 'opened':
			return { ...circle, phase: { at: 'gathering' }, setting: fact.setting, order: fact.order };
		case 'seated':
			return seat(circle, fact.person);
		case 'left':
			return leave(circle, fact.person, at);
		case 'arranged':
			return { ...circle, order: fact.order };
		case 'school-joined':
			return { ...circle, setting: 'school' };
		case 'round-begun':
			return beginRound(circle, fact, at);
		case 'turn-ended':
			return withTurns(circle, fact.round, (turns) => endTurn(turns, fact, at));
		case 'turn-given':
			return withTurns(circle, fact.round, (turns) => giveTurn(turns, fact.to, at));
		case 'turn-undone':
			return withTurns(circle, fact.round, (turns) => undoTurn(turns, at));
		case 'time-given':
			return withTurns(circle, fact.round, (turns) => giveTime(turns, fact.seconds));
		case 'minute-begun':
			return { ...circle, minute: { seconds: fact.seconds, since: at } };
		case 'minute-ended':
			return clockAnew({ ...circle, minute: null }, at);
		case 'co-named':
			return { ...circle, co: fact.person };
		case 'leads':
			return { ...circle, leader: fact.person, led: new Set(circle.led).add(fact.person) };
		case 'writer-named':
			return { ...circle, writers: withWriter(circle.writers, fact.person, fact.writes) };
		case 'reader-named':
			return { ...circle, reader: fact.person };
		case 'paper':
			return { ...circle, onPaper: fact.on };
		case 'read-out':
			return {
				...circle,
				readOut: [...circle.readOut, { person: fact.person, language: fact.language, at }]
			};
		case 'moved':
			return inPhase(circle, { at: fact.to });
		case 'expected':
			return { ...circle, expected: new Map(circle.expected).set(fact.person, fact.asked) };
		case 'presented':
			return { ...inPhase(circle, { at: 'answering', version: fact.version }), paused: false };
		case 'reopened':
			return reopen(circle);
		case 'broken-off':
			return { ...inPhase(circle, { at: 'broken-off', version: versionOf(circle.phase) }), paused: false };
		case 'taken-up': {
			const version = versionOf(circle.phase);
			return inPhase(circle, version ? { at: 'answering', version } : { at: 'gathering' });
		}
		case 'closed':
			return { ...inPhase(circle, { at: 'closed', version: versionOf(circle.phase) }), paused: false };
		case 'paused':
			return { ...circle, paused: true };
		case 'resumed':
			return clockAnew({ ...circle, paused: false }, at);
		case 'private-begun':
			return { ...circle, private: { sheet: fact.sheet, among: fact.among, called: null } };
		case 'private-called':
			return { ...circle, private: circle.private && { ...circle.private, called: at } };
		case 'private-stays':
			return { ...circle, private: circle.private && { ...circle.private, called: null } };
		case 'private-ended':
			return clockAnew({ ...circle, private: null }, at);
		default:
			return unreachable(fact);
	}
}

export function versionOf(phase: Phase): VersionId | null {
	return 'version' in phase ? phase.version : null;
}

/** The turns of the round that goes on, or null outside a round. */
export function turnsNow(circle: Circle): Turns | null {
	return circle.phase.at === 'round' ? (circle.turns.get(circle.phase.round) ?? null) : null;
}

export function roundNow(circle: Circle): Round | null {
	return circle.phase.at === 'round' ? (circle.rounds[circle.phase.round] ?? null) : null;
}

/** Quiet: a round of a quiet method, or a silent minute. Pages hold still, no presence goes out (decision 11). */
export function quietNow(circle: Circle): boolean {
	return circle.phase.at === 'round' && (isQuiet(circle.method) || circle.minute !== null);
}

/** Another phase: a silent minute belongs to the round it was in. */
function inPhase(circle: Circle, phase: Phase): Circle {
	return { ...circle, phase, minute: null };
}

/** A round that was left goes on where it was; nobody's time ran meanwhile. */
function beginRound(
	circle: Circle,
	{ round, queue }: CircleFact & { is: 'round-begun' },
	at: number
): Circle {
	const next = inPhase(circle, { at: 'round', round });
	if (!queue) return clockAnew(next, at);
	return { ...next, turns: new Map(circle.turns).set(round, beginTurns(queue, at)) };
}

/** A version was withdrawn: its words are a draft again, also when the circle was broken off meanwhile. */
function reopen(circle: Circle): Circle {
	const draft = circle.draft + 1;
	if (circle.phase.at === 'broken-off')
		return { ...circle, phase: { at: 'broken-off', version: null }, draft };
	return { ...inPhase(circle, { at: 'together' }), draft };
}

/** The time of a turn, and of a silent minute, begins anew. */
function clockAnew(circle: Circle, at: number): Circle {
	const minute = circle.minute && { ...circle.minute, since: at };
	if (circle.phase.at !== 'round') return { ...circle, minute };
	return withTurns({ ...circle, minute }, circle.phase.round, (turns) => beginAnew(turns, at));
}

function seat(circle: Circle, person: PersonId): Circle {
	const left = new Set(circle.left);
	left.delete(person);
	const order = circle.order.includes(person) ? circle.order : [...circle.order, person];
	const seated = new Set(circle.seated).add(person);
	return withAllTurns({ ...circle, order, seated, left }, (turns) => joinTurns(turns, person, circle.leader));
}

/** Who leaves types for nobody any more and reads aloud no more, until they are asked again. */
function leave(circle: Circle, person: PersonId, at: number): Circle {
	const seated = new Set(circle.seated);
	seated.delete(person);
	const left = new Set(circle.left).add(person);
	const writers = withWriter(circle.writers, person, false);
	const reader = circle.reader === person ? null : circle.reader;
	return withAllTurns({ ...circle, seated, left, writers, reader }, (turns) => leaveTurns(turns, person, at));
}

function withTurns(circle: Circle, round: number, change: (turns: Turns) => Turns): Circle {
	const turns = circle.turns.get(round);
	return turns ? { ...circle, turns: new Map(circle.turns).set(round, change(turns)) } : circle;
}

/** Rounds left for *samen* know who came and went as well. */
function withAllTurns(circle: Circle, change: (turns: Turns) => Turns): Circle {
	return { ...circle, turns: new Map([...circle.turns].map(([round, turns]) => [round, change(turns)])) };
}
