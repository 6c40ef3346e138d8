import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ItemId, PersonId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import {
	decideShield,
	applyPromise,
	decidePromise,
	outcomeOf,
	promiseOf,
	promiseState,
	type PromiseContext,
	type PromiseMove,
	type Promises
} from '#lib/engagement/engagement.ts';
import { blankItem, itemDigest, type Item } from '#lib/plan/item.ts';

const [wim, nele, joris, school] = ['wim', 'nele', 'joris', 'school'] as unknown as [
	PersonId,
	PersonId,
	PersonId,
	PersonId
];
const id = 'e1' as ItemId;
const engagement: Item = { ...blankItem, id, kind: 'engagement', text: 'Ik bel drie adressen.', owner: wim };
const seated = new Set([wim, nele, joris]);

const context = (
	item: Item | null,
	promises: Promises = new Map(),
	more: Partial<PromiseContext> = {}
): PromiseContext => ({
	item,
	promised: promiseOf(promises, id),
	leader: nele,
	seated,
	reviewed: false,
	...more
});
const take = (item: Item, person = wim, witness: PersonId | null = null): PromiseMove => ({
	do: 'take',
	item: id,
	digest: itemDigest(item),
	person,
	witness
});
const agree = (item: Item, person = wim): PromiseMove => ({
	do: 'agree',
	item: id,
	digest: itemDigest(item),
	person,
	witness: null
});

function said(given: PromiseContext, move: PromiseMove, by: PersonId): string {
	const answer = decidePromise(given, move, by);
	return isNo(answer) ? answer.no : answer.map((fact) => fact.is).join(' ') || '·';
}

function after(promises: Promises, given: PromiseContext, move: PromiseMove, by: PersonId): Promises {
	const answer = decidePromise(given, move, by);
	if (isNo(answer)) throw new Error(answer.no);
	return answer.reduce(applyPromise, promises);
}

const none: Promises = new Map();
const taken = after(none, context(engagement), take(engagement), wim);
const reworded: Item = { ...engagement, text: 'Ik bel twee adressen.' };
const ask: Item = { ...engagement, kind: 'ask', owner: school, needs: [wim] };
const mayLeave = after(none, context(ask), agree(ask), wim);
const notNow: Item = {
	...engagement,
	kind: 'not-now',
	text: 'Samen rond de tafel met Ter Wilgen: voor Wim nu niet.'
};
const agreed = after(none, context(notNow), agree(notNow), wim);
const states: Record<string, { item: Item; promises: Promises }> = {
	proposed: { item: engagement, promises: none },
	taken: { item: engagement, promises: taken },
	reworded: { item: reworded, promises: taken },
	asking: { item: ask, promises: none },
	asked: { item: ask, promises: mayLeave },
	'not-now': { item: notNow, promises: none },
	'not-now-agreed': { item: notNow, promises: agreed }
};

describe('SPEC.md, every cell', () => {
	const spec = readFileSync(new URL('./SPEC.md', import.meta.url), 'utf8');
	const table = spec.split('\n\n').find((block) => block.startsWith('| move')) ?? '';
	const [head = [], , ...rows] = table.split('\n').map((row) =>
		row
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim())
	);
	const moves: Record<string, (item: Item) => PromiseMove> = {
		take,
		agree,
		'let-go': () => ({ do: 'let-go', item: id, person: wim }),
		review: () => ({ do: 'review', item: id, part: 'owner', result: 'kept' })
	};
	it('names every state and every move', () => {
		expect(head.slice(1)).toEqual(Object.keys(states));
		expect(rows.map(([name = '']) => name.replaceAll('`', ''))).toEqual(Object.keys(moves));
	});
	for (const [name = '', ...cells] of rows)
		for (const [i, cell] of cells.entries()) {
			const state = states[head[i + 1] ?? ''];
			it(`${name} in ${head[i + 1]} is ${cell}`, () => {
				if (!state) throw new Error('no such state');
				expect(promiseState(state.item, promiseOf(state.promises, id))).toBe(head[i + 1]);
				const move = moves[name.replaceAll('`', '')]?.(state.item);
				if (!move) throw new Error('no such move');
				expect(said(context(state.item, state.promises), move, wim)).toBe(cell);
			});
		}
});

describe('S2-07: why something is suspended', () => {
	const suspended = applyPromise(none, { is: 'reviewed', item: id, part: 'owner', result: 'suspended' });
	const of = { item: id, owner: wim, leader: nele };
	const shield = (promises: Promises, by: PersonId) => {
		const answer = decideShield(promiseOf(promises, id), of, by);
		return isNo(answer) ? answer.no : answer.map((fact) => fact.is).join(' ') || '·';
	};
	it('is kept apart by its owner, or by who leads, once', () => {
		expect([wim, nele, joris].map((by) => shield(suspended, by))).toEqual([
			'shielded',
			'shielded',
			'only-its-owner'
		]);
		expect(shield(applyPromise(suspended, { is: 'shielded', item: id }), wim)).toBe('·');
	});
	it('is asked of nothing else, also not of what was suspended before the table settled otherwise', () => {
		expect(shield(none, wim)).toBe('not-suspended');
		const kept = applyPromise(suspended, { is: 'reviewed', item: id, part: 'table', result: 'kept' });
		expect(shield(kept, wim)).toBe('not-suspended');
	});
});

describe('a promise', () => {
	it('is taken only by its owner', () => {
		expect(said(context(engagement), take(engagement, wim), joris)).toBe('only-its-owner');
		expect(said(context(engagement), take(engagement, joris), joris)).toBe('only-its-owner');
	});
	it('is said aloud with a witness who sits here and is not the owner', () => {
		expect(said(context(engagement), take(engagement, wim, nele), nele)).toBe('taken');
		expect(said(context(engagement), take(engagement, wim, wim), nele)).toBe('no-witness');
		expect(said(context(engagement), take(engagement, wim, school), nele)).toBe('no-witness');
		expect(said(context(engagement), take(engagement, wim, nele), joris)).toBe('only-its-owner');
	});
	it('S2-08: said aloud, it keeps who wrote it down and who heard it', () => {
		const heard = after(none, context(engagement), take(engagement, wim, joris), nele);
		expect(promiseOf(heard, id).taken).toMatchObject({ witness: joris, by: nele });
		expect(promiseOf(taken, id).taken).toEqual({ digest: itemDigest(engagement), witness: null });
	});
	it('S1-07: is never given to somebody who is not at the table', () => {
		const theirs: Item = { ...engagement, owner: school };
		expect(said(context(theirs), take(theirs, school, nele), nele)).toBe('ask-instead');
	});
	it('is not taken in words that changed meanwhile', () => {
		expect(said(context(reworded), take(engagement), wim)).toBe('other-words');
	});
	it('is not asked after by its own owner', () => {
		const alone: Item = { ...engagement, asker: wim };
		expect(said(context(alone), take(alone), wim)).toBe('asks-oneself');
	});
	it('is another promise when it is followed in another way', () => {
		const called: Item = { ...engagement, how: 'bellen op 20 okt' };
		expect(said(context(called), take(engagement), wim)).toBe('other-words');
		expect(itemDigest({ ...engagement, how: ' ' })).toBe(itemDigest(engagement));
	});
	it('needs words and a name', () => {
		expect(said(context({ ...engagement, text: ' ' }), take({ ...engagement, text: ' ' }), wim)).toBe(
			'empty'
		);
		expect(said(context({ ...engagement, owner: null }), take({ ...engagement, owner: null }), wim)).toBe(
			'no-owner'
		);
	});
	it('that was taken off the table is taken no more', () => {
		expect(said(context({ ...engagement, gone: true }), take(engagement), wim)).toBe('no-such-item');
		expect(said(context(null), take(engagement), wim)).toBe('no-such-item');
	});
});

describe('a vraag aan (S1-08)', () => {
	const both: Item = { ...ask, needs: [wim, joris] };
	const stands = (item: Item, promises: Promises) => promiseState(item, promiseOf(promises, id));
	it('does not leave before everybody it needs said yes to exactly these words', () => {
		const one = after(none, context(both), agree(both), wim);
		expect(stands(both, one)).toBe('asking');
		const two = after(one, context(both, one), agree(both, joris), joris);
		expect(stands(both, two)).toBe('asked');
		expect(stands({ ...both, text: 'Wil de school iets schrijven?' }, two)).toBe('asking');
		expect(stands({ ...both, needs: [wim, joris, nele] }, two)).toBe('asking');
		expect(stands({ ...both, asker: nele }, two)).toBe('asking');
	});
	it('needs the yes of nobody else, and nobody says it for another', () => {
		expect(said(context(both), agree(both, nele), nele)).toBe('only-its-owner');
		expect(said(context(both), agree(both, wim), joris)).toBe('only-its-owner');
		expect(said(context(both), { ...agree(both, wim), witness: nele } as PromiseMove, nele)).toBe('agreed');
	});
	it('stays here once somebody takes their yes back', () => {
		const yes = after(none, context(ask), agree(ask), wim);
		const back: PromiseMove = { do: 'let-go', item: id, person: wim };
		expect(said(context(ask, yes), back, joris)).toBe('only-its-owner');
		expect(stands(ask, after(yes, context(ask, yes), back, wim))).toBe('asking');
	});
	it('of before yeses were kept is asked at once', () => {
		expect(stands({ ...ask, needs: [] }, none)).toBe('asked');
	});
	it('is no engagement of the one who is asked', () => {
		expect(said(context(both), { ...take(both, school), witness: nele } as PromiseMove, nele)).toBe(
			'ask-instead'
		);
	});
});

describe('what was let go', () => {
	it('as a fact of before it named whose yes it was, is the owner’s', () => {
		expect(promiseOf(applyPromise(taken, { is: 'let-go', item: id }), id).taken).toBeNull();
	});
});

describe('looking back', () => {
	const back = (promises: Promises) => context(engagement, promises, { reviewed: true });
	const says = (part: 'owner' | 'follower' | 'table', result: 'kept' | 'partly'): PromiseMove => ({
		do: 'review',
		item: id,
		part,
		result
	});
	it('the owner says it first, then the table', () => {
		expect(said(back(taken), says('table', 'partly'), nele)).toBe('owner-first');
		const owner = after(taken, back(taken), says('owner', 'kept'), wim);
		expect(outcomeOf(promiseOf(owner, id))).toBe('kept');
		const table = after(owner, back(owner), says('table', 'partly'), nele);
		expect(promiseOf(table, id).review).toEqual({ owner: 'kept', table: 'partly' });
		expect(outcomeOf(promiseOf(table, id))).toBe('partly');
	});
	it('nobody waits for an owner who is not here', () => {
		const absent = { ...back(taken), seated: new Set([nele]) };
		expect(said(absent, says('table', 'partly'), nele)).toBe('reviewed');
	});
	it('nobody says for the owner how it went but the owner and who writes', () => {
		expect(said(back(taken), says('owner', 'kept'), joris)).toBe('only-its-owner');
		expect(said(back(taken), says('owner', 'kept'), nele)).toBe('reviewed');
	});
});
