// Where a traject is looked into first: every page of a seat says so in one way, to who may have what it shows; all
// others find nothing, as everywhere.

import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { CircleId, PersonId, SeatId } from '#lib/base/id.ts';
import { seatCookie } from '#server/door/cookie.ts';
import { openSeat } from '#server/door/seat.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import * as copy from '../../src/routes/seat/[seat]/copy/[version]/+server.ts';
import * as file from '../../src/routes/seat/[seat]/copy/[version]/pdf/file/+server.ts';
import * as fridge from '../../src/routes/seat/[seat]/copy/[version]/pdf/fridge/+server.ts';
import * as pdf from '../../src/routes/seat/[seat]/copy/[version]/pdf/+page.server.ts';
import * as print from '../../src/routes/seat/[seat]/copy/[version]/print/+page.server.ts';
import * as extract from '../../src/routes/seat/[seat]/extract/[version]/+page.server.ts';
import * as sheet from '../../src/routes/seat/[seat]/sheet/[version]/[person]/+page.server.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, add, aHouse, aTraject, named } from './door-house.ts';

const house = aHouse();

type Handler = (event: never) => unknown;
const ofPupil: Readonly<Record<string, Handler>> = {
	copy: copy.GET,
	saved: copy.POST,
	print: print.load,
	pdf: pdf.load,
	file: file.GET,
	fridge: fridge.GET,
	extract: extract.load
};

/** The status a route throws for who holds this seat; 200 when it throws none. */
async function statusOf(
	route: Handler,
	seat: { readonly id: SeatId; readonly secret: string },
	params: Readonly<Record<string, string>>
): Promise<number> {
	const cookies = { get: (name: string) => (name === seatCookie(false, seat.id) ? seat.secret : undefined) };
	const locals = { house: house(), secure: false, language: 'nl' };
	try {
		await route({ locals, cookies, params: { seat: seat.id, ...params } } as never);
		return 200;
	} catch (error) {
		return (error as { status?: number }).status ?? 500;
	}
}

const seatOf = (at: Preparing, person: PersonId) =>
	house().store.write((tx) =>
		openSeat(tx, {
			...{ traject: at.traject, person, circle: null as CircleId | null },
			...{ via: 'card', state: 'seated', card: null, claim: null }
		})
	);

it('says looked-into in one way on every page of a seat, and to nobody who may not have what it shows', async () => {
	const joris = await aCoach(house());
	const at = await aTraject(house(), joris);
	const circle = await aCircle(at);
	const [steven, wim] = [named(at, 'Steven'), named(at, 'Wim')];
	const promise = { owner: wim, asker: null, text: 'Ik bel maandag.', audience: 'core' } as const;
	const version = await hold(at, circle, [promise]);
	const leader = (await house().hall.live(circle))?.row.leader;
	if (!leader) throw new Error('nobody leads');
	const elsewhere = await aTraject(house(), joris);
	const foreign = await seatOf(elsewhere, named(elsewhere, 'Steven'));
	const oma = await add(house(), at.traject, 'Rosa', 'oma');
	const unasked = await seatOf(at, oma);
	const [pupil, leads] = [await seatOf(at, steven), await seatOf(at, leader)];
	await house().store.write(async (tx) => {
		await tx.execute(sql`set local session_replication_role = replica`);
		await tx.execute(sql`update answer set nonce = 'x' where person = ${steven}`);
	});
	expect(await house().chains.checkAll()).toBe(1);
	for (const [name, route] of Object.entries(ofPupil)) {
		const asked = async (seat: typeof pupil, id: string = version) => statusOf(route, seat, { version: id });
		expect([name, await asked(pupil)]).toEqual([name, 423]);
		for (const other of [foreign, unasked]) expect([name, await asked(other)]).toEqual([name, 404]);
		expect([name, await asked(pupil, 'x')]).toEqual([name, 404]);
	}
	const asked = (seat: typeof pupil) => statusOf(sheet.load, seat, { version, person: wim });
	expect([await asked(leads), await asked(pupil), await asked(foreign)]).toEqual([423, 404, 404]);
});
