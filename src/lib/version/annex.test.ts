import { describe, expect, it } from 'vitest';
import { idFrom, type PersonId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import {
	annexLimits,
	goesAlong,
	isReady,
	leaveOut,
	mayPropose,
	partsOf,
	promiseDigest,
	take,
	type AnnexBody,
	type AnnexPromise
} from '#lib/version/annex.ts';
import { partsNamed } from '#lib/version/opened.ts';
import { readPart } from '#lib/wire/part.ts';

const person = (n: number) => idFrom<'person'>(new Uint8Array(16).fill(n));
const item = (n: number) => idFrom<'item'>(new Uint8Array(16).fill(n));
const [griet, layla, samira, amal, tom] = [1, 2, 3, 4, 5].map(person) as [
	PersonId,
	PersonId,
	PersonId,
	PersonId,
	PersonId
];
const e5: AnnexPromise = {
	...{ id: item(5), owner: samira, text: 'Zondag samen.', when: 'wekelijks', asker: layla, yes: null }
};
const e6: AnnexPromise = { ...e5, id: item(6), owner: layla, text: 'Ik zeg vandaag niet.', asker: samira };
const body: AnnexBody = { promises: [e5, e6], outcomes: [] };
const people = {
	asked: new Set([griet, layla, samira, tom]),
	having: new Set([griet, layla, samira, amal, tom]),
	bars: []
};
const readers = [griet, layla, samira];
const as = (one: AnnexPromise) => ({ digest: promiseDigest(one), text: one.text, when: one.when });

describe('an annex', () => {
	it('is for people who have the version, of owners who answer to it', () => {
		const first = (change: Partial<AnnexPromise>) =>
			mayPropose({ ...body, promises: [{ ...e5, ...change }] }, readers, people);
		expect(mayPropose(body, readers, people)).toBeNull();
		expect(mayPropose(body, [...readers, amal], people)).toBeNull();
		expect(mayPropose({ promises: [], outcomes: [] }, readers, people)).toEqual({ no: 'annex-empty' });
		expect(first({ text: '' })).toEqual({ no: 'annex-empty' });
		expect(first({ text: 'x'.repeat(annexLimits.text + 1) })).toEqual({ no: 'annex-too-long' });
		expect(first({ owner: amal })).toEqual({ no: 'annex-for-whom' });
		expect(first({ owner: tom })).toEqual({ no: 'annex-for-whom' });
		expect(first({ asker: tom })).toEqual({ no: 'annex-for-whom' });
		expect(first({ asker: samira })).toEqual({ no: 'asks-oneself' });
		expect(mayPropose(body, [...readers, person(9)], people)).toEqual({ no: 'annex-for-whom' });
		const many = Array.from({ length: annexLimits.promises + 1 }, () => e5);
		expect(mayPropose({ ...body, promises: many }, readers, people)).toEqual({ no: 'annex-too-long' });
	});

	it('holds together nobody of whom one refuses contact with the other', () => {
		const bars = [{ person: samira, other: layla }];
		expect(mayPropose(body, readers, { ...people, bars })).toEqual({ no: 'annex-apart' });
	});

	it('is ready at the last yes of its owners, each to exactly these words', () => {
		expect(isReady(body)).toBe(false);
		expect(take(body, e5.id, as(e5), layla)).toEqual({ no: 'only-its-owner' });
		expect(take(body, e5.id, as(e5), griet)).toEqual({ no: 'only-its-owner' });
		expect(take(body, e5.id, as(e6), samira)).toEqual({ no: 'other-words' });
		expect(take(body, item(9), as(e5), samira)).toEqual({ no: 'annex-gone' });
		expect(take(body, e5.id, { ...as(e5), text: '' }, samira)).toEqual({ no: 'annex-empty' });
		const one = take(body, e5.id, { ...as(e5), text: 'Of dinsdagavond.' }, samira);
		if (isNo(one)) throw new Error(one.no);
		expect(isReady(one)).toBe(false);
		const both = take(one, e6.id, as(e6), layla);
		if (isNo(both)) throw new Error(both.no);
		expect(isReady(both)).toBe(true);
		expect(both.promises.map(({ text }) => text)).toEqual(['Of dinsdagavond.', e6.text]);
	});

	it('loses what its owner leaves out, and by nobody else', () => {
		expect(leaveOut(body, e5.id, layla)).toEqual({ no: 'only-its-owner' });
		expect(leaveOut(body, e5.id, samira)).toEqual({ promises: [e6], outcomes: [] });
	});

	it('goes along without what is needed no longer, nor what nobody is asked to take', () => {
		const promises = partsNamed(
			partsOf(body, () => 'x'),
			'engagement'
		);
		const went = { id: e5.id, owner: samira, ownerName: 'Samira', text: e5.text, said: [] };
		const after = (result: 'no-longer' | 'kept') => goesAlong(promises, [{ ...went, result }], people);
		expect(after('no-longer')).toEqual([e6]);
		expect(after('kept')).toEqual([e5, e6]);
		const alone = new Set([layla]);
		expect(goesAlong(promises, [], { asked: alone, having: alone })).toEqual([{ ...e6, asker: null }]);
	});

	it('is sealed as parts a copy can show: how it went, what was said of it, and the promises', () => {
		const went = { id: e5.id, owner: samira, ownerName: 'Samira', text: e5.text, result: 'partly' } as const;
		const line = idFrom<'line'>(new Uint8Array(16).fill(7));
		const said = [
			{ line, person: samira, name: 'Samira', result: 'partly', words: 'Twee van de vier.' }
		] as const;
		const parts = partsOf({ promises: [e6], outcomes: [{ ...went, said }] }, (one) =>
			one === layla ? 'Layla' : one === samira ? 'Samira' : ''
		);
		expect(parts.map(readPart)).toEqual(parts);
		expect(parts.map(({ part }) => part)).toEqual(['outcome', 'line', 'engagement']);
		expect(parts.at(-1)).toMatchObject({ ownerName: 'Layla', askerName: 'Samira', yes: true });
	});
});
