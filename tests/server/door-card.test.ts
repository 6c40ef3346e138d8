// Place cards: one tap opens, a look does not; the first device is seated, every later one waits.

import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { no } from '#lib/base/no.ts';
import { endCards, lookAtCard, printCards, redeemCard } from '#server/door/card.ts';
import { seatOf, wasHere } from '#server/door/seat.ts';
import { standingOf } from '#server/door/wait.ts';
import { card, circle, seat } from '#server/store/schema.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { judgeDevice, makeCards, readCards, readWaitingDevices, revokeCard } from '#server/traject/cards.ts';
import { aCircle, aCoach, aHouse, aTraject, Browser, named, yes } from './door-house.ts';

const house = aHouse();
const store = () => house().store;
let at: Preparing;

beforeAll(async () => {
	at = await aTraject(house(), await aCoach(house()));
	await aCircle(at);
}, 60_000);

async function aCard(name: string): Promise<string> {
	const { cards } = await printCards(store(), at.traject, [named(at, name)]);
	return cards[0]?.secret ?? '';
}

const redeem = async (secret: string, browser: Browser) => {
	const done = yes(await redeemCard(house(), secret, browser, false));
	browser.keep(done);
	return done;
};

describe('a card', () => {
	it('is unused after a scanner looked at it fifty times', async () => {
		const secret = await aCard('Wim');
		for (let i = 0; i < 50; i++) expect(await lookAtCard(store(), secret)).toMatchObject({ name: 'Wim' });
		expect(await store().read((db) => db.$count(seat, eq(seat.person, named(at, 'Wim'))))).toBe(0);
		expect(await redeem(secret, new Browser())).toMatchObject({ state: 'seated' });
	});

	it('seats the first device, lets the second wait, and knows its own browser again', async () => {
		const secret = await aCard('Steven');
		const [first, second] = [new Browser(), new Browser()];
		const seated = await redeem(secret, first);
		expect(seated).toMatchObject({ state: 'seated' });
		const waiting = await redeem(secret, second);
		expect(waiting).toMatchObject({ state: 'waiting' });
		expect(await redeem(secret, first)).toMatchObject({ seat: seated.seat, secret: null });
		expect(await redeem(secret, second)).toMatchObject({ seat: waiting.seat, secret: null });
		expect((await seatOf(store(), seated.seat, first, false))?.state).toBe('seated');
		expect(await seatOf(store(), seated.seat, second, false)).toBeNull();
	});

	it('seats one of two devices that tap at the same moment', async () => {
		const secret = await aCard('Ilse');
		const both = await Promise.all([redeem(secret, new Browser()), redeem(secret, new Browser())]);
		expect(both.map((one) => one.secret !== null && one.state).sort()).toEqual(['seated', 'waiting']);
	});

	it('stands in no row in the clear', async () => {
		const secret = await aCard('Joris');
		const rows = await store().read((db) => db.select().from(card));
		expect(JSON.stringify(rows)).not.toContain(secret);
	});

	it('reads the same revoked, replaced and never made', async () => {
		const [revoked, replaced] = [await aCard('Wim'), await aCard('Ilse')];
		await store().write((tx) => endCards(tx, at.traject, named(at, 'Wim')));
		await aCard('Ilse');
		for (const secret of [revoked, replaced, 'AAAAAAAAAAAAAAAAAAAAAA', 'x', '', undefined]) {
			expect(await lookAtCard(store(), secret)).toEqual(no('card-over'));
			expect(await redeemCard(house(), secret, new Browser(), false)).toEqual(no('card-over'));
		}
	});

	it('takes its devices along when it ends', async () => {
		const secret = await aCard('Wim');
		const browser = new Browser();
		const { seat: mine } = await redeem(secret, browser);
		await revokeCard(at, named(at, 'Wim'));
		expect(await seatOf(store(), mine, browser, false)).toBeNull();
		expect(await wasHere(store(), mine, browser, false)).toEqual({ left: null });
		expect(await wasHere(store(), mine, new Browser(), false)).toBeNull();
		expect(await standingOf(house(), mine, browser, false)).toEqual({ is: 'over', left: null });
		expect(await standingOf(house(), mine, new Browser(), false)).toBeNull();
	});
});

describe('the page of the cards', () => {
	it('makes no second set when it is sent twice', async () => {
		const people = at.people.map((one) => one.id);
		const { mark } = await store().read((db) => readCards(db, at.traject, at.people));
		const made = yes(await makeCards(at, people, mark, new Set(people)));
		expect(made).toHaveLength(at.people.length);
		expect(await makeCards(at, people, mark, new Set(people))).toEqual(no('cards-changed'));
		expect(await lookAtCard(store(), made[0]?.secret)).toMatchObject({ name: 'Steven' });
		const after = await store().read((db) => readCards(db, at.traject, at.people));
		expect(await makeCards(at, [], after.mark, new Set())).toEqual(no('nobody-chosen'));
	});

	it('says who has one, and when it was last used', async () => {
		const secret = await aCard('Steven');
		const stateOf = async () =>
			(await store().read((db) => readCards(db, at.traject, at.people))).states.find(
				(one) => one.person === named(at, 'Steven')
			);
		expect(await stateOf()).toMatchObject({ is: 'open', seenAt: null, devices: 0 });
		await redeem(secret, new Browser());
		expect(await stateOf()).toMatchObject({ is: 'open', devices: 1 });
		await revokeCard(at, named(at, 'Steven'));
		expect(await stateOf()).toMatchObject({ is: 'over', devices: 0 });
	});

	it('lets a second device in after the circle, by the one who prepares', async () => {
		const secret = await aCard('Steven');
		const [first, second] = [new Browser(), new Browser()];
		await redeem(secret, first);
		const { seat: waits } = await redeem(secret, second);
		const id = await aCircle(at);
		await store().write((tx) =>
			tx.update(circle).set({ openedAt: new Date(), closedAt: new Date() }).where(eq(circle.id, id))
		);
		const listed = await readWaitingDevices(store(), at.traject);
		expect(listed.map((one) => one.seat)).toContain(waits);
		expect(await standingOf(house(), waits, second, false)).toEqual({ is: 'waiting', as: 'second' });
		expect(await judgeDevice(at, id, waits, true)).toBeNull();
		expect((await seatOf(store(), waits, second, false))?.state).toBe('seated');
		expect(await judgeDevice(at, id, waits, true)).toEqual(no('nobody-waits'));
	});
});
