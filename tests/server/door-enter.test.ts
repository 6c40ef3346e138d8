// Arriving with the code on the wall: forgiving of how it is typed, and it opens a list of first names.

import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CircleId, PersonId } from '#lib/base/id.ts';
import { no } from '#lib/base/no.ts';
import {
	askAsNewcomer,
	askAsWall,
	askSeat,
	findRoom,
	mostWaiting,
	readExpected,
	type Asker,
	type Room
} from '#server/door/enter.ts';
import { seatOf } from '#server/door/seat.ts';
import { standingOf } from '#server/door/wait.ts';
import { attempt, circle, seat } from '#server/store/schema.ts';
import { doorFor } from '#server/table/view.ts';
import { atTraject, type Preparing } from '#server/traject/at-traject.ts';
import { judgeDevice } from '#server/traject/cards.ts';
import { add, aCircle, aCoach, aHouse, aTraject, Browser, named, yes } from './door-house.ts';
import { plannedGuests } from './door-plan.ts';

const house = aHouse();
const store = () => house().store;
const code = 'BCD234';
let at: Preparing;
let id: CircleId;
let bral: PersonId;

beforeAll(async () => {
	const joris = await aCoach(house());
	const before = await aTraject(house(), joris);
	bral = await add(house(), before.traject, 'Bral', 'directie');
	at = await atTraject({ house: house(), staff: joris }, before.traject);
	id = await aCircle(at, {
		guests: plannedGuests(at, { [bral]: 'not-invited', [named(at, 'Ilse')]: 'absent' })
	});
	await putUp(new Date());
}, 60_000);

const putUp = (codeAt: Date, closedAt: Date | null = null) =>
	store().write((tx) => tx.update(circle).set({ code, codeAt, closedAt }).where(eq(circle.id, id)));
const asker = (jar = new Browser()): Asker & { jar: Browser } => ({ jar, secure: false, from: '192.0.2.5' });
const room = async (): Promise<Room> => yes(await findRoom(store(), code, '192.0.2.5'));

describe('the code', () => {
	it('is forgiven its capitals, spaces and hyphens', async () => {
		for (const typed of ['BCD234', 'bcd234', ' bcd 234 ', 'b-c-d-2-3-4'])
			expect(await findRoom(store(), typed, '192.0.2.1')).toMatchObject({ circle: id, code });
	});

	it('has a sentence of its own when it is wrong, old, or of a circle that is over', async () => {
		const from = '192.0.2.2';
		for (const typed of ['', 'BCD23', 'BCD235', '%00', 'ÉÉÉÉÉÉ', undefined])
			expect(await findRoom(store(), typed, from)).toEqual(no('code-wrong'));
		await putUp(new Date(Date.now() - 19 * 3_600_000));
		expect(await findRoom(store(), code, from)).toEqual(no('code-old'));
		await putUp(new Date(), new Date());
		expect(await findRoom(store(), code, from)).toEqual(no('code-closed'));
		await putUp(new Date());
	});

	it('is in the address of the one who leads and of the wall, and of nobody else', async () => {
		const live = await house().hall.live(id);
		if (!live) throw new Error('no table');
		await house().hall.touch(id);
		const now = (await house().hall.live(id)) ?? live;
		const leader = { is: 'person', person: now.row.leader, role: 'coach' } as const;
		const pupil = { is: 'person', person: named(at, 'Steven'), role: 'pupil' } as const;
		const joinAt = 'http://localhost:3000/enter';
		expect(doorFor(now, leader, joinAt)).toEqual({ code, joinAt: `${joinAt}/${code}` });
		expect(doorFor(now, { is: 'wall' }, joinAt)).toEqual({ code, joinAt: `${joinAt}/${code}` });
		expect(doorFor(now, pupil, joinAt)).toEqual({ code: null, joinAt });
	});
});

describe('behind the code', () => {
	it('stand the first names of who is expected, and of nobody who is not', async () => {
		const behind = await room();
		const people = await store().read((db) => readExpected(db, behind));
		expect(people.map((one) => one.name)).toEqual(['Joris', 'Steven', 'Wim']);
	});

	it('one tap asks for that seat, and a second tap on this browser asks for no second one', async () => {
		const wim = asker();
		const asked = yes(await askSeat(store(), await room(), named(at, 'Wim'), wim));
		wim.jar.keep(asked);
		expect(await standingOf(house(), asked.seat, wim.jar, false)).toEqual({ is: 'waiting', as: 'name' });
		expect(yes(await askSeat(store(), await room(), named(at, 'Wim'), wim))).toEqual({
			seat: asked.seat,
			secret: null
		});
		expect(await judgeDevice(at, id, asked.seat, true)).toBeNull();
		expect(await standingOf(house(), asked.seat, wim.jar, false)).toEqual({
			is: 'in',
			to: `/seat/${asked.seat}`
		});
	});

	it('nobody asks for the seat of who is not expected here', async () => {
		for (const who of [bral, named(at, 'Ilse'), null])
			expect(await askSeat(store(), await room(), who, asker())).toEqual(no('not-expected'));
	});

	it('somebody new says a name and who they are', async () => {
		const fatou = asker();
		const given = { name: ' Fatou ', label: 'begeleidster' };
		expect(await askAsNewcomer(store(), await room(), { ...given, name: ' ' }, fatou)).toEqual(
			no('name-needed')
		);
		expect(await askAsNewcomer(store(), await room(), { ...given, label: '' }, fatou)).toEqual(
			no('label-needed')
		);
		const asked = yes(await askAsNewcomer(store(), await room(), given, fatou));
		fatou.jar.keep(asked);
		expect(yes(await askAsNewcomer(store(), await room(), given, fatou)).seat).toBe(asked.seat);
		const [row] = await store().read((db) => db.select().from(seat).where(eq(seat.id, asked.seat)));
		expect(row).toMatchObject({
			state: 'waiting',
			via: 'name',
			person: null,
			circle: null,
			claim: { name: 'Fatou' }
		});
	});

	it('the big screen waits for this circle alone, and is itself again on the same browser', async () => {
		const wall = asker();
		const asked = yes(await askAsWall(store(), await room(), wall));
		wall.jar.keep(asked);
		expect(yes(await askAsWall(store(), await room(), wall)).seat).toBe(asked.seat);
		expect(await standingOf(house(), asked.seat, wall.jar, false)).toEqual({ is: 'waiting', as: 'wall' });
		expect(await judgeDevice(at, id, asked.seat, true)).toBeNull();
		expect(await standingOf(house(), asked.seat, wall.jar, false)).toEqual({
			is: 'in',
			to: `/wall/${asked.seat}`
		});
	});

	it('who was turned away is told so, and only on that browser', async () => {
		const steven = asker();
		const asked = yes(await askSeat(store(), await room(), named(at, 'Steven'), steven));
		steven.jar.keep(asked);
		expect(await judgeDevice(at, id, asked.seat, false)).toBeNull();
		expect(await standingOf(house(), asked.seat, steven.jar, false)).toEqual({ is: 'over', left: null });
		expect(await seatOf(store(), asked.seat, steven.jar, false)).toBeNull();
		expect(await standingOf(house(), asked.seat, new Browser(), false)).toBeNull();
	});

	it('no more devices wait than can sit at any table', async () => {
		const now = await store().read((db) => db.$count(seat, eq(seat.state, 'waiting')));
		const full = sql`insert into seat (id, secret_hash, traject, state, via)
			select 'wait-' || i, '\\x00', ${at.traject}, 'waiting', 'name' from generate_series(${now + 1}::int, ${mostWaiting}) i`;
		await store().write((tx) => tx.execute(full));
		expect(await askAsWall(store(), await room(), asker())).toEqual(no('too-many-wait'));
		await store().write((tx) => tx.delete(attempt));
	});
});
