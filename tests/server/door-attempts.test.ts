// Doors that are tried too often: who guesses is stopped, sixty people behind one address are not.

import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { no } from '#lib/base/no.ts';
import { countTry, forgetTries, limits, takeTryBack, tryDoor } from '#server/door/attempts.ts';
import { findRoom } from '#server/door/enter.ts';
import { signIn } from '#server/door/staff.ts';
import { attempt, circle } from '#server/store/schema.ts';
import { aCircle, aCoach, aHouse, aTraject, password } from './door-house.ts';

const house = aHouse();
const store = () => house().store;
const code = 'BCD234';

beforeAll(async () => {
	const at = await aTraject(house(), await aCoach(house()));
	const id = await aCircle(at);
	await store().write((tx) =>
		tx
			.update(circle)
			.set({ code, codeAt: new Date() })
			.where(sql`${circle.id} = ${id}`)
	);
}, 60_000);

const wrong = async () => no('wrong' as const);
const right = async () => 'in' as const;
const hourAgo = () =>
	store().write((tx) => tx.update(attempt).set({ since: sql`now() - interval '1 hour'` }));

describe('a door that can be guessed', () => {
	it('is not looked at after too many wrong tries, and is again when the time is over', async () => {
		for (let i = 0; i < limits.setup.most; i++)
			expect(await tryDoor(store(), 'setup', 'a', wrong)).toEqual(no('wrong'));
		expect(await tryDoor(store(), 'setup', 'a', right)).toEqual(no('too-many-tries'));
		expect(await tryDoor(store(), 'setup', 'b', right)).toBe('in');
		await hourAgo();
		expect(await tryDoor(store(), 'setup', 'a', right)).toBe('in');
	});

	it('lets nobody slip through by trying many at once', async () => {
		let looks = 0;
		const looked = async () => (looks++, no('wrong' as const));
		const tries = Array.from({ length: 40 }, () => tryDoor(store(), 'setup', 'burst', looked));
		await Promise.all(tries);
		expect(looks).toBe(limits.setup.most);
	});

	it('does not count a right try, and a right try wipes no wrong ones', async () => {
		for (let i = 0; i < limits.setup.most - 1; i++) await tryDoor(store(), 'setup', 'c', wrong);
		for (let i = 0; i < 20; i++) expect(await tryDoor(store(), 'setup', 'c', right)).toBe('in');
		await tryDoor(store(), 'setup', 'c', wrong);
		expect(await tryDoor(store(), 'setup', 'c', right)).toEqual(no('too-many-tries'));
	});
});

describe('the code on the wall', () => {
	it('lets sixty people behind one address in at once, with a mistake each', async () => {
		const from = '192.0.2.60';
		const people = Array.from({ length: 60 }, async () => {
			await findRoom(store(), 'zzzzzz', from);
			return findRoom(store(), code, from);
		});
		const rooms = await Promise.all(people);
		expect(rooms.every((room) => 'circle' in room)).toBe(true);
	});

	it('stops who guesses on, and nobody at another address', async () => {
		const from = '192.0.2.66';
		for (let i = 0; i < limits.code.most; i++) await findRoom(store(), 'zzzzzz', from);
		expect(await findRoom(store(), code, from)).toEqual(no('too-many-tries'));
		expect(await findRoom(store(), code, '192.0.2.67')).toMatchObject({ code });
	});
});

describe('a counted try', () => {
	it('is within the limit so many times, and can be taken back or forgotten', async () => {
		for (let i = 0; i < limits.account.most; i++)
			expect(await countTry(store(), 'account', 'x@y.example')).toBe(true);
		expect(await countTry(store(), 'account', 'x@y.example')).toBe(false);
		await takeTryBack(store(), 'account', 'x@y.example');
		await takeTryBack(store(), 'account', 'x@y.example');
		expect(await countTry(store(), 'account', 'x@y.example')).toBe(true);
		await forgetTries(store(), 'account', 'x@y.example');
		for (let i = 0; i < limits.account.most; i++)
			expect(await countTry(store(), 'account', 'x@y.example')).toBe(true);
	});

	it('does not stop sixty colleagues who sign in rightly from one office', { timeout: 60_000 }, async () => {
		const given = { email: 'joris@keerwind.example', password, from: '192.0.2.61' };
		for (let i = 0; i < limits.address.most + 5; i++)
			expect(await signIn(store(), given)).toBeTypeOf('string');
	});

	it('leaves nothing of yesterday', async () => {
		await store().write((tx) => tx.update(attempt).set({ since: sql`now() - interval '2 days'` }));
		await countTry(store(), 'practice', 'fresh');
		expect(await store().read((db) => db.$count(attempt))).toBe(1);
	});
});
