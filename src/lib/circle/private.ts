// Besloten tijd: people who sit here talk among themselves, and every other screen says only that they do. Who asked
// and who said yes, those named know alone: a stream of their own, with the audience of their sheet. The circle
// knows no more than that it goes on. Every cell: SPEC.md, "Besloten tijd".

import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, PersonId, SheetId } from '#lib/base/id.ts';
import { no, unreachable, type No } from '#lib/base/no.ts';
import { quietNow, type Circle } from '#lib/circle/circle.ts';
import { talking } from '#lib/circle/decide.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
import type { Actor } from '#lib/circle/move.ts';
import { decidePick } from '#lib/circle/private-words.ts';
import type { PrivateFact, Talk, Talks } from '#lib/circle/talk.ts';
import type { Item } from '#lib/plan/item.ts';

/** `talk`: the id of its sheet; a press that comes late begins, ends and lets in nothing of another. */
export type PrivateMove =
	| { readonly do: 'private-ask'; readonly talk: SheetId; readonly among: readonly PersonId[] }
	| { readonly do: 'private-agree'; readonly talk: SheetId }
	/** *Liever niet*, by anybody named; who asked takes it back so. */
	| { readonly do: 'private-decline'; readonly talk: SheetId }
	| { readonly do: 'private-end'; readonly talk: SheetId }
	/** Who leads asks them to round off. */
	| { readonly do: 'private-call'; readonly talk: SheetId }
	/** *Nog even.* */
	| { readonly do: 'private-stay'; readonly talk: SheetId }
	/** This sentence may enter the plan, as it reads now, on the sheet named. */
	| {
			readonly do: 'private-yes';
			readonly talk: SheetId;
			readonly item: ItemId;
			readonly digest: Digest;
			readonly to: SheetId;
	  }
	| { readonly do: 'private-no'; readonly talk: SheetId; readonly item: ItemId };

/** Every polite no about besloten tijd. Each has a sentence in words/. */
export type PrivateRefusal =
	/** Some of the table talk among themselves: everything else waits for them. */
	| 'private-time'
	/** Nobody asks this of you, or no more. */
	| 'nobody-asks'
	/** One does not talk alone; and who asks is one of them. */
	| 'with-whom'
	/** While a round listens nothing is asked. */
	| 'quiet-now'
	/** Only those who are in it, each for themselves. */
	| 'not-yours-to-say'
	/** Who leads first asks them to round off. */
	| 'ask-them-first'
	/** They were asked a moment ago: five minutes are theirs. */
	| 'give-them-time'
	/** Everybody said yes: it goes into the plan. */
	| 'in-the-plan'
	/** The words are others than the ones that were on that screen. */
	| 'other-words'
	/** The sentence was taken away, or never stood here. */
	| 'no-such-item'
	/** Nothing is written yet. */
	| 'empty'
	/** After voorleggen nothing enters this version any more. */
	| 'already-presented'
	| 'not-in-this-phase'
	| 'not-seated'
	| 'only-the-leader'
	| 'circle-closed';

export type PrivateTold =
	| { readonly to: 'circle'; readonly fact: CircleFact }
	| { readonly to: 'private'; readonly sheet: SheetId; readonly fact: PrivateFact };

export type PrivateAnswer = readonly PrivateTold[] | No<PrivateRefusal>;

/** Who leads asked them to round off and heard nothing for so long: then they may end it. Milliseconds. */
export const endAfter = 5 * 60_000;

/** Moves that go on meanwhile: those of the talk itself, a pause, the door, and who leads. */
const goesOn: ReadonlySet<string> = new Set([
	...['private-ask', 'private-agree', 'private-decline', 'private-end', 'private-call', 'private-stay'],
	...['private-yes', 'private-no', 'pause', 'resume', 'leave', 'hand-over', 'take-over'],
	...['seat', 'welcome', 'admit', 'admit-all', 'turn-away', 'new-code', 'key']
]);

/** Whether besloten tijd keeps this move waiting. */
export const waitsForPrivate = (circle: Circle, move: string): boolean =>
	circle.private !== null && !goesOn.has(move);

/** `item`: of the talk's own sheet, as it is stored. `by` sits at the table, or leads; `at`: the server's time. */
export function decidePrivate(
	circle: Circle,
	talks: Talks,
	item: Item | null,
	move: PrivateMove,
	by: Actor,
	at: number
): PrivateAnswer {
	if (circle.phase.at === 'closed') return no('circle-closed');
	switch (move.do) {
		case 'private-ask':
			return decideAsk(circle, talks, move, by);
		case 'private-agree':
			return decideAgree(circle, talks.get(move.talk), move.talk, by);
		case 'private-decline':
			return decideDecline(talks.get(move.talk), move.talk, by);
		case 'private-end':
			return decideEnd(circle, move.talk, by, at);
		case 'private-call':
			if (by.person !== circle.leader) return no('only-the-leader');
			return going(circle, move.talk)?.called === null ? inCircle({ is: 'private-called' }) : [];
		case 'private-stay': {
			const now = going(circle, move.talk);
			if (!now || now.called === null) return [];
			return now.among.includes(by.person) ? inCircle({ is: 'private-stays' }) : no('not-yours-to-say');
		}
		case 'private-yes':
		case 'private-no':
			return decidePick(circle, talks, item, move, by);
		default:
			return unreachable(move);
	}
}

function decideAsk(
	circle: Circle,
	talks: Talks,
	{ talk, among }: PrivateMove & { do: 'private-ask' },
	{ person }: Actor
): PrivateAnswer {
	const refusal = beginRefusal(circle);
	if (refusal) return refusal;
	const named = [...new Set(among)];
	if (named.length < 2 || !named.includes(person)) return no('with-whom');
	if (!named.every((one) => circle.seated.has(one))) return no('not-seated');
	if (talks.has(talk)) return [];
	const earlier = [...talks].filter(([, one]) => one.state === 'asked' && one.asker === person);
	return [
		...earlier.flatMap(([sheet]) => told(sheet, { is: 'private-declined' })),
		...told(talk, { is: 'private-asked', person, among: named })
	];
}

function decideAgree(
	circle: Circle,
	talk: Talk | undefined,
	sheet: SheetId,
	{ person }: Actor
): PrivateAnswer {
	if (!talk?.among.includes(person) || talk.state === 'declined') return no('nobody-asks');
	if (talk.state === 'begun') return [];
	const refusal = beginRefusal(circle);
	if (refusal) return refusal;
	if (!talk.among.every((one) => circle.seated.has(one))) return no('not-seated');
	if (talk.agreed.has(person)) return [];
	const all = talk.among.every((one) => one === person || talk.agreed.has(one));
	return [
		...told(sheet, { is: 'private-agreed', person }),
		...(all ? inCircle({ is: 'private-begun', sheet, among: talk.among }) : [])
	];
}

function decideDecline(talk: Talk | undefined, sheet: SheetId, { person }: Actor): PrivateAnswer {
	if (!talk?.among.includes(person) || talk.state === 'begun') return no('nobody-asks');
	return talk.state === 'asked' ? told(sheet, { is: 'private-declined' }) : [];
}

/** Asked and begun only while people talk, one at a time, and never into a round that listens. */
function beginRefusal(circle: Circle): No<PrivateRefusal> | null {
	// A class speaks without names: there nobody is set apart by name either.
	if (!talking(circle) || circle.setting === 'class') return no('not-in-this-phase');
	if (circle.private !== null) return no('private-time');
	return quietNow(circle) ? no('quiet-now') : null;
}

/** By anybody in it; by who leads only after they were asked, and nobody answered for five minutes. */
function decideEnd(circle: Circle, sheet: SheetId, { person }: Actor, at: number): PrivateAnswer {
	const now = going(circle, sheet);
	if (!now) return [];
	if (now.among.includes(person)) return inCircle({ is: 'private-ended' });
	if (person !== circle.leader) return no('not-yours-to-say');
	if (now.called === null) return no('ask-them-first');
	return at - now.called >= endAfter ? inCircle({ is: 'private-ended' }) : no('give-them-time');
}

const told = (sheet: SheetId, fact: PrivateFact): PrivateTold[] => [{ to: 'private', sheet, fact }];

const inCircle = (fact: CircleFact): PrivateTold[] => [{ to: 'circle', fact }];

/** This very talk, while it goes on. */
const going = (circle: Circle, sheet: SheetId): Circle['private'] =>
	circle.private?.sheet === sheet ? circle.private : null;
