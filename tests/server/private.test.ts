// Besloten tijd at the real house: what enters the plan enters once, whatever ends in between; nobody listens in under
// another's name; what was written in it goes with the draft.

import { eq } from 'drizzle-orm';
import * as Y from 'yjs';
import { beforeAll, expect, it } from 'vitest';
import type { CircleId, ItemId, MoveId, PersonId, SeatId, SheetId } from '#lib/base/id.ts';
import { no } from '#lib/base/no.ts';
import { turnsNow } from '#lib/circle/circle.ts';
import { wholeDigest } from '#lib/plan/item.ts';
import { addItem, itemsOf } from '#lib/plan/sheet.ts';
import type { Move } from '#lib/wire/move.ts';
import { printCards, redeemCard } from '#server/door/card.ts';
import { askAsNewcomer } from '#server/door/enter.ts';
import { newId } from '#server/door/secret.ts';
import { openSeat, seatOf } from '#server/door/seat.ts';
import type { Staff } from '#server/door/staff.ts';
import { destroyFrozen } from '#server/store/sheets.ts';
import { sheet, sheetUpdate } from '#server/store/schema.ts';
import { openHall } from '#server/table/hall.ts';
import { moveFor } from '#server/table/moves.ts';
import { readSealed } from '#server/table/reviewed.ts';
import { judgeDevice, revokeCard } from '#server/traject/cards.ts';
import { readCircles } from '#server/traject/circles.ts';
import { aCircle, aCoach, aHouse, aTraject, Browser, named, yes as allowed } from './door-house.ts';

const house = aHouse();
let joris: Staff;
beforeAll(async () => void (joris = await aCoach(house())), 90_000);

const mover = (circle: CircleId, by: PersonId) => (move: Move) =>
	moveFor(house().moveTools, circle, { person: by, seat: null }, newId(), move);

/** Steven and Wim talk among themselves, and one sentence stands on their sheet. */
async function aTalk() {
	const at = await aTraject(house(), joris);
	const circle = await aCircle(at);
	const row = (await house().store.read((db) => readCircles(db, at.traject))).find(
		(one) => one.id === circle
	);
	if (!row) throw new Error('no circle');
	const [steven, wim] = [named(at, 'Steven'), named(at, 'Wim')];
	const [leads, pupil, parent] = [row.leader, steven, wim].map((one) => mover(circle, one)) as [
		ReturnType<typeof mover>,
		ReturnType<typeof mover>,
		ReturnType<typeof mover>
	];
	expect(await leads({ do: 'open', setting: 'family' })).toBeNull();
	for (const person of [steven, wim]) expect(await leads({ do: 'seat', person, school: false })).toBeNull();
	const talk = newId<'sheet'>();
	expect(await pupil({ do: 'private-ask', talk, among: [steven, wim] })).toBeNull();
	expect(await parent({ do: 'private-agree', talk })).toBeNull();
	const item = newId<'item'>() as ItemId;
	await write(talk, steven, (doc) => addItem(doc, { id: item, kind: 'agreement', text: 'We praten meer.' }));
	const live = await house().hall.live(circle);
	const core = live?.sheets.find((one) => one.audience === 'core')?.id;
	const [said] = await house().moveTools.itemsOf(talk);
	if (!core || !said) throw new Error('no sheets');
	const yes: Move = { do: 'private-yes', talk, item, digest: wholeDigest(said), to: core };
	return { at, circle, steven, wim, leads, pupil, parent, talk, item, core, yes };
}

async function write(id: SheetId, person: PersonId, change: (doc: Y.Doc) => void): Promise<void> {
	const doc = new Y.Doc();
	itemsOf(doc);
	const stored = await house().hub.read(id);
	if (stored) Y.applyUpdate(doc, stored);
	const before = Y.encodeStateVector(doc);
	change(doc);
	expect(await house().hub.insert(id, Y.encodeStateAsUpdate(doc, before), person)).toBeNull();
}

const inCore = async (core: SheetId, item: ItemId) =>
	(await house().moveTools.itemsOf(core)).filter((one) => one.id === item).map((one) => one.text);
const enteredIn = async (circle: CircleId, talk: SheetId, item: ItemId) =>
	(await house().hall.live(circle))?.table.talks.get(talk)?.picks.get(item)?.entered;

it('a sentence enters with the last yes, once, however often it is brought in', async () => {
	const { circle, pupil, parent, talk, item, core, yes } = await aTalk();
	expect(await pupil(yes)).toBeNull();
	await house().moveTools.bringIn(circle);
	expect(await inCore(core, item)).toEqual([]);
	expect(await parent(yes)).toBeNull();
	await Promise.all([1, 2, 3].map(() => house().moveTools.bringIn(circle)));
	expect(await inCore(core, item)).toEqual(['We praten meer.']);
	expect(await enteredIn(circle, talk, item)).toBe(true);
});

it('a house that ends between the last yes and the plan brings it in when the table is next read', async () => {
	const { circle, wim, pupil, talk, item, core, yes } = await aTalk();
	expect(await pupil(yes)).toBeNull();
	// Another process takes the last yes, and ends before anything else.
	const other = openHall(house().store, Date.now, house().chains);
	const dead = { ...house().moveTools, hall: other };
	expect(await moveFor(dead, circle, { person: wim, seat: null }, newId(), yes)).toBeNull();
	expect(await inCore(core, item)).toEqual([]);
	house().hall.forget(circle);
	await house().hall.live(circle);
	await house().moveTools.bringIn(circle);
	expect(await inCore(core, item)).toEqual(['We praten meer.']);
	// It stands there, and that it does was not told: it is told, and not brought in again.
	house().hall.forget(circle);
	await house().hall.live(circle);
	await house().moveTools.bringIn(circle);
	expect(await enteredIn(circle, talk, item)).toBe(true);
	expect(await inCore(core, item)).toHaveLength(1);
});

it('other words than were said yes to do not enter', async () => {
	const { circle, steven, pupil, parent, talk, item, core, yes } = await aTalk();
	expect(await pupil(yes)).toBeNull();
	await write(talk, steven, (doc) => {
		const text = itemsOf(doc).get(item)?.get('text');
		if (text instanceof Y.Text) text.insert(0, 'Nee: ');
	});
	expect(await parent(yes)).toBe('other-words');
	await house().moveTools.bringIn(circle);
	expect(await inCore(core, item)).toEqual([]);
});

it('a move that was done before they talk is no refusal when it is asked again meanwhile', async () => {
	const { circle, steven, wim, leads, pupil, parent, talk } = await aTalk();
	expect(await pupil({ do: 'private-end', talk })).toBeNull();
	expect(await leads({ do: 'round', round: 1 })).toBeNull();
	const press: Move = { do: 'pass', round: 1, turn: 0, how: 'spoke', to: null };
	const [done, other] = [newId<'move'>(), newId<'move'>()];
	const ask = (id: MoveId) => moveFor(house().moveTools, circle, { person: steven, seat: null }, id, press);
	expect(await ask(done)).toBeNull();
	const again = newId<'sheet'>();
	expect(await pupil({ do: 'private-ask', talk: again, among: [steven, wim] })).toBeNull();
	expect(await parent({ do: 'private-agree', talk: again })).toBeNull();
	expect(await ask(done)).toBeNull();
	expect(await ask(other)).toBe('private-time');
	expect(await pupil({ do: 'private-end', talk: again })).toBeNull();
	const live = await house().hall.live(circle);
	expect(live && turnsNow(live.table.circle)?.turn).toBe(1);
});

it('nobody lets in another screen of somebody who is in it, but they themselves', async () => {
	const { at, steven, leads, pupil, talk } = await aTalk();
	const asked = { via: 'card', state: 'waiting', card: null, claim: null, circle: null } as const;
	const key = await house().store.write((tx) =>
		openSeat(tx, { traject: at.traject, person: steven, ...asked })
	);
	const admit: Move = { do: 'admit', seat: key.id as SeatId, school: null, join: false };
	expect(await leads(admit)).toBe('private-time');
	expect(await pupil({ do: 'private-end', talk })).toBeNull();
	expect(await leads(admit)).toBeNull();
});

it('nor does anybody as whom a stranger came, nor one of all who wait at once', async () => {
	const { at, circle, steven, wim, leads, pupil, talk } = await aTalk();
	const { store } = house();
	const asker = { jar: new Browser(), secure: false, from: '127.0.0.1' };
	const room = { circle, traject: at.traject, code: '' };
	const { seat } = allowed(await askAsNewcomer(store, room, { name: 'Nadia', label: 'buur' }, asker));
	for (const known of [steven, wim])
		expect(await leads({ do: 'admit', seat, school: null, join: false, known })).toBe('private-time');
	const waits = { via: 'name', state: 'waiting', card: null, claim: null, circle: null } as const;
	const key = await store.write((tx) => openSeat(tx, { traject: at.traject, person: wim, ...waits }));
	const jar = new Browser();
	jar.keep({ seat: key.id, secret: key.secret });
	const state = async () => (await seatOf(store, key.id, jar, false))?.state;
	expect(await leads({ do: 'admit-all' })).toBeNull();
	expect(await state()).toBe('waiting');
	expect(await pupil({ do: 'private-end', talk })).toBeNull();
	expect(await leads({ do: 'admit-all' })).toBeNull();
	expect(await state()).toBe('seated');
});

it('nor does whoever made them a new card, nor on the page of another circle', async () => {
	const { at, circle, steven, pupil, talk } = await aTalk();
	const elsewhere = await aCircle(at);
	await revokeCard(at, steven);
	const { cards } = await printCards(house().store, at.traject, [steven]);
	const redeem = async () => allowed(await redeemCard(house(), cards[0]?.secret, new Browser(), false));
	const first = await redeem();
	expect(first).toMatchObject({ state: 'waiting' });
	for (const page of [circle, elsewhere])
		expect(await judgeDevice(at, page, first.seat, true)).toEqual(no('private-time'));
	expect(await pupil({ do: 'private-end', talk })).toBeNull();
	expect(await redeem()).toMatchObject({ state: 'seated' });
	expect(await judgeDevice(at, elsewhere, first.seat, true)).toBeNull();
});

it('what was written goes with the draft: into no reading, closed with it, destroyed after two weeks', async () => {
	const { circle, wim, leads, pupil, parent, talk, yes } = await aTalk();
	expect(await leads({ do: 'present' })).toBe('private-time');
	await write(talk, wim, (doc) =>
		addItem(doc, { id: newId<'item'>() as ItemId, kind: 'agreement', text: 'Geheimstilwoord.' })
	);
	for (const one of [pupil, parent]) expect(await one(yes)).toBeNull();
	expect(await pupil({ do: 'private-end', talk })).toBeNull();
	expect(await leads({ do: 'present' })).toBeNull();
	const live = await house().hall.live(circle);
	const [version] = live?.versions ?? [];
	if (!version) throw new Error('nothing was presented');
	const sealed = JSON.stringify(await house().store.read((db) => readSealed(db, version)));
	expect(sealed).toContain('We praten meer.');
	expect(sealed).not.toContain('Geheimstilwoord');
	const ours = await house().store.read((db) => db.select().from(sheet).where(eq(sheet.circle, circle)));
	expect(ours.filter((one) => one.open && one.audience !== 'own')).toEqual([]);
	await destroyFrozen(house().store, new Date(Date.now() + 60_000));
	const left = await house().store.read((db) =>
		db.select({ id: sheetUpdate.sheet }).from(sheetUpdate).where(eq(sheetUpdate.sheet, talk))
	);
	expect(left).toEqual([]);
});
