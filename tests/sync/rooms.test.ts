// Who gets in, who is sent away and when, and that nothing stays behind.

import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addItem, readItems } from '#lib/plan/sheet.ts';
import { closeCode } from '#lib/wire/close.ts';
import { ManualClock } from './clock.ts';
import * as hostile from './hostile.ts';
import { door } from './log.ts';
import type { Raw } from './raw.ts';
import { openTable, type Table } from './table.ts';
import { newId, until } from './wait.ts';

let table: Table;
afterEach(() => table.close());

const empty = new Uint8Array([0, 0]);

describe('the door', () => {
	it('gives the same answer for a sheet that is not there and an address that is none', async () => {
		table = await openTable();
		for (const room of [`${newId()}.1`, 'x.1', `${table.sheet}`, `${table.sheet}.-1`, `${table.sheet}.1/x`])
			expect((await table.raw(table.seat(), room)).closed).toBe(closeCode.noSuchSheet);
	});

	it('asks who somebody is before it looks whether there is a sheet', async () => {
		table = await openTable();
		const raw = await table.raw(newId(), `${newId()}.1`);
		expect([raw.closed, table.log.loads]).toEqual([closeCode.noSession, 0]);
	});

	it('knows an old draft, and a frozen one', async () => {
		table = await openTable({ epoch: 3 });
		expect((await table.raw(table.seat(), `${table.sheet}.2`)).closed).toBe(closeCode.otherDraft);
		table.log.shut(table.sheet);
		expect((await table.raw()).closed).toBe(closeCode.frozen);
	});

	it('asks again when something was withdrawn while somebody came in', async () => {
		table = await openTable();
		const { shut, open } = door();
		table.log.beforeLoad = shut;
		let asked = 0;
		table.atDoor = () => Promise.resolve(asked++ === 0 ? null : closeCode.notYours);
		const seat = table.seat();
		const coming = table.raw(seat);
		await until(() => table.log.loads === 1);
		table.hub.closeSeat(seat, closeCode.notYours);
		open();
		expect([(await coming).closed, asked]).toEqual([closeCode.notYours, 2]);
		await until(() => table.hub.stats().rooms === 0);
	});

	it('lets nobody slip in, at whatever moment the right ends', async () => {
		table = await openTable();
		for (let moments = 0; moments < 40; moments++) {
			const seat = table.seat();
			let isOver = false;
			table.atDoor = async () => {
				if (isOver) return closeCode.notYours;
				void (async () => {
					for (let moment = 0; moment < moments; moment++) await null;
					isOver = true;
					table.hub.closeSeat(seat, closeCode.notYours);
				})();
				return null;
			};
			const raw = await table.raw(seat);
			await until(() => raw.closed !== null, `the end after ${moments} moments`);
			expect([closeCode.notYours, closeCode.busy]).toContain(raw.closed);
		}
	});

	it('survives a handshake that is none, and somebody who leaves on the threshold', async () => {
		table = await openTable();
		const { shut, open } = door();
		table.log.beforeLoad = shut;
		const address = `/sync/${table.sheet}.1?seat=${table.seat()}`;
		const [bad, gone] = [knock(address), knock(address)];
		await until(() => table.hub.stats().arriving === 2);
		gone.destroy();
		open();
		await until(() => bad.destroyed || bad.readableEnded);
		await until(() => table.hub.stats().arriving === 0 && table.hub.stats().rooms === 0);
		expect(table.complaints).toEqual([]);
	});

	/** Asks for an upgrade without the key that RFC 6455 wants. */
	function knock(address: string) {
		const { port, hostname } = new URL(table.base);
		const socket = connect(Number(port), hostname);
		socket.resume().on('error', () => undefined);
		socket.write(`GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
		return socket;
	}
});

describe('a right that ends', () => {
	it('ends the open sockets of that seat, and nothing more is heard from them', async () => {
		table = await openTable();
		const [an, bo] = [await table.joined(), await table.joined()];
		an.type('ik mag nog');
		await until(() => an.state === 'saved');
		table.hub.closeSeat(an.seat, closeCode.notYours);
		an.type(' niet meer');
		await until(() => an.closed !== null);
		bo.type('!');
		await until(() => bo.state === 'saved');
		expect([an.closed, an.unsaved, bo.closed]).toEqual([closeCode.notYours, true, null]);
		expect(readItems(table.stored())[0]?.text).not.toContain('niet meer');
	});
});

describe('a room', () => {
	it('is loaded once, however many come at once, and goes with the last', async () => {
		table = await openTable();
		const seats = Array.from({ length: 20 }, () => table.seat());
		const raws = await Promise.all(seats.map((seat) => table.raw(seat)));
		expect([table.log.loads, table.hub.stats().sockets]).toEqual([1, 20]);
		for (const raw of raws) raw.socket.close();
		await until(() => table.hub.stats().rooms === 0);
		expect(table.hub.stats()).toMatchObject({ sockets: 0, arriving: 0, unstored: 0 });
	});

	it('stays until its words are stored, and is the same room for who comes back quickly', async () => {
		table = await openTable();
		const an = await table.joined();
		const { shut, open } = door();
		table.log.before = shut;
		an.type('snel terug');
		await until(() => table.hub.stats().unstored === 1);
		an.drop();
		await until(() => table.hub.stats().sockets === 0);
		expect(table.hub.stats().rooms).toBe(1);
		await until(() => an.opened === 2 && an.state === 'sent');
		open();
		await until(() => an.state === 'saved');
		expect(table.log.loads).toBe(1);
		an.leave();
		await until(() => table.hub.stats().rooms === 0);
		const bo = await table.joined();
		expect(bo.text.toString()).toBe('snel terug');
	});

	it('that does not load is complained of, and tried again by who comes back', async () => {
		table = await openTable();
		table.log.beforeLoad = () => Promise.reject(new Error('away'));
		const an = table.page();
		await until(() => table.complaints.length > 0);
		table.log.beforeLoad = () => Promise.resolve();
		await until(() => an.state === 'saved');
		expect(table.hub.stats().rooms).toBe(1);
	});

	it('whose log has holes is complained of, and does not disturb another', async () => {
		table = await openTable();
		const holed = newId<'sheet'>();
		const seed = hostile.update([{ client: 9, clock: 5, structs: [hostile.lettersAfter([9, 4], 'x')] }]);
		table.log.add({ id: holed, circle: table.circle, seed });
		expect((await table.raw(table.seat(), `${holed}.1`)).closed).toBe(closeCode.busy);
		expect(String(table.complaints[0])).toContain('holes');
		await table.joined();
	});

	it('takes what the house inserts as anybody’s words', async () => {
		table = await openTable();
		const an = await table.joined();
		const item = newId<'item'>();
		const update = hostile.changed(table.stored(), (copy) => {
			copy.clientID = 4;
			addItem(copy, { id: item, kind: 'goal', text: 'Elke ochtend samen.' });
		});
		const robot = newId<'person'>();
		expect(await table.hub.insert(table.sheet, update, robot)).toBeNull();
		await until(() => readItems(an.doc).some(({ id }) => id === item));
		expect(table.log.owners(table.sheet).get(4)).toBe(robot);
		expect(await table.hub.insert(newId(), update, robot)).toEqual({ no: 'no-such-sheet' });
		expect(await table.hub.insert(table.sheet, new Uint8Array([9]), robot)).toEqual({ no: 'not-understood' });
	});
});

describe('limits', () => {
	it('a ninth socket of one seat ends the oldest', async () => {
		table = await openTable();
		const seat = table.seat();
		const raws: Raw[] = [];
		for (let n = 0; n < 9; n++) raws.push(await table.raw(seat));
		await until(() => raws[0]?.closed === closeCode.elsewhere);
		expect(raws.map(({ closed }) => closed)).toEqual([closeCode.elsewhere, ...Array(8).fill(null)]);
	});

	it('a circle has room for so many sockets', async () => {
		table = await openTable({ limits: { socketsPerCircle: 2 } });
		const raws = [await table.raw(), await table.raw(), await table.raw()];
		expect(raws.map(({ closed }) => closed)).toEqual([null, null, closeCode.busy]);
	});

	it('three pages with twenty keys a second for a minute are never told to slow down', async () => {
		const clock = new ManualClock();
		table = await openTable({ clock, limits: { beat: 1e9 } });
		const seat = table.seat();
		const raws = [await table.raw(seat), await table.raw(seat), await table.raw(seat)];
		for (let second = 1; second <= 60; second++) {
			for (let key = 0; key < 20; key++) for (const raw of raws) raw.answer(empty);
			await until(() => raws.every(({ saved }) => saved === 20 * second));
			clock.pass(1000);
		}
		expect(raws.map(({ closed }) => closed)).toEqual([null, null, null]);
	});

	it('more than that ends in "slow down", and who comes back later is welcome', async () => {
		const clock = new ManualClock();
		table = await openTable({ clock, limits: { beat: 1e9 } });
		const seat = table.seat();
		const raw = await table.raw(seat);
		for (let n = 0; n < 300; n++) raw.answer(empty);
		await until(() => raw.closed !== null);
		expect(raw.closed).toBe(closeCode.slowDown);
		clock.pass(5000);
		const again = await table.raw(seat);
		for (let n = 0; n < 150; n++) again.answer(empty);
		await until(() => again.saved === 150);
	});

	it('whoever reads nothing is dropped, and the others are served', async () => {
		table = await openTable({ limits: { unread: 256 * 1024 } });
		const fill = hostile.changed(table.stored(), (copy) => {
			for (let n = 0; n < 50; n++) addItem(copy, { id: newId(), kind: 'goal', text: 'x'.repeat(3900) });
		});
		expect(await table.hub.insert(table.sheet, fill, newId())).toBeNull();
		const [slow, an] = [await table.raw(), await table.joined()];
		slow.socket.pause();
		for (let n = 0; n < 150; n++) slow.question();
		await until(() => table.hub.stats().sockets === 1);
		an.type('verder');
		await until(() => an.state === 'saved');
	});

	it('a sheet of which too much waits for the disk sends its writers away for a while', async () => {
		table = await openTable({ limits: { unstored: 2000 } });
		const an = await table.joined();
		const { shut, open } = door();
		table.log.before = shut;
		for (let n = 0; n < 100; n++) an.type('nog een woord ');
		await until(() => an.opened > 1);
		open();
		await until(() => an.state === 'saved');
		expect(readItems(table.stored())[0]?.text).toBe(an.text.toString());
	});
});

describe('the beat', () => {
	it('is heard at least every twenty seconds, and who misses two is dropped within 45', async () => {
		const clock = new ManualClock();
		table = await openTable({ clock });
		const here = await table.raw();
		const away = await table.raw(table.seat(), `${table.sheet}.1`, false);
		let pongs = 0;
		here.socket.on('ping', () => pongs++);
		for (let beat = 1; beat <= 3; beat++) {
			clock.pass(15_000);
			await until(() => here.of('beat').length === beat && pongs === beat);
			here.answer(empty);
			await until(() => here.saved === beat);
		}
		await until(() => away.closed !== null);
		expect(here.closed).toBeNull();
	});

	it('forgets a seat that left once it has nothing to make up for', async () => {
		const clock = new ManualClock();
		table = await openTable({ clock });
		const raw = await table.raw();
		raw.socket.terminate();
		await until(() => table.hub.stats().sockets === 0);
		expect(table.hub.stats().seats).toBe(1);
		clock.pass(15_000);
		expect(table.hub.stats().seats).toBe(0);
	});
});

describe('the end of the house', () => {
	it('stores and tells what was accepted, and everybody comes back to the next one', async () => {
		table = await openTable();
		const an = await table.joined();
		an.type('tot straks');
		await until(() => table.hub.stats().unstored === 1);
		const closing = table.hub.close();
		await closing;
		expect(readItems(table.stored())[0]?.text).toBe('tot straks');
		expect(table.hub.stats()).toMatchObject({ rooms: 0, sockets: 0, closed: { [closeCode.restarting]: 1 } });
		await until(() => an.state !== 'sent');
		table.kill();
		await until(() => an.state === 'saved');
		expect(an.closed).toBeNull();
		expect(new Set(table.log.owners(table.sheet).keys())).toEqual(new Set([an.doc.clientID]));
	});

	it('leaves nothing behind after a hundred visits, some of them failing', async () => {
		table = await openTable();
		for (let visit = 0; visit < 100; visit++) {
			table.log.beforeLoad = () => (visit % 7 === 3 ? Promise.reject(new Error('away')) : Promise.resolve());
			const raw = await table.raw(table.seat(), visit % 5 === 4 ? `${newId()}.1` : `${table.sheet}.1`);
			if (visit % 3 === 0) raw.send('garbage');
			raw.socket.close();
		}
		await until(() => table.hub.stats().sockets === 0 && table.hub.stats().arriving === 0);
		expect(table.hub.stats()).toMatchObject({ rooms: 0, unstored: 0 });
	});
});

it('a document is not kept by a room that went', async () => {
	table = await openTable();
	const an = await table.joined();
	const before = Y.encodeStateAsUpdate(an.doc);
	an.leave();
	await until(() => table.hub.stats().rooms === 0);
	expect(await table.hub.read(table.sheet)).toEqual(before);
	expect(await table.hub.read(newId())).toBeNull();
	expect(table.hub.stats().rooms).toBe(0);
});
