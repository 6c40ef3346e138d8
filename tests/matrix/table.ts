// One table as the matrix asks about it: a first circle that ended in a version in force, a second that is
// open in samen, with words on it and devices around it. Made by the same doors and moves as everybody's.

import { eq } from 'drizzle-orm';
import type { CircleId, PersonId, SeatId, TrajectId, VersionId } from '#lib/base/id.ts';
import type { Setting } from '#lib/circle/circle.ts';
import type { Signer } from '#lib/seal/key.ts';
import { printCards, redeemCard } from '#server/door/card.ts';
import { seatCookie } from '#server/door/cookie.ts';
import { askAsNewcomer, askAsWall, type Room } from '#server/door/enter.ts';
import { endSeats, openSeat } from '#server/door/seat.ts';
import type { Staff } from '#server/door/staff.ts';
import type { House } from '#server/house.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { seat } from '#server/store/schema.ts';
import { atTraject, type Preparing } from '#server/traject/at-traject.ts';
import { planCircle, readCircles } from '#server/traject/circles.ts';
import { nextCircle } from '#server/traject/next-circle.ts';
import { revokeCard } from '#server/traject/cards.ts';
import { hold } from '../server/door-agreed.ts';
import { add, aCircle, aTraject, Browser, named, yes } from '../server/door-house.ts';
import { plannedGuests } from '../server/door-plan.ts';
import type { Held } from './roles.ts';
import { layWords, mover, talkAlone, wordsAt, type Words } from './words.ts';

type Someone = 'leader' | 'pupil' | 'parent' | 'school' | 'grandmother' | 'aunt';

export type Table = {
	readonly traject: TrajectId;
	readonly circle: CircleId;
	readonly version: VersionId;
	/** The key the version names for the pupil. */
	readonly device: Signer;
	readonly people: Readonly<Record<Someone, PersonId>>;
	readonly seats: Readonly<Record<'leader' | 'pupil' | 'parent' | 'school' | 'wall' | 'unasked', Held>>;
	/** The pupil's second device, the grandmother's card that was taken back. */
	readonly waiting: Held;
	readonly revoked: Held;
	/** Devices nobody of the matrix holds: the parent's second one, somebody nobody expected. */
	readonly second: SeatId;
	readonly newcomer: SeatId;
	/** The secret of the card that was taken back. */
	readonly card: string;
	readonly code: string;
	readonly words: Words;
};

/** A table of this coach. A school is expected at both circles; the second is opened as `setting` says. */
export async function aTable(house: House, staff: Staff, setting: Setting): Promise<Table> {
	const { at, people } = await theTraject(house, staff);
	const here = plannedGuests(at, { [people.grandmother]: 'absent', [people.aunt]: 'not-invited' });
	const before = await aCircle(at, { guests: here });
	const [device, gone] = await ownDevice(at, people.pupil);
	const version = await hold(at, before, [
		{ owner: people.parent, asker: people.pupil, text: 'Ik bel drie adressen.', audience: 'core' },
		{ owner: people.pupil, asker: null, text: 'Ik zeg het thuis eerst.', audience: 'inner' }
	]);
	await gone();
	const circle = await theNext(at, here);
	const move = mover(house, circle);
	await move(people.leader, { do: 'open', setting });
	const seated =
		setting === 'school' ? (['pupil', 'parent', 'school'] as const) : (['pupil', 'parent'] as const);
	for (const who of seated)
		await move(people.leader, { do: 'seat', person: people[who], school: who === 'school' });
	await move(people.leader, { do: 'go', to: 'together' });
	await layWords(house, circle, people);
	await talkAlone(house, circle, people);
	const devices = await openDevices(at, circle, people);
	await move(people.leader, {
		do: 'admit',
		seat: devices.seats.wall.seat as SeatId,
		school: null,
		join: false
	});
	return {
		traject: at.traject,
		circle,
		version,
		people,
		device,
		...devices,
		words: await wordsAt(house, circle, before, people)
	};
}

type People = Table['people'];

/** What the pupil had in hand when the version was made: it names this key. The seat itself ends with that day. */
async function ownDevice(at: Preparing, pupil: PersonId): Promise<[Signer, () => Promise<unknown>]> {
	const signer = signerFrom(newKey());
	const { store } = at.house;
	const seated = { via: 'name', state: 'seated', card: null, claim: null, circle: null } as const;
	const { id } = await store.write((tx) => openSeat(tx, { traject: at.traject, person: pupil, ...seated }));
	await store.write((tx) => tx.update(seat).set({ key: signer.key }).where(eq(seat.id, id)));
	return [signer, () => store.write((tx) => endSeats(tx, [id]))];
}

async function theTraject(house: House, staff: Staff): Promise<{ at: Preparing; people: People }> {
	const { traject } = await aTraject(house, staff);
	const school = await add(house, traject, 'Bral', 'directie');
	const grandmother = await add(house, traject, 'Rosa', 'oma');
	const aunt = await add(house, traject, 'Mia', 'tante');
	const at = await atTraject({ house, staff }, traject);
	const [pupil, parent] = [named(at, 'Steven'), named(at, 'Wim')];
	if (!at.mine) throw new Error('the coach is in the traject they began');
	return { at, people: { leader: at.mine, pupil, parent, school, grandmother, aunt } };
}

async function theNext(at: Preparing, guests: ReturnType<typeof plannedGuests>): Promise<CircleId> {
	const { store, hall } = at.house;
	const circles = await store.read((db) => readCircles(db, at.traject));
	const next = nextCircle({ ...at, circles, versionInForce: true, now: hall.now() });
	if (!next) throw new Error('nobody leads');
	return yes(await store.write((tx) => planCircle(tx, at.traject, { ...next, guests }, at.people)));
}

async function openDevices(at: Preparing, circle: CircleId, people: People) {
	const { store, hall } = at.house;
	const { cards } = await printCards(store, at.traject, Object.values(people));
	const cardOf = (person: PersonId) => cards.find((one) => one.person === person)?.secret ?? '';
	const enter = async (person: PersonId): Promise<Held> =>
		held(yes(await redeemCard(at.house, cardOf(person), new Browser(), false)));
	const revoked = await enter(people.grandmother);
	await revokeCard(at, people.grandmother);
	const code = (await hall.live(circle))?.row.code ?? '';
	const room: Room = { circle, traject: at.traject, code };
	const asker = { jar: new Browser(), secure: false, from: '127.0.0.1' };
	const newcomer = { name: 'Lies', label: 'juf' };
	const seats = {
		leader: await enter(people.leader),
		pupil: await enter(people.pupil),
		parent: await enter(people.parent),
		school: await enter(people.school),
		unasked: await enter(people.aunt),
		wall: held(yes(await askAsWall(store, room, asker)))
	};
	return {
		code,
		card: cardOf(people.grandmother),
		revoked,
		seats,
		waiting: await enter(people.pupil),
		second: (await enter(people.parent)).seat as SeatId,
		newcomer: yes(await askAsNewcomer(store, room, newcomer, asker)).seat
	};
}

function held({ seat, secret }: { readonly seat: SeatId; readonly secret: string | null }): Held {
	if (secret === null) throw new Error('this browser had the seat already');
	return { seat, cookie: `${seatCookie(false, seat)}=${secret}` };
}
