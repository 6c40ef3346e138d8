// The state of one meeting, folded from the facts of its stream. Pure; the same in browser and
// server. What each move does in each phase: SPEC.md.

import type { PersonId, VersionId } from '#lib/base/id.ts';
import { unreachable } from '#lib/base/no.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
import type { Method, Round } from '#lib/circle/round.ts';
import {
	beginTurns,
	endTurn,
	giveTurn,
	joinTurns,
	leaveTurns,
	undoTurn,
	type Turns
} from '#lib/circle/turns.ts';

/** Whether a school sits at the table; fixed when the circle opens (design decision 7). */
export type Setting = 'school' | 'family';

export type Phase =
	| { readonly at: 'planned' }
	| { readonly at: 'gathering' }
	| { readonly at: 'round'; readonly round: number }
	| { readonly at: 'together' }
	| { readonly at: 'own-words' }
	| { readonly at: 'reading' }
	| { readonly at: 'answering'; readonly version: VersionId }
	| { readonly at: 'closed'; readonly version: VersionId | null };

export type PhaseName = Phase['at'];

export type Circle = {
	readonly leader: PersonId;
	readonly method: Method;
	readonly rounds: readonly Round[];
	readonly setting: Setting;
	readonly phase: Phase;
	readonly paused: boolean;
	/** Everybody's place round the table, clockwise from the one who leads. */
	readonly order: readonly PersonId[];
	readonly seated: ReadonlySet<PersonId>;
	/** People who sat here and left; they stay in the plan. */
	readonly left: ReadonlySet<PersonId>;
	readonly turns: ReadonlyMap<number, Turns>;
	/** Drafts begun in this meeting: more than one after a version was withdrawn. */
	readonly draft: number;
};

export type Beginning = Pick<Circle, 'leader' | 'method' | 'rounds' | 'setting' | 'order'>;

export function planned(beginning: Beginning): Circle {
	return {
		...beginning,
		phase: { at: 'planned' },
		paused: false,
		seated: new Set(),
		left: new Set(),
		turns: new Map(),
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
			return leave(circle, fact.person);
		case 'arranged':
			return { ...circle, order: fact.order };
		case 'school-joined':
			return { ...circle, setting: 'school' };
		case 'round-begun':
			return {
				...circle,
				phase: { at: 'round', round: fact.round },
				turns: fact.queue ? new Map(circle.turns).set(fact.round, beginTurns(fact.queue)) : circle.turns
			};
		case 'turn-ended':
			return withTurns(circle, fact.round, (turns) => endTurn(turns, fact, at));
		case 'turn-given':
			return withTurns(circle, fact.round, (turns) => giveTurn(turns, fact.to));
		case 'turn-undone':
			return withTurns(circle, fact.round, undoTurn);
		case 'moved':
			return { ...circle, phase: { at: fact.to } };
		case 'presented':
			return { ...circle, phase: { at: 'answering', version: fact.version }, paused: false };
		case 'reopened':
			return { ...circle, phase: { at: 'together' }, draft: circle.draft + 1 };
		case 'closed':
			return { ...circle, phase: { at: 'closed', version: versionOf(circle.phase) }, paused: false };
		case 'paused':
			return { ...circle, paused: true };
		case 'resumed':
			return { ...circle, paused: false };
		default:
			return unreachable(fact);
	}
}

export function versionOf(phase: Phase): VersionId | null {
	return phase.at === 'answering' || phase.at === 'closed' ? phase.version : null;
}

/** The turns of the round that goes on, or null outside a round. */
export function turnsNow(circle: Circle): Turns | null {
	return circle.phase.at === 'round' ? (circle.turns.get(circle.phase.round) ?? null) : null;
}

export function roundNow(circle: Circle): Round | null {
	return circle.phase.at === 'round' ? (circle.rounds[circle.phase.round] ?? null) : null;
}

/** Quiet: a round of a quiet method goes on. Pages hold still, no presence goes out (design decision 11). */
export function quietNow(circle: Circle): boolean {
	return circle.phase.at === 'round' && circle.method === 'proactive';
}

function seat(circle: Circle, person: PersonId): Circle {
	const left = new Set(circle.left);
	left.delete(person);
	const order = circle.order.includes(person) ? circle.order : [...circle.order, person];
	const seated = new Set(circle.seated).add(person);
	return withAllTurns({ ...circle, order, seated, left }, (turns) => joinTurns(turns, person));
}

function leave(circle: Circle, person: PersonId): Circle {
	const seated = new Set(circle.seated);
	seated.delete(person);
	const left = new Set(circle.left).add(person);
	return withAllTurns({ ...circle, seated, left }, (turns) => leaveTurns(turns, person));
}

function withTurns(circle: Circle, round: number, change: (turns: Turns) => Turns): Circle {
	const turns = circle.turns.get(round);
	return turns ? { ...circle, turns: new Map(circle.turns).set(round, change(turns)) } : circle;
}

/** Rounds left for *samen* know who came and went as well. */
function withAllTurns(circle: Circle, change: (turns: Turns) => Turns): Circle {
	return { ...circle, turns: new Map([...circle.turns].map(([round, turns]) => [round, change(turns)])) };
}
