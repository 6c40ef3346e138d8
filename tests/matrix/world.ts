// The built house, furnished for the matrix: two tables of one organisation, a traject of another, a practice
// table, and the cookies of everybody who may ask.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { CircleId, StaffId, TrajectId } from '#lib/base/id.ts';
import { parseConfig } from '#server/config.ts';
import { seatCookie, staffCookie } from '#server/door/cookie.ts';
import { seatOf } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import { addStaff, openSession, type Staff } from '#server/door/staff.ts';
import { openHouse, type House as Inside } from '#server/house.ts';
import { organisation } from '#server/store/schema.ts';
import { freePort, House } from '../house.ts';
import { onPostgres } from '../place.ts';
import { aCircle, aCoach, aTraject, quiet } from '../server/door-house.ts';
import { made as template } from '../store/places.ts';
import { aPlannedTable, type Planned } from './planned.ts';
import type { Held, Role } from './roles.ts';
import type { endsSessions } from './route-rows.ts';
import { aTable, type Table } from './table.ts';

export type World = {
	readonly ours: Table;
	readonly elsewhere: Table;
	/** Of the other organisation. */
	readonly theirs: { readonly traject: TrajectId; readonly circle: CircleId };
	readonly practice: TrajectId;
	/** A circle that was not opened yet, with people before their screens. */
	readonly planned: Planned;
	/** What each role's browser sends, and the seat it has. */
	readonly cookies: Readonly<Record<Role, string>>;
	/** The same, with a session that may end: of a colleague who does nothing else. */
	readonly spare: Readonly<Record<(typeof endsSessions)[number], Readonly<Record<Role, string>>>>;
	readonly seats: Readonly<Partial<Record<Role, string>>>;
};

type Running = { readonly house: House; readonly world: World };
let running: Running | null = null;

/** The house that runs, and who is in it. Ask inside a test. */
export function place(): Running {
	if (!running) throw new Error('the house is not there yet');
	return running;
}

/** Furnishes and starts it before the tests of a file, and stops it behind them. */
export function openPlace(): void {
	const made = { house: null as House | null };
	beforeAll(async () => {
		const house = new House(await freePort(), { WORLD: 'off' });
		made.house = house;
		await house.start(async (env) => {
			if (!onPostgres) cpSync(await template(), join(env['DATA_DIR'] ?? '', 'db'), { recursive: true });
			const inside = await openHouse(parseConfig(env), quiet);
			running = { house, world: await furnish(inside).finally(() => inside.close()) };
		});
	});
	afterAll(() => made.house?.stop());
}

async function furnish(house: Inside): Promise<World> {
	const { store } = house;
	const joris = await aCoach(house);
	const noor = await anAccount(house, joris.organisation);
	const far = newId<'organisation'>();
	await store.write((tx) => tx.insert(organisation).values({ id: far, name: 'vzw Verweg' }));
	const mies = await anAccount(house, far);
	const ours = await aTable(house, joris, 'school');
	const elsewhere = await aTable(house, joris, 'family');
	const at = await aTraject(house, mies);
	const theirs = { traject: at.traject, circle: await aCircle(at) };
	const key = await house.practice.begin('nl');
	const practice: Held = { seat: key.id, cookie: `${seatCookie(false, key.id)}=${key.secret}` };
	const held = {
		...ours.seats,
		practice,
		waiting: ours.waiting,
		revoked: ours.revoked,
		elsewhere: elsewhere.seats.leader,
		'shut-out': elsewhere.seats.school
	};
	const each = <T>(of: (one: Held) => T) =>
		Object.fromEntries(Object.entries(held).map(([role, one]) => [role, of(one)])) as Record<
			keyof typeof held,
			T
		>;
	const cookies = {
		...each((one) => one.cookie),
		nobody: '',
		staff: await session(house, joris),
		colleague: await session(house, noor),
		stranger: await session(house, mies)
	};
	const spares = {
		staff: await anAccount(house, joris.organisation),
		colleague: await anAccount(house, joris.organisation),
		stranger: await anAccount(house, far)
	};
	const spare = async () => ({
		...cookies,
		staff: await session(house, spares.staff),
		colleague: await session(house, spares.colleague),
		stranger: await session(house, spares.stranger)
	});
	const who = await seatOf(store, key.id, { get: () => key.secret }, false);
	if (!who) throw new Error('no practice seat');
	return {
		ours,
		elsewhere,
		theirs,
		practice: who.traject,
		planned: await aPlannedTable(house, joris),
		cookies,
		spare: { 'POST /sign-out': await spare(), 'POST /staff?/everywhere': await spare() },
		seats: each((one) => one.seat)
	};
}

async function anAccount(house: Inside, of: string): Promise<Staff> {
	const email = `${newId()}@keerwind.example`;
	const checked = { name: 'Noor Maes', email, password: 'nobody signs in with this' };
	const id = (await house.store.write((tx) => addStaff(tx, of, checked))) as StaffId;
	return { id, organisation: of, name: checked.name, email };
}

async function session(house: Inside, who: Staff): Promise<string> {
	return `${staffCookie(false)}=${await house.store.write((tx) => openSession(tx, who.id))}`;
}
