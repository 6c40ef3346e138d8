// Two things that are done to shared words beside writing them: they are read aloud, part by part, and what
// does not belong in a plan is emptied. A fact of it goes in the stream of the sheet the part stands in, so
// that nobody learns of a part they do not have.

import type { ItemId, PersonId, SheetId } from '#lib/base/id.ts';
import { no, type No } from '#lib/base/no.ts';
import type { Circle } from '#lib/circle/circle.ts';
import { whyStill } from '#lib/circle/decide.ts';
import type { Item } from '#lib/plan/item.ts';

export type SharedMove =
	/** This part is being read aloud now. */
	| { readonly do: 'read'; readonly sheet: SheetId; readonly item: ItemId }
	/** *Dit hoort niet in het plan*: off every screen and emptied, by anybody, with no name. */
	| { readonly do: 'empty-item'; readonly sheet: SheetId; readonly item: ItemId };

export type SharedFact =
	| { readonly is: 'read'; readonly item: ItemId }
	| { readonly is: 'emptied'; readonly item: ItemId }
	/**
	 * Words of this sheet were taken away by the house: nobody's undo brings them back. `items`: in which; absent in
	 * facts of before it was kept.
	 */
	| { readonly is: 'rewritten'; readonly items?: readonly ItemId[] };

/** Every polite no about them. Each has a sentence in words/. */
export type SharedRefusal =
	/** Who leads goes through the plan, or who was asked to read. */
	'not-the-reader' | 'not-in-this-phase' | 'no-such-item' | 'already-presented' | 'broken-off';

export type SharedAnswer = readonly SharedFact[] | No<SharedRefusal>;

/** `item`: as its sheet has it now. `by` sits at the table, or leads. */
export function decideShared(
	circle: Circle,
	move: SharedMove,
	item: Item | null,
	by: PersonId
): SharedAnswer {
	const still = whyStill(circle);
	if (still) return still;
	if (!item) return no('no-such-item');
	if (move.do === 'empty-item') return [{ is: 'emptied', item: item.id }];
	if (by !== circle.leader && by !== circle.reader) return no('not-the-reader');
	if (circle.phase.at !== 'reading') return no('not-in-this-phase');
	return item.gone ? no('no-such-item') : [{ is: 'read', item: item.id }];
}
