// The door of those who prepare: set up once, signed in for a while, invited once, and a wrong guess that
// tells nothing.

import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isNo, no } from '#lib/base/no.ts';
import { limits } from '#server/door/attempts.ts';
import { acceptInvitation, invite, lookAtInvitation } from '#server/door/invitation.ts';
import { hashSecret } from '#server/door/secret.ts';
import { endStaffSeats } from '#server/door/seat.ts';
import { setupCodeFits } from '#server/door/setup-code.ts';
import {
	isSetUp,
	setUp,
	signIn,
	signOut,
	signOutEverywhere,
	staffOf,
	type Staff
} from '#server/door/staff.ts';
import { invitation, organisation, seat, staffSession } from '#server/store/schema.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { readCircles, type CircleRow } from '#server/traject/circles.ts';
import { toTable } from '#server/traject/lead.ts';
import { aCircle, aHouse, aTraject, Browser, password, yes } from './door-house.ts';

const house = aHouse();
const store = () => house().store;
const email = 'joris@keerwind.example';
let joris: Staff;

describe('setting up', () => {
	it('happens once, also when two do it at the same moment', async () => {
		expect(await isSetUp(store())).toBe(false);
		const me = { name: 'Joris Peeters', email, password };
		const both = await Promise.all([setUp(store(), 'vzw Keerwind', me), setUp(store(), 'vzw Keerwind', me)]);
		expect(both.filter(isNo)).toEqual([no('already-set-up')]);
		const token = both.find((one) => !isNo(one));
		const first = typeof token === 'string' && (await staffOf(store(), token));
		if (!first) throw new Error('nobody is signed in');
		joris = first;
		expect(await store().read((db) => db.$count(organisation))).toBe(1);
	});

	it('asks a name, an address and a password one can keep', async () => {
		const good = { name: 'A', email: 'a@b.example', password };
		expect(await setUp(store(), 'X', { ...good, name: ' ' })).toEqual(no('name-needed'));
		expect(await setUp(store(), ' ', good)).toEqual(no('name-needed'));
		expect(await setUp(store(), 'X', { ...good, email: 'a b@c' })).toEqual(no('not-an-address'));
		expect(await setUp(store(), 'X', { ...good, password: 'kort' })).toEqual(no('password-length'));
	});

	it('knows the code of the start-up line however it is typed', () => {
		expect(setupCodeFits('0455-4134', '0455-4134')).toBe(true);
		expect(setupCodeFits(' 0455 4134 ', '0455-4134')).toBe(true);
		expect(setupCodeFits('04554135', '0455-4134')).toBe(false);
		expect(setupCodeFits('', '0455-4134')).toBe(false);
		expect(setupCodeFits(undefined, '0455-4134')).toBe(false);
	});
});

describe('signing in', () => {
	const from = '192.0.2.1';

	it('opens a session that lasts three idle days and thirty at most', async () => {
		const token = yes(await signIn(store(), { email: ` ${email.toUpperCase()} `, password, from }));
		expect((await staffOf(store(), token))?.id).toBe(joris.id);
		const age = (column: 'at' | 'seenAt', days: number) =>
			store().write((tx) =>
				tx.update(staffSession).set({ [column]: sql`now() - make_interval(days => ${days}, mins => 1)` })
			);
		await age('seenAt', 2);
		expect(await staffOf(store(), token)).not.toBeNull();
		await age('seenAt', 3);
		expect(await staffOf(store(), token)).toBeNull();
		await store().write((tx) => tx.update(staffSession).set({ seenAt: sql`now()` }));
		await age('at', 29);
		expect(await staffOf(store(), token)).not.toBeNull();
		await age('at', 30);
		expect(await staffOf(store(), token)).toBeNull();
		yes(await signIn(store(), { email, password, from }));
		expect(await store().read((db) => db.$count(staffSession))).toBe(1);
	});

	it('tells nothing of why not, and costs the same', { timeout: 60_000 }, async () => {
		const cost = async (given: { email: string; password: string }) => {
			const times: number[] = [];
			for (let i = 0; i < 5; i++) {
				const start = performance.now();
				expect(await signIn(store(), { ...given, from: `198.51.100.${i}` })).toEqual(no('not-let-in'));
				times.push(performance.now() - start);
			}
			// The least of them: what else this machine does comes on top.
			return Math.min(...times);
		};
		await cost({ email, password: 'fout fout fout' });
		const wrong = await cost({ email, password: 'fout fout fout' });
		const unknown = await cost({ email: 'niemand@keerwind.example', password });
		const none = await cost({ email: 'geen adres', password });
		const locked = await cost({ email, password });
		for (const other of [unknown, none, locked]) {
			expect(other).toBeGreaterThan(wrong / 3);
			expect(other).toBeLessThan(wrong * 3);
		}
	});

	it('stays shut for an account that was tried too often, and opens again for a new password', async () => {
		for (let i = 0; i < limits.account.most; i++)
			await signIn(store(), { email, password: 'fout fout fout', from: `203.0.113.${i}` });
		expect(await signIn(store(), { email, password, from })).toEqual(no('not-let-in'));
		const secret = await invite(store(), { organisation: joris.organisation, by: null, staff: joris.id });
		yes(await acceptInvitation(store(), secret, { name: '', email: '', password }));
		expect(await signIn(store(), { email, password, from })).toBeTypeOf('string');
	});

	it('is over after signing out, here or everywhere', async () => {
		const [a, b] = [
			yes(await signIn(store(), { email, password, from })),
			yes(await signIn(store(), { email, password, from }))
		];
		await signOut(store(), a);
		expect(await staffOf(store(), a)).toBeNull();
		expect(await staffOf(store(), b)).not.toBeNull();
		await signOutEverywhere(store(), joris.id);
		expect(await staffOf(store(), b)).toBeNull();
	});

	it('believes no token that was put together', async () => {
		const token = yes(await signIn(store(), { email, password, from }));
		const [id = '', secret = ''] = token.split('.');
		for (const crooked of [
			'',
			id,
			`${id}.`,
			`${id}.${secret}.`,
			`.${secret}`,
			`${id}.AAAAAAAAAAAAAAAAAAAAAA`
		])
			expect(await staffOf(store(), crooked)).toBeNull();
	});
});

describe('an invitation', () => {
	const nele = { name: 'Nele Bos', email: 'nele@keerwind.example', password };
	const anInvitation = () => invite(store(), { organisation: joris.organisation, by: joris.id, staff: null });

	it('is looked at without using it up, and used once', async () => {
		const secret = await anInvitation();
		for (let i = 0; i < 50; i++)
			expect(await lookAtInvitation(store(), secret)).toMatchObject({ reset: false });
		const both = await Promise.all([
			acceptInvitation(store(), secret, nele),
			acceptInvitation(store(), secret, { ...nele, email: 'nog@keerwind.example' })
		]);
		expect(both.filter((one) => 'token' in one)).toHaveLength(1);
		expect(await lookAtInvitation(store(), secret)).toEqual(no('invitation-over'));
	});

	it('is still good when the address was taken', async () => {
		const secret = await anInvitation();
		expect(await acceptInvitation(store(), secret, { ...nele, email })).toEqual(no('address-taken'));
		expect(await lookAtInvitation(store(), secret)).toMatchObject({ organisation: 'vzw Keerwind' });
	});

	it('is over after two weeks, and was never there for another secret', async () => {
		const secret = await anInvitation();
		await store().write((tx) =>
			tx
				.update(invitation)
				.set({ expiresAt: sql`now() - interval '1 minute'` })
				.where(eq(invitation.secretHash, hashSecret(secret)))
		);
		for (const text of [secret, 'AAAAAAAAAAAAAAAAAAAAAA', 'x', '', null])
			expect(await lookAtInvitation(store(), text)).toEqual(no('invitation-over'));
	});

	it('for a new password ends every session there was', async () => {
		const before = yes(await signIn(store(), { email, password, from: '192.0.2.9' }));
		const secret = await invite(store(), { organisation: joris.organisation, by: null, staff: joris.id });
		expect(await lookAtInvitation(store(), secret)).toMatchObject({ reset: true, email });
		const after = yes(
			await acceptInvitation(store(), secret, { name: '', email: '', password: 'een nieuwe zin' })
		).token;
		expect(await staffOf(store(), before)).toBeNull();
		expect((await staffOf(store(), after))?.id).toBe(joris.id);
		expect(await signIn(store(), { email, password, from: '192.0.2.9' })).toEqual(no('not-let-in'));
	});
});

describe('a seat taken with an account', () => {
	let browser: Browser;
	let at: Preparing;
	let row: CircleRow;
	beforeAll(async () => {
		at = await aTraject(house(), joris);
		await aCircle(at);
		const [found] = await store().read((db) => readCircles(db, at.traject));
		if (!found) throw new Error('no circle');
		row = found;
	});

	async function take(): Promise<void> {
		browser = new Browser();
		const taken = yes(await toTable(at, row, browser, false));
		browser.keep({ seat: taken.id, secret: taken.secret });
		expect(yes(await toTable(at, row, browser, false))).toEqual({ id: taken.id, secret: null });
	}

	it('ends on every browser when its owner signs out everywhere, and with a new password', async () => {
		const seated = () => store().read((db) => db.$count(seat, eq(seat.state, 'seated')));
		const others = async () => yes(await toTable(at, row, new Browser(), false)).id;
		const first = await others();
		expect(await signOutEverywhere(store(), joris.id)).toContain(first);
		expect(await seated()).toBe(0);
		const second = await others();
		const secret = await invite(store(), { organisation: joris.organisation, by: null, staff: joris.id });
		const given = { name: '', email: '', password: 'weer een zin' };
		expect(yes(await acceptInvitation(store(), secret, given)).ended).toEqual([second]);
		expect(await seated()).toBe(0);
	});

	it('ends with the session, on this browser', async () => {
		await take();
		const ended = await endStaffSeats(store(), browser.all(), false);
		expect(ended).toHaveLength(1);
		expect(await store().read((db) => db.$count(seat, eq(seat.state, 'seated')))).toBe(0);
		expect(await endStaffSeats(store(), browser.all(), false)).toEqual([]);
	});
});
