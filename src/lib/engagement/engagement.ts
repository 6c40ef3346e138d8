// A promise as a machine: taken only by its owner, asked after, reviewed. domain.md §2.3, §5.4, §7.
// The words stand in a sheet; here stand only the yeses, each with the digest of its words.

import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, PersonId } from '#lib/base/id.ts';
import { no, unreachable, type No } from '#lib/base/no.ts';
import { isPromise, itemDigest, type Item } from '#lib/plan/item.ts';
import type { Yes } from '#lib/plan/line.ts';

/** gelukt, deels gelukt, niet gelukt, opgeschort, niet meer nodig, verlengd (scenarios.md, notations). */
export const results = ['kept', 'partly', 'not', 'suspended', 'no-longer', 'extended'] as const;
export type Result = (typeof results)[number];

/** Owner first, then follower, then the table (domain.md §7). */
export const reviewParts = ['owner', 'follower', 'table'] as const;
export type ReviewPart = (typeof reviewParts)[number];

export type Promised = {
	/** The owner's yes; it counts only for the digest it names. */
	readonly taken: Yes | null;
	/** Who agreed to the wording of a *besproken, nu niet* or of a *vraag aan*. */
	readonly agreed: ReadonlyMap<PersonId, Yes>;
	readonly review: Readonly<Partial<Record<ReviewPart, Result>>>;
	/** Why it was suspended is kept apart, for named people: *niet door eigen keuze* (S2-07). */
	readonly shielded: boolean;
};

export type Promises = ReadonlyMap<ItemId, Promised>;

const nothingYet: Promised = { taken: null, agreed: new Map(), review: {}, shielded: false };

export const promiseOf = (promises: Promises, item: ItemId): Promised => promises.get(item) ?? nothingYet;

export type PromiseMove =
	/** *Dit neem ik op mij.* `witness` is named when it was said aloud and the one who leads tapped. */
	| {
			readonly do: 'take';
			readonly item: ItemId;
			readonly digest: Digest;
			readonly person: PersonId;
			readonly witness: PersonId | null;
	  }
	/** *Toch niet*: who said yes takes it back. */
	| { readonly do: 'let-go'; readonly item: ItemId; readonly person: PersonId }
	/** Yes to the wording: of who did not want it now, or of each whose yes a *vraag aan* needs. */
	| {
			readonly do: 'agree';
			readonly item: ItemId;
			readonly digest: Digest;
			readonly person: PersonId;
			readonly witness: PersonId | null;
	  }
	| { readonly do: 'review'; readonly item: ItemId; readonly part: ReviewPart; readonly result: Result };

export type PromiseFact =
	| {
			readonly is: 'taken';
			readonly item: ItemId;
			readonly digest: Digest;
			readonly person: PersonId;
			readonly witness: PersonId | null;
			/** Who wrote a spoken yes down; absent when it was said on the own screen, and in facts of before. */
			readonly by?: PersonId;
	  }
	/** Whose yes went; facts of before it was kept are of the owner of an engagement. */
	| { readonly is: 'let-go'; readonly item: ItemId; readonly person?: PersonId }
	| {
			readonly is: 'agreed';
			readonly item: ItemId;
			readonly digest: Digest;
			readonly person: PersonId;
			readonly witness: PersonId | null;
			readonly by?: PersonId;
	  }
	| { readonly is: 'reviewed'; readonly item: ItemId; readonly part: ReviewPart; readonly result: Result }
	/** The reason is a note with readers, and in no fact. */
	| { readonly is: 'shielded'; readonly item: ItemId };

/** Every polite no about a promise. Each has a sentence in words/. */
export type PromiseRefusal =
	/** The block was taken off the table, or never stood here. */
	| 'no-such-item'
	/** Nobody is named yet. */
	| 'no-owner'
	/** Nothing is written yet. */
	| 'empty'
	/** Only its owner takes a promise; nobody says yes for another. */
	| 'only-its-owner'
	/** Nobody asks after their own promise: another opvolger first (domain.md §5.4). */
	| 'asks-oneself'
	/** Somebody who is not at the table can only be asked: *vraag aan*. */
	| 'ask-instead'
	/** The words are others than the ones that were on that screen. */
	| 'other-words'
	/** A spoken yes needs a witness who sits here and is not the one who says it. */
	| 'no-witness'
	/** First the owner, then the follower, then the table. */
	| 'owner-first'
	/** Only a promise of the version in force is looked back on. */
	| 'nothing-to-review'
	/** Only of what is suspended a reason is kept apart. */
	| 'not-suspended';

export type PromiseContext = {
	/** The item as it stands in its sheet now. */
	readonly item: Item | null;
	readonly promised: Promised;
	readonly leader: PersonId;
	readonly seated: ReadonlySet<PersonId>;
	/** Whether this promise stood in the version in force when the circle began. */
	readonly reviewed: boolean;
};

export type PromiseAnswer = readonly PromiseFact[] | No<PromiseRefusal>;

export function decidePromise(context: PromiseContext, move: PromiseMove, by: PersonId): PromiseAnswer {
	const { item } = context;
	if (!item) return no('no-such-item');
	if (move.do === 'review') return decideReview(context, item, move, by);
	if (item.gone || !isPromise(item)) return no('no-such-item');
	if (move.do === 'let-go') return decideLetGo(context, item, move.person, by);
	const refusal = yesRefusal(context, item, move, by);
	if (refusal) return refusal;
	const { digest, person, witness } = move;
	const how = { digest, person, witness, ...(witness === null ? {} : { by }) };
	if (move.do === 'take') {
		if (item.kind !== 'engagement') return no('no-such-item');
		if (item.owner === null) return no('no-owner');
		if (person !== item.owner) return no('only-its-owner');
		if (item.asker === item.owner) return no('asks-oneself');
		if (context.promised.taken?.digest === digest) return [];
		return [{ is: 'taken', item: item.id, ...how }];
	}
	if (item.kind === 'engagement') return no('no-such-item');
	if (!asked(item).includes(person)) return no('only-its-owner');
	if (context.promised.agreed.get(person)?.digest === digest) return [];
	return [{ is: 'agreed', item: item.id, ...how }];
}

/** Whose yes to the wording counts: who did not want it now, or each whom a *vraag aan* needs. */
function asked(item: Item): readonly PersonId[] {
	if (item.kind === 'ask') return item.needs;
	return item.owner === null ? [] : [item.owner];
}

function decideLetGo(context: PromiseContext, item: Item, person: PersonId, by: PersonId): PromiseAnswer {
	if (by !== person && by !== context.leader) return no('only-its-owner');
	const { taken, agreed } = context.promised;
	const said = item.kind === 'engagement' ? person === item.owner && taken !== null : agreed.has(person);
	return said ? [{ is: 'let-go', item: item.id, person }] : [];
}

type YesMove = PromiseMove & { do: 'take' | 'agree' };

function yesRefusal(
	context: PromiseContext,
	item: Item,
	move: YesMove,
	by: PersonId
): No<PromiseRefusal> | null {
	if (item.text.trim() === '') return no('empty');
	if (!context.seated.has(move.person)) return no('ask-instead');
	if (move.digest !== itemDigest(item)) return no('other-words');
	if (move.witness === null) return by === move.person ? null : no('only-its-owner');
	if (by !== context.leader) return no('only-its-owner');
	return move.witness !== move.person && context.seated.has(move.witness) ? null : no('no-witness');
}

function decideReview(
	context: PromiseContext,
	item: Item,
	move: PromiseMove & { do: 'review' },
	by: PersonId
): PromiseAnswer {
	const { leader, promised } = context;
	if (!context.reviewed) return no('nothing-to-review');
	const speaker = move.part === 'owner' ? item.owner : move.part === 'follower' ? item.asker : leader;
	if (by !== leader && by !== speaker) return no('only-its-owner');
	const ownerHere = item.owner !== null && context.seated.has(item.owner);
	if (move.part !== 'owner' && ownerHere && promised.review.owner === undefined) return no('owner-first');
	if (promised.review[move.part] === move.result) return [];
	return [{ is: 'reviewed', item: item.id, part: move.part, result: move.result }];
}

/** Why it is suspended, for named people alone: by its owner, or by the one who leads for them. */
export function decideShield(
	promised: Promised,
	{
		item,
		owner,
		leader
	}: { readonly item: ItemId; readonly owner: PersonId | null; readonly leader: PersonId },
	by: PersonId
): PromiseAnswer {
	if (by !== owner && by !== leader) return no('only-its-owner');
	if (outcomeOf(promised) !== 'suspended') return no('not-suspended');
	return promised.shielded ? [] : [{ is: 'shielded', item }];
}

export function applyPromise(promises: Promises, fact: PromiseFact): Promises {
	const before = promiseOf(promises, fact.item);
	const next = new Map(promises);
	switch (fact.is) {
		case 'taken':
			return next.set(fact.item, { ...before, taken: yesOf(fact) });
		case 'let-go': {
			const agreed = new Map(before.agreed);
			if (fact.person && agreed.delete(fact.person)) return next.set(fact.item, { ...before, agreed });
			return next.set(fact.item, { ...before, taken: null });
		}
		case 'agreed': {
			const agreed = new Map(before.agreed).set(fact.person, yesOf(fact));
			return next.set(fact.item, { ...before, agreed });
		}
		case 'reviewed':
			return next.set(fact.item, { ...before, review: { ...before.review, [fact.part]: fact.result } });
		case 'shielded':
			return next.set(fact.item, { ...before, shielded: true });
		default:
			return unreachable(fact);
	}
}

const yesOf = ({ digest, witness, by }: PromiseFact & { is: 'taken' | 'agreed' }): Yes => ({
	digest,
	witness,
	...(by ? { by } : {})
});

/** Where a promise stands, for a screen and for the reading. */
export type PromiseState =
	'proposed' | 'reworded' | 'taken' | 'asking' | 'asked' | 'not-now' | 'not-now-agreed';

/** Whose yes a *vraag aan* needs, and whether they gave it to exactly these words (S1-08). */
export function yesesOf(item: Item, promised: Promised): { person: PersonId; yes: boolean }[] {
	if (item.kind !== 'ask') return [];
	const digest = itemDigest(item);
	return item.needs.map((person) => ({ person, yes: promised.agreed.get(person)?.digest === digest }));
}

export function promiseState(item: Item, promised: Promised): PromiseState {
	const digest = itemDigest(item);
	if (item.kind === 'ask') return yesesOf(item, promised).every(({ yes }) => yes) ? 'asked' : 'asking';
	if (item.kind === 'not-now') {
		const yes = item.owner === null ? undefined : promised.agreed.get(item.owner);
		return yes?.digest === digest ? 'not-now-agreed' : 'not-now';
	}
	if (promised.taken === null) return 'proposed';
	return promised.taken.digest === digest ? 'taken' : 'reworded';
}

/** What became of it: what the table settled, else what its owner said. */
export function outcomeOf(promised: Promised): Result | null {
	return promised.review.table ?? promised.review.owner ?? null;
}
