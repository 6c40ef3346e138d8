// A copy that was checked, put in the order one reads it in: my promises first, then the plan as I may
// have it, with every answer beside its name.

import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, PersonId } from '#lib/base/id.ts';
import type { OwnKind } from '#lib/plan/kind.ts';
import { standingIn } from '#lib/version/other-words.ts';
import type { Part } from '#lib/version/part.ts';
import type { AnswerKind } from '#lib/version/version.ts';

/** The part of one name; several kinds of promise share one shape. */
export type PartOf<Name extends Part['part']> = Part extends infer One
	? One extends { readonly part: infer Its }
		? Name extends Its
			? One & { readonly part: Name }
			: never
		: never
	: never;

export type GivenAnswer = {
	readonly person: PersonId;
	readonly answer: AnswerKind;
	/** Null when this copy does not show them. */
	readonly words: string | null;
	readonly until: string | null;
	/** The part the words are about; null: the whole, or this copy does not show it. */
	readonly target: string | null;
};

export type Opened = {
	readonly no: number;
	/** Seconds since 1970 UTC. */
	readonly at: number;
	readonly digest: Digest;
	readonly parts: readonly Part[];
	readonly answers: readonly GivenAnswer[];
	/** What stands beside it in this copy; perhaps not all there is. */
	readonly beside: Beside;
};

/** Mijn versie: somebody's own account beside a version. */
export type Account = {
	readonly digest: Digest;
	readonly person: PersonId;
	/** Empty when this copy does not name them. */
	readonly name: string;
	/** Null when they are gone. */
	readonly words: string | null;
	/** Seconds since 1970 UTC, by the clock of whoever signed. */
	readonly at: number;
};

/** Promises for some of those who have the version. */
export type OpenedAnnex = Omit<Opened, 'no' | 'beside'>;

export type Beside = { readonly accounts: readonly Account[]; readonly annexes: readonly OpenedAnnex[] };

export const nothingBeside: Beside = { accounts: [], annexes: [] };

/** In their order; what is there in other words for the school, where the words themselves are here, is left out. */
export function partsNamed<Name extends Part['part']>(
	parts: readonly Part[],
	...names: Name[]
): PartOf<Name>[] {
	const again = standingIn(parts);
	return parts.filter(
		(part): part is PartOf<Name> =>
			(names as string[]).includes(part.part) && !('id' in part && again.has(part.id))
	);
}

/** What I promised: on top of my copy. */
export function promisesOf(parts: readonly Part[], person: PersonId | null): PartOf<'engagement'>[] {
	return partsNamed(parts, 'engagement').filter(
		(part) => part.yes && part.owner === person && person !== null
	);
}

/** What I may ask others about. */
export function asksOf(parts: readonly Part[], person: PersonId | null): PartOf<'engagement'>[] {
	return partsNamed(parts, 'engagement').filter(
		(part) => part.yes && part.asker === person && person !== null
	);
}

export function linesUnder(
	parts: readonly Part[],
	kind: OwnKind,
	about: ItemId | null = null
): PartOf<'line'>[] {
	return partsNamed(parts, 'line').filter((part) => part.kind === kind && part.about === about);
}

/** Who was asked there and said nothing. */
export function silentUnder(
	parts: readonly Part[],
	kind: OwnKind,
	about: ItemId | null = null
): PartOf<'silence'>[] {
	return partsNamed(parts, 'silence').filter((part) => part.kind === kind && part.about === about);
}

/** What a reserve can be about, in the order one reads it in; not twice what is there in other words as well. */
export function reservable(parts: readonly Part[]): { readonly id: string; readonly text: string }[] {
	const again = standingIn(parts);
	return targetsIn(parts).filter(({ id }) => !again.has(id));
}

/** Each by the words that stand there. */
function targetsIn(parts: readonly Part[]): { readonly id: string; readonly text: string }[] {
	return parts.flatMap((part): { readonly id: string; readonly text: string }[] => {
		switch (part.part) {
			case 'person':
			case 'silence':
				return [];
			case 'line':
				return [{ id: part.id, text: `${part.name}: ${part.text}` }];
			case 'engagement':
			case 'ask':
			case 'not-now':
				return [{ id: part.id, text: part.ownerName ? `${part.ownerName}: ${part.text}` : part.text }];
			default:
				return [{ id: part.id, text: part.text }];
		}
	});
}

/** The words of the part that a reserve is about; null when it is about the whole. */
export const aboutWhat = (parts: readonly Part[], target: string | null): string | null =>
	target === null ? null : (targetsIn(parts).find(({ id }) => id === target)?.text ?? null);

/** Whose answer it is; without a name when the version does not name them. */
export type Answerer = Pick<PartOf<'person'>, 'id' | 'name' | 'label'>;

/** Each person's last answer, in the order of the table; then of who was asked later, and is not named in the version. */
export function answersBeside(
	opened: Opened
): { readonly person: Answerer; readonly answer: GivenAnswer | null }[] {
	const named = partsNamed(opened.parts, 'person').filter((person) => person.answers);
	const later = new Set(opened.answers.map(({ person }) => person));
	for (const { id } of named) later.delete(id);
	const all: Answerer[] = [...named, ...[...later].map((id) => ({ id, name: '', label: '' }))];
	return all.map((person) => ({
		person,
		answer: opened.answers.findLast((one) => one.person === person.id) ?? null
	}));
}
