// Which sentences of a besloten tijd enter the plan: only with every yes of those who were in it, each to the same
// words, for the same sheet of the plan. The house then puts them there, with nothing of what came before (S3-06).

import type { ItemId, PersonId, SheetId } from '#lib/base/id.ts';
import { no } from '#lib/base/no.ts';
import { talking } from '#lib/circle/decide.ts';
import type { Actor } from '#lib/circle/move.ts';
import type { Circle } from '#lib/circle/circle.ts';
import type { PrivateAnswer, PrivateMove } from '#lib/circle/private.ts';
import { pickOf, type Picked, type PickYes, type Talk, type Talks } from '#lib/circle/talk.ts';
import { wholeDigest, type Item } from '#lib/plan/item.ts';
import type { ItemKind } from '#lib/plan/kind.ts';

type PickMove = PrivateMove & { do: 'private-yes' | 'private-no' };

/** What two people may write among themselves and bring in. */
const bringable: ReadonlySet<ItemKind> = new Set<ItemKind>(['together', 'goal', 'engagement', 'agreement']);

/** `item`: of the talk's own sheet, as it is stored. */
export function decidePick(
	circle: Circle,
	talks: Talks,
	item: Item | null,
	move: PickMove,
	{ person }: Actor
): PrivateAnswer {
	const talk = talks.get(move.talk);
	if (talk?.state !== 'begun' || !talk.among.includes(person)) return no('no-such-item');
	if (!talking(circle)) return no('already-presented');
	const pick = pickOf(talk, move.item);
	const stands = pick.entered || isComplete(talk, pick);
	const before = pick.yeses.get(person);
	if (move.do === 'private-no') {
		if (!before) return [];
		if (stands) return no('in-the-plan');
		return [{ to: 'private', sheet: move.talk, fact: { is: 'private-no', item: move.item, person } }];
	}
	if (stands) return [];
	if (!item || item.gone || !bringable.has(item.kind)) return no('no-such-item');
	if (item.text.trim() === '') return no('empty');
	if (move.digest !== wholeDigest(item)) return no('other-words');
	const { digest, to } = move;
	if (before?.digest === digest && before.to === to) return [];
	const fact = { is: 'private-yes', item: move.item, person, digest, to } as const;
	return [{ to: 'private', sheet: move.talk, fact }];
}

/** Everybody who was in it, also who left since, said yes to the same words for the same sheet. */
export function isComplete(talk: Talk, pick: Picked): boolean {
	const [first, ...others] = talk.among.map((one) => pick.yeses.get(one));
	return !!first && others.every((yes) => yes?.digest === first.digest && yes.to === first.to);
}

export type Entering = PickYes & {
	readonly talk: SheetId;
	readonly item: ItemId;
	readonly among: readonly PersonId[];
};

/** What everybody let into the plan and does not stand there yet. `at`: when the last yes was given. */
export function enteringOf(talks: Talks): Entering[] {
	return [...talks].flatMap(([sheet, talk]) =>
		[...talk.picks].flatMap(([item, pick]): Entering[] => {
			const [first] = pick.yeses.values();
			if (!first || pick.entered || !isComplete(talk, pick)) return [];
			const at = Math.max(...[...pick.yeses.values()].map((yes) => yes.at));
			return [{ ...first, at, talk: sheet, item, among: talk.among }];
		})
	);
}
