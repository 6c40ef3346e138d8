// A party of a duty is in with the last yes, and never with a no or with nothing said; who left is not, until back.

import { describe, expect, it } from 'vitest';
import type { PersonId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { askedOf, asksToShare, decideSaid, partyOf, shutBy, type PartyFact } from '#lib/people/party.ts';

const [michael, sofie, dirk, lea] = ['michael', 'sofie', 'dirk', 'lea'] as unknown as PersonId[];
if (!michael || !sofie || !dirk || !lea) throw new Error('four people');

describe('a party', () => {
	const facts: PartyFact[] = [{ is: 'asked', of: [michael, sofie, dirk] }];
	const says = (person: PersonId, given: boolean) => {
		const decided = decideSaid(partyOf(facts), { person, given, own: false, statement: null });
		if (isNo(decided)) return decided.no;
		facts.push(...decided);
		return partyOf(facts).is;
	};
	it('nobody asked for is in', () => expect(partyOf([])).toEqual({ is: 'in' }));
	it('is in with the last yes, and not with a no, nor while somebody said nothing', () => {
		expect(says(lea, true)).toBe('not-asked-here');
		expect([says(michael, true), says(sofie, true)]).toEqual(['asked', 'asked']);
		expect([says(dirk, false), says(michael, true)]).toEqual(['asked', 'asked']);
		expect(says(dirk, true)).toBe('in');
		expect(says(dirk, false)).toBe('not-asked-here');
	});
	it('has what somebody said themselves from nobody else, and the same word once', () => {
		const facts: PartyFact[] = [{ is: 'asked', of: [michael, sofie] }];
		const says = (person: PersonId, given: boolean, own: boolean) => {
			const decided = decideSaid(partyOf(facts), { person, given, own, statement: null });
			if (isNo(decided)) return decided.no;
			facts.push(...decided);
			return decided.length;
		};
		expect(askedOf(facts, michael)).toEqual({ open: true, word: null });
		expect(askedOf(facts, lea)).toBeNull();
		expect([says(michael, true, false), says(michael, true, false)]).toEqual([1, 0]);
		expect([says(michael, false, true), says(michael, false, true)]).toEqual([1, 0]);
		expect([says(michael, true, false), says(michael, false, false)]).toEqual(
			Array(2).fill('said-themselves')
		);
		expect(says(sofie, true, true)).toBe(1);
		expect(partyOf(facts).is).toBe('asked');
		expect([says(michael, true, true), partyOf(facts).is]).toEqual([2, 'in']);
		expect(says(michael, false, true)).toBe('not-asked-here');
		expect(askedOf(facts, michael)).toEqual({ open: false, word: { given: true, own: true } });
	});
	it('that left is out until it is back', () => {
		expect(partyOf([...facts, { is: 'left' }])).toEqual({ is: 'left' });
		expect(partyOf([...facts, { is: 'left' }, { is: 'back' }])).toEqual({ is: 'in' });
	});
	it('is shut out exactly after the facts that a query knows', () => {
		const said: PartyFact = { is: 'said', person: michael, given: true, statement: null };
		const [asked] = facts;
		if (!asked) throw new Error('nobody was asked');
		for (const fact of [asked, said, { is: 'in' }, { is: 'left' }, { is: 'back' }] as PartyFact[])
			expect([fact.is, partyOf([asked, fact]).is !== 'in']).toEqual([fact.is, shutBy.includes(fact.is)]);
	});
	it.each([
		['OCJ-consulent', true],
		['consulent jeugdrechtbank', true],
		['consulente', true],
		['Ondersteuningscentrum Jeugdzorg', true],
		['jeugdrechtbankconsulent', true],
		['politieagent', true],
		['leerkracht', false],
		['CLB', false],
		['oma', false]
	])('%s is asked for first: %s', (label, asks) => expect(asksToShare(label)).toBe(asks));
});
