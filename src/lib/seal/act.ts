// What a statement does: one of six acts, each with its open fields and its hidden ones. Hidden fields are
// always all there, so that nobody sees who had something to say. FORMAT.md §8.

import type { Json } from '#lib/base/canonical.ts';
import type { Digest } from '#lib/base/digest.ts';
import { unreachable } from '#lib/base/no.ts';
import { answerKinds, isDay, type AnswerKind } from '#lib/seal/said.ts';
import { isDigestText, isList, type Fields } from '#lib/seal/text.ts';

/** What somebody says to a version. A day to wait for only with `thinking`. */
export type AnswerAct =
	| {
			readonly act: 'answer';
			readonly answer: Exclude<AnswerKind, 'thinking'>;
			readonly until: null;
	  }
	| { readonly act: 'answer'; readonly answer: 'thinking'; readonly until: string | null };

/** Consents to the help itself (or takes that back); apart from what is said to the plan. */
export type HelpAct = { readonly act: 'help'; readonly given: boolean };

/** Consents that one reader sees some parts (or takes that back). Who and what is hidden. */
export type SeesAct = { readonly act: 'sees'; readonly given: boolean };

/** Another key of this person joins those that the version names: a next device, or a passkey. */
export type KeyAct = { readonly act: 'key'; readonly of: KeyKind; readonly thumbprint: Digest };
export type KeyKind = 'device' | 'passkey';

/** One's own account beside a version: *mijn versie*. */
export type AnnexAct = { readonly act: 'annex' };

/** The words of these disclosures were destroyed, at this person's request. Sorted, none twice, at least one. */
export type ErasedAct = { readonly act: 'erased'; readonly digests: readonly Digest[] };

export type Act = AnswerAct | HelpAct | SeesAct | KeyAct | AnnexAct | ErasedAct;
export type ActName = Act['act'];

/** `words` are a reserve, a reason, a remark or an account, as the person put it; empty when there are none. */
type Words = { readonly words: string };

/** What each act hides. */
export type Hidden = {
	readonly answer: Words & {
		/** What the words speak of, by a name that means something inside the version; null for the whole. */
		readonly target: string | null;
		/** A mark drawn by hand, as the path of an SVG; null for none. Decoration, never a condition. */
		readonly mark: string | null;
	};
	readonly help: Words;
	readonly sees: Words & {
		/** Who may see it, in words. */
		readonly reader: string;
		/** Digests of the disclosures it is about. Sorted, none twice. */
		readonly shows: readonly Digest[];
	};
	readonly key: Words;
	readonly annex: Words;
	readonly erased: Words;
};

/** Null when withheld or erased; else what it is, perhaps empty. */
export type Shown<Value> = { readonly is: Value } | null;
type AllShown<Fields> = { readonly [Name in keyof Fields]: Shown<Fields[Name]> };

/** An act with all that it hides, to be stated. */
export type Whole = { readonly [Name in ActName]: Extract<Act, { act: Name }> & Hidden[Name] }[ActName];

/** An act as it was read. */
export type Read = {
	readonly [Name in ActName]: Extract<Act, { act: Name }> & { readonly hidden: AllShown<Hidden[Name]> };
}[ActName];

/** The most letters of a drawn mark. */
const markLetters = 16_000;

/** The open members each act has of its own. */
const openNames = {
	answer: ['answer', 'until'],
	help: ['given'],
	sees: ['given'],
	key: ['of', 'thumbprint'],
	annex: [],
	erased: ['digests']
} as const satisfies { readonly [Name in ActName]: readonly string[] };

/** The hidden members each act has, in the order in which their salts are drawn. */
const hiddenNames = {
	answer: ['words', 'target', 'mark'],
	help: ['words'],
	sees: ['words', 'reader', 'shows'],
	key: ['words'],
	annex: ['words'],
	erased: ['words']
} as const satisfies { readonly [Name in ActName]: readonly string[] };

export const openOf = (act: ActName): readonly string[] => openNames[act];
export const hiddenOf = (act: ActName): readonly string[] => hiddenNames[act];

export function isActName(name: Json | undefined): name is ActName {
	return typeof name === 'string' && Object.hasOwn(openNames, name);
}

/** An answer as an act; a day counts only beside `thinking`. */
export function answerAct(answer: AnswerKind, until: string | null): AnswerAct {
	return answer === 'thinking' ? { act: 'answer', answer, until } : { act: 'answer', answer, until: null };
}

/** The act in an object that may hold more, or null when one of its members has another shape. */
export function readAct(fields: Fields): Act | null {
	const { act: name, until, given, of, thumbprint, digests } = fields;
	if (!isActName(name)) return null;
	switch (name) {
		case 'answer': {
			const answer = answerKinds.find((kind) => kind === fields['answer']);
			if (answer === undefined || (until !== null && !(answer === 'thinking' && isDay(until)))) return null;
			return answerAct(answer, until);
		}
		case 'help':
		case 'sees':
			return typeof given === 'boolean' ? { act: name, given } : null;
		case 'key':
			if ((of !== 'device' && of !== 'passkey') || !isDigestText(thumbprint)) return null;
			return { act: name, of, thumbprint };
		case 'annex':
			return { act: name };
		case 'erased':
			return isDigestSet(digests) && digests.length > 0 ? { act: name, digests } : null;
		default:
			return unreachable(name);
	}
}

/** Whether a hidden member has the shape that its name asks. */
export function isHidden(name: string, value: Json | undefined): boolean {
	switch (name) {
		case 'words':
		case 'reader':
			return typeof value === 'string';
		case 'target':
			return value === null || typeof value === 'string';
		case 'mark':
			return value === null || isMark(value);
		case 'shows':
			return isDigestSet(value);
		default:
			return false;
	}
}

/** The act with what was shown of its hidden members, whose shapes `isHidden` checked. */
export function withShown(act: Act, shown: ReadonlyMap<string, Json>): Read {
	const is = (name: string): Shown<Json> => {
		const value = shown.get(name);
		return value === undefined ? null : { is: value };
	};
	const hidden = Object.fromEntries(hiddenOf(act.act).map((name) => [name, is(name)]));
	return { ...act, hidden } as unknown as Read;
}

/** The commands and numbers of a path (SVG 2 §9.3), and nothing that could be anything else. */
function isMark(value: Json | undefined): boolean {
	return (
		typeof value === 'string' && value.length <= markLetters && /^M[MLHVCSQTZmlhvcsqtz0-9 .,-]+$/.test(value)
	);
}

function isDigestSet(value: Json | undefined): value is readonly Digest[] {
	if (!isList(value)) return false;
	return value.every((each, at) => isDigestText(each) && (at === 0 || String(value[at - 1]) < each));
}
