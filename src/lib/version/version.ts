// A planversie as a machine: voorgelegd, van kracht, vervangen, ingetrokken. domain.md §2.2, §6.
// It never unlocks: a change is a new draft and a new version (design decision 14). SPEC.md.

import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { no, unreachable, type No } from '#lib/base/no.ts';

/** onderschrijft · met voorbehoud · onderschrijft niet · gezien · denkt nog na · trekt in (domain.md §6.2). */
export const answerKinds = ['yes', 'yes-but', 'no', 'seen', 'thinking', 'withdraws'] as const;
export type AnswerKind = (typeof answerKinds)[number];

export type VersionState =
	| { readonly is: 'presented' }
	| { readonly is: 'in-force' }
	| { readonly is: 'superseded'; readonly by: VersionId }
	| { readonly is: 'withdrawn'; readonly because: Withdrawal };

export type Version = {
	readonly id: VersionId;
	readonly digest: Digest;
	readonly state: VersionState;
	/** Who is asked for an answer. */
	readonly expected: ReadonlySet<PersonId>;
	/** Who sat at the table when it was read aloud. */
	readonly present: ReadonlySet<PersonId>;
	/** Who answered at least once. What they answered is theirs until it is shown. */
	readonly answered: ReadonlySet<PersonId>;
	/** Whose new device joined since it was presented, and who said so last. */
	readonly joined: ReadonlyMap<PersonId, PersonId>;
	/** Whose passkey joined, and who saw that it is theirs. */
	readonly passkeys: ReadonlyMap<PersonId, PersonId>;
	/** The answers are shown together once all who were present answered. */
	readonly shown: boolean;
	/**
	 * Signed for this version and come when it was replaced or withdrawn, and by whom: kept here, counted nowhere
	 * (domain.md §6.5).
	 */
	readonly late: ReadonlyMap<Digest, PersonId>;
};

/** A mistake in it; or words that should not stand there. */
export const withdrawals = ['mistake', 'content'] as const;
export type Withdrawal = (typeof withdrawals)[number];

export type VersionFact =
	| {
			readonly is: 'issued';
			readonly digest: Digest;
			readonly expected: readonly PersonId[];
			readonly present: readonly PersonId[];
	  }
	/** Somebody is asked later: the same version, the same digest, and a copy that opens from now on. */
	| { readonly is: 'asked'; readonly person: PersonId }
	| { readonly is: 'answered'; readonly person: PersonId; readonly answer: Digest }
	/**
	 * Another device of theirs answers from now on, or a passkey, on the word of who sits here; `statement`: what the house
	 * signed. `of` is absent of a device.
	 */
	| {
			readonly is: 'key-joined';
			readonly person: PersonId;
			readonly witness: PersonId;
			readonly statement: Digest;
			readonly of?: 'passkey';
	  }
	| { readonly is: 'late'; readonly person: PersonId; readonly answer: Digest }
	| { readonly is: 'shown' }
	| { readonly is: 'declared' }
	| { readonly is: 'superseded'; readonly by: VersionId }
	/** `because` is absent in facts of before it was asked. */
	| { readonly is: 'withdrawn'; readonly because?: Withdrawal };

export type VersionMove =
	/**
	 * `answer` is the digest of the statement; the statement itself is a row. `signed`: on the own device, over this
	 * version's digest, perhaps while there was no network.
	 */
	| { readonly do: 'answer'; readonly person: PersonId; readonly answer: Digest; readonly signed: boolean }
	| { readonly do: 'ask'; readonly person: PersonId }
	| { readonly do: 'declare'; readonly pupilSaidYes: boolean; readonly reason: string }
	| { readonly do: 'withdraw'; readonly reason: string; readonly because: Withdrawal };

/** Every polite no about a version. Each has a sentence in words/. */
export type VersionRefusal =
	/** Nobody is asked to answer who is not named in this version. */
	| 'not-asked'
	/** Another version took its place; an answer there would count nowhere. */
	| 'version-replaced'
	/** This version was withdrawn. */
	| 'version-withdrawn'
	/** Only the one who leads asks somebody later, declares or withdraws. */
	| 'only-the-leader'
	/** The pupil has not said yes: the reason for going on is asked and kept. */
	| 'reason-needed'
	/** Van kracht, it can only be replaced by a next version. */
	| 'already-in-force';

export type VersionAnswer = readonly VersionFact[] | No<VersionRefusal>;

/** `leads`: whether the one who moves leads the circle, or coaches the traject afterwards. */
export function decideVersion(version: Version, move: VersionMove, leads: boolean): VersionAnswer {
	switch (version.state.is) {
		case 'withdrawn':
			if (move.do === 'answer') return decideLate(version, move, 'version-withdrawn');
			return move.do === 'withdraw' && leads ? [] : no('version-withdrawn');
		case 'superseded':
			return move.do === 'answer' ? decideLate(version, move, 'version-replaced') : no('version-replaced');
		case 'presented':
		case 'in-force':
			break;
		default:
			return unreachable(version.state);
	}
	switch (move.do) {
		case 'answer':
			return decideAnswer(version, move);
		case 'ask':
			if (!leads) return no('only-the-leader');
			return version.expected.has(move.person) ? [] : [{ is: 'asked', person: move.person }];
		case 'declare':
			if (!leads) return no('only-the-leader');
			if (version.state.is === 'in-force') return [];
			if (!move.pupilSaidYes && move.reason.trim() === '') return no('reason-needed');
			return version.shown ? [{ is: 'declared' }] : [{ is: 'shown' }, { is: 'declared' }];
		case 'withdraw':
			if (!leads) return no('only-the-leader');
			return version.state.is === 'in-force'
				? no('already-in-force')
				: [{ is: 'withdrawn', because: move.because }];
		default:
			return unreachable(move);
	}
}

function decideAnswer(version: Version, move: VersionMove & { do: 'answer' }): VersionAnswer {
	if (!version.expected.has(move.person)) return no('not-asked');
	const answered = new Set(version.answered).add(move.person);
	const all = [...version.present].every((person) => !version.expected.has(person) || answered.has(person));
	const fact: VersionFact = { is: 'answered', person: move.person, answer: move.answer };
	return all && !version.shown ? [fact, { is: 'shown' }] : [fact];
}

/** What was signed for these words stays with them, and is an answer to no other; the rest is asked anew. */
function decideLate(
	version: Version,
	move: VersionMove & { do: 'answer' },
	code: 'version-withdrawn' | 'version-replaced'
): VersionAnswer {
	if (!version.expected.has(move.person)) return no('not-asked');
	if (!move.signed) return no(code);
	return version.late.has(move.answer) ? [] : [{ is: 'late', person: move.person, answer: move.answer }];
}

/** The version a first fact makes. Throws when the first fact is not `issued`: the log itself is wrong. */
export function issued(id: VersionId, fact: VersionFact): Version {
	if (fact.is !== 'issued') throw new Error(`version ${id} begins with ${fact.is}`);
	return {
		id,
		digest: fact.digest,
		state: { is: 'presented' },
		expected: new Set(fact.expected),
		present: new Set(fact.present),
		answered: new Set(),
		joined: new Map(),
		passkeys: new Map(),
		shown: false,
		late: new Map()
	};
}

export function applyVersion(version: Version, fact: VersionFact): Version {
	switch (fact.is) {
		case 'issued':
			return version;
		case 'asked':
			return { ...version, expected: new Set(version.expected).add(fact.person) };
		case 'answered':
			return { ...version, answered: new Set(version.answered).add(fact.person) };
		case 'key-joined':
			return fact.of === 'passkey'
				? { ...version, passkeys: new Map(version.passkeys).set(fact.person, fact.witness) }
				: { ...version, joined: new Map(version.joined).set(fact.person, fact.witness) };
		case 'late':
			return { ...version, late: new Map(version.late).set(fact.answer, fact.person) };
		case 'shown':
			return { ...version, shown: true };
		case 'declared':
			return { ...version, state: { is: 'in-force' } };
		case 'superseded':
			return { ...version, state: { is: 'superseded', by: fact.by } };
		case 'withdrawn':
			return { ...version, state: { is: 'withdrawn', because: fact.because ?? 'mistake' } };
		default:
			return unreachable(fact);
	}
}
