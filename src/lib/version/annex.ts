// An annex: promises that only some of those who have a version may see, agreed beside it after it was frozen (S3-08).
// First each owner takes their own, as anywhere; then it is sealed, and who is asked says what they say. SPEC.md.

import { digestOfJson, type Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import type { Result } from '#lib/engagement/engagement.ts';
import { barBetween, type Bars } from '#lib/people/bar.ts';
import type { PartOf } from '#lib/version/opened.ts';
import type { Part } from '#lib/version/part.ts';

/** A promise as it is written down; `yes`: the digest of the words its owner took, or null. */
export type AnnexPromise = {
	readonly id: ItemId;
	readonly owner: PersonId;
	readonly text: string;
	readonly when: string;
	readonly asker: PersonId | null;
	readonly yes: Digest | null;
};

/** How a promise of the annex before went, and what was said of it. */
export type AnnexOutcome = {
	readonly id: ItemId;
	readonly owner: PersonId;
	readonly ownerName: string;
	readonly text: string;
	/** Its owner's, or of who asks after it where the owner said nothing. */
	readonly result: Result;
	readonly said: readonly {
		readonly line: LineId;
		readonly person: PersonId;
		readonly name: string;
		readonly result: Result;
		readonly words: string;
	}[];
};

export type AnnexBody = {
	readonly promises: readonly AnnexPromise[];
	readonly outcomes: readonly AnnexOutcome[];
};

/** Promises in one annex, and letters of one, in UTF-16 units. */
export const annexLimits = { promises: 12, text: 600, when: 200 } as const;

/** What can be said to an annex: the yes is to all of it, a reserve in words. */
export const annexAnswers = ['yes', 'yes-but', 'no'] as const;
export type AnnexAnswerKind = (typeof annexAnswers)[number];

/** Every polite no about an annex. Each has a sentence in words/. */
export type AnnexRefusal =
	/** Nothing is written, or not for whom. */
	| 'annex-empty'
	| 'annex-too-long'
	/** Somebody named here has no copy of this version, or is not asked for an answer and is to promise something. */
	| 'annex-for-whom'
	/** Nobody asks after their own promise. */
	| 'asks-oneself'
	/** Two of those named are not to meet; the sentence does not say which. */
	| 'annex-apart'
	/** Only its owner takes a promise, or leaves it out. */
	| 'only-its-owner'
	/** The words are others than the ones that were on that screen. */
	| 'other-words'
	/** It is sealed by now, was left, or never was. */
	| 'annex-gone'
	/** Not asked for an answer to this annex. */
	| 'not-asked';

/** The digest of what a promise says: a yes names it. */
export const promiseDigest = ({ owner, text, when, asker }: AnnexPromise): Digest =>
	digestOfJson({ kind: 'annex', owner, text, when, asker });

const isTaken = (promise: AnnexPromise): boolean => promise.yes === promiseDigest(promise);

export type AnnexPeople = {
	/** Who is asked for an answer to the version: these can promise something. */
	readonly asked: ReadonlySet<PersonId>;
	/** Who reads a copy of it, a confidant too: these can be named. */
	readonly having: ReadonlySet<PersonId>;
	readonly bars: Bars;
};

/** Null: it may be laid before its owners. */
export function mayPropose(
	{ promises, outcomes }: AnnexBody,
	readers: readonly PersonId[],
	{ asked, having, bars }: AnnexPeople
): No<AnnexRefusal> | null {
	if (isEmpty({ promises, outcomes })) return no('annex-empty');
	if (promises.length > annexLimits.promises) return no('annex-too-long');
	for (const { text, when, owner, asker } of promises) {
		if (text === '') return no('annex-empty');
		if (text.length > annexLimits.text || when.length > annexLimits.when) return no('annex-too-long');
		if (!asked.has(owner) || !readers.includes(owner)) return no('annex-for-whom');
		if (asker !== null && !readers.includes(asker)) return no('annex-for-whom');
		if (asker === owner) return no('asks-oneself');
	}
	if (!readers.every((one) => having.has(one))) return no('annex-for-whom');
	const apart = readers.some((one) => readers.some((other) => barBetween(bars, one, other)));
	return apart ? no('annex-apart') : null;
}

/**
 * *Dit neem ik op mij*, by its owner, who may put it in other words; `digest`: of the words that were on that screen.
 * Again is the same.
 */
export function take(
	body: AnnexBody,
	item: string,
	{ digest, text, when }: { readonly digest: string; readonly text: string; readonly when: string },
	by: PersonId
): AnnexBody | No<AnnexRefusal> {
	const promise = body.promises.find(({ id }) => id === item);
	if (!promise) return no('annex-gone');
	if (promise.owner !== by) return no('only-its-owner');
	if (digest !== promiseDigest(promise)) return no('other-words');
	if (text === '') return no('annex-empty');
	if (text.length > annexLimits.text || when.length > annexLimits.when) return no('annex-too-long');
	const own = { ...promise, text, when };
	return changed(body, item, { ...own, yes: promiseDigest(own) });
}

/** *Dit niet*: its owner leaves it out. Nothing of it stays. */
export function leaveOut(body: AnnexBody, item: string, by: PersonId): AnnexBody | No<AnnexRefusal> {
	const promise = body.promises.find(({ id }) => id === item);
	if (!promise) return no('annex-gone');
	return promise.owner === by ? changed(body, item, null) : no('only-its-owner');
}

const changed = (body: AnnexBody, item: string, to: AnnexPromise | null): AnnexBody => ({
	...body,
	promises: body.promises.flatMap((one) => (one.id === item ? (to ?? []) : one))
});

/** Sealed at the last yes; what holds outcomes alone is nobody's to take. */
export const isReady = (body: AnnexBody): boolean => !isEmpty(body) && body.promises.every(isTaken);

export const isEmpty = ({ promises, outcomes }: AnnexBody): boolean =>
	promises.length + outcomes.length === 0;

/** Beside a next version: each promise that is not *niet meer nodig* and whose owner is asked there, to be taken anew. */
export function goesAlong(
	promises: readonly PartOf<'engagement'>[],
	outcomes: readonly AnnexOutcome[],
	{ asked, having }: Pick<AnnexPeople, 'asked' | 'having'>
): AnnexPromise[] {
	const over = new Set(outcomes.flatMap(({ id, result }) => (result === 'no-longer' ? id : [])));
	return promises.flatMap(({ id, owner, text, when, asker }) =>
		owner && !over.has(id) && asked.has(owner)
			? [{ id, owner, text, when, asker: asker && having.has(asker) ? asker : null, yes: null }]
			: []
	);
}

/** What is sealed: how it went and what was said of it, then the promises. */
export function partsOf(
	{ promises, outcomes }: AnnexBody,
	nameOf: (person: PersonId | null) => string
): Part[] {
	return [
		...outcomes.flatMap(outcomeParts),
		...promises.map(({ id, owner, text, when, asker }): Part => ({
			...{ part: 'engagement', id, owner, ownerName: nameOf(owner), text, when },
			...{ asker, askerName: nameOf(asker), yes: true }
		}))
	];
}

function outcomeParts({ id, owner, ownerName, text, result, said }: AnnexOutcome): Part[] {
	const by = (own: boolean) => said.find(({ person }) => (person === owner) === own);
	const [mine, other] = [by(true), by(false)];
	const review = { ...(mine ? { owner: mine.result } : {}), ...(other ? { follower: other.result } : {}) };
	const lines = said.filter(({ words }) => words !== '');
	return [
		{ part: 'outcome', id, owner: ownerName, text, result, review },
		...lines.map(({ line, person, name, words }): Part => ({
			...{ part: 'line', id: line, person, name, behalf: false },
			...{ kind: 'review', about: id, text: words, typedBy: null }
		}))
	];
}
