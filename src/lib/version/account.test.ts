import { expect, it } from 'vitest';
import { idFrom } from '#lib/base/id.ts';
import { accountLetters, mayAdd, readsAccount } from '#lib/version/account.ts';

const id = (n: number) => idFrom<'person'>(new Uint8Array(16).fill(n));
const [layla, samira, tom] = [id(1), id(2), id(3)];
const having = new Set([layla, samira, tom]);

it('an own account is read by its writer and by whom they chose, the school only where they said so', () => {
	const reads = (to: Parameters<typeof readsAccount>[0]) =>
		[readsAccount(to, layla, layla, 'pupil'), readsAccount(to, layla, samira, 'parent')].concat(
			readsAccount(to, layla, tom, 'school')
		);
	expect(reads({ to: 'all' })).toEqual([true, true, true]);
	expect(reads({ to: 'not-school' })).toEqual([true, true, false]);
	expect(reads({ to: 'named', people: [samira] })).toEqual([true, true, false]);
	expect(reads({ to: 'named', people: [tom] })).toEqual([true, false, true]);
});

it('is laid beside a version that stands, in words, for people who have it', () => {
	expect(mayAdd('presented', 'Zo was het.', { to: 'all' }, having)).toBeNull();
	expect(mayAdd('in-force', 'Zo was het.', { to: 'named', people: [samira] }, having)).toBeNull();
	expect(mayAdd('in-force', '', { to: 'all' }, having)).toEqual({ no: 'account-empty' });
	const long = 'x'.repeat(accountLetters + 1);
	expect(mayAdd('in-force', long, { to: 'all' }, having)).toEqual({ no: 'account-too-long' });
	for (const people of [[], [id(9)], [samira, id(9)]])
		expect(mayAdd('in-force', 'x', { to: 'named', people }, having)).toEqual({ no: 'account-for-whom' });
	expect(mayAdd('superseded', 'x', { to: 'all' }, having)).toEqual({ no: 'version-replaced' });
	expect(mayAdd('withdrawn', 'x', { to: 'all' }, having)).toEqual({ no: 'version-withdrawn' });
});
