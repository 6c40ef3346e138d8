// One besloten tijd from the first question on, as those named know it: folded from the facts of its own stream. Who
// decides them: private.ts, and private-words.ts for which sentences enter the plan.

import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, PersonId, SheetId } from '#lib/base/id.ts';
import { unreachable } from '#lib/base/no.ts';
import type { Circle } from '#lib/circle/circle.ts';
import type { CircleFact } from '#lib/circle/fact.ts';

export type Talk = {
	readonly among: readonly PersonId[];
	readonly asker: PersonId;
	readonly agreed: ReadonlySet<PersonId>;
	readonly state: 'asked' | 'declined' | 'begun';
	/** Sentences of its sheet that somebody wants in the plan. */
	readonly picks: ReadonlyMap<ItemId, Picked>;
};

/** By the id of their sheet. */
export type Talks = ReadonlyMap<SheetId, Talk>;

export type Picked = {
	readonly yeses: ReadonlyMap<PersonId, PickYes>;
	/** It stands in the plan, on disk. */
	readonly entered: boolean;
};

/** A yes to exactly these words, for exactly this sheet. `at`: the server's time, milliseconds. */
export type PickYes = { readonly digest: Digest; readonly to: SheetId; readonly at: number };

/** What those named know of it, and nobody else. */
export type PrivateFact =
	| { readonly is: 'private-asked'; readonly person: PersonId; readonly among: readonly PersonId[] }
	| { readonly is: 'private-agreed'; readonly person: PersonId }
	/** Nobody is told who would rather not. */
	| { readonly is: 'private-declined' }
	| {
			readonly is: 'private-yes';
			readonly item: ItemId;
			readonly person: PersonId;
			readonly digest: Digest;
			readonly to: SheetId;
	  }
	| { readonly is: 'private-no'; readonly item: ItemId; readonly person: PersonId }
	/** The house put it in the plan: it is on disk there. */
	| { readonly is: 'private-entered'; readonly item: ItemId };

const nothingYet: Picked = { yeses: new Map(), entered: false };

export const pickOf = (talk: Talk, item: ItemId): Picked => talk.picks.get(item) ?? nothingYet;

/** `at`: the server's time of the fact, milliseconds. */
export function applyTalk(talks: Talks, sheet: SheetId, fact: PrivateFact, at: number): Talks {
	if (fact.is === 'private-asked') {
		const { among, person: asker } = fact;
		const talk: Talk = { among, asker, agreed: new Set([asker]), state: 'asked', picks: new Map() };
		return new Map(talks).set(sheet, talk);
	}
	const talk = talks.get(sheet);
	return talk ? new Map(talks).set(sheet, change(talk, fact, at)) : talks;
}

function change(talk: Talk, fact: Exclude<PrivateFact, { is: 'private-asked' }>, at: number): Talk {
	switch (fact.is) {
		case 'private-agreed':
			return { ...talk, agreed: new Set(talk.agreed).add(fact.person) };
		case 'private-declined':
			return { ...talk, state: 'declined' };
		case 'private-yes': {
			const { item, person, digest, to } = fact;
			const yeses = new Map(pickOf(talk, item).yeses).set(person, { digest, to, at });
			return withPick(talk, item, { yeses });
		}
		case 'private-no': {
			const yeses = new Map(pickOf(talk, fact.item).yeses);
			yeses.delete(fact.person);
			return withPick(talk, fact.item, { yeses });
		}
		case 'private-entered':
			return withPick(talk, fact.item, { entered: true });
		default:
			return unreachable(fact);
	}
}

function withPick(talk: Talk, item: ItemId, pick: Partial<Picked>): Talk {
	return { ...talk, picks: new Map(talk.picks).set(item, { ...pickOf(talk, item), ...pick }) };
}

/** What the circle itself tells of a talk: that it begins. */
export function followTalk(talks: Talks, fact: CircleFact): Talks {
	const talk = fact.is === 'private-begun' ? talks.get(fact.sheet) : undefined;
	return fact.is === 'private-begun' && talk
		? new Map(talks).set(fact.sheet, { ...talk, state: 'begun' })
		: talks;
}

/** Somebody leaves: with fewer than two there is no talk any more. */
export function endsByLeaving({ private: now, seated }: Circle, person: PersonId): CircleFact[] {
	if (!now?.among.includes(person) || !seated.has(person)) return [];
	const stay = now.among.filter((one) => one !== person && seated.has(one));
	return stay.length < 2 ? [{ is: 'private-ended' }] : [];
}
