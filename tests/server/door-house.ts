// A real house on a database of its own, for the doors: one organisation, a coach, a traject with people.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { PersonId, SeatId, TrajectId } from '#lib/base/id.ts';
import { isNo, type No } from '#lib/base/no.ts';
import { parseConfig } from '#server/config.ts';
import { seatCookie, type CookieJar } from '#server/door/cookie.ts';
import { setUp, staffOf, type Staff } from '#server/door/staff.ts';
import { openHouse, type House } from '#server/house.ts';
import { atTraject, type Preparing } from '#server/traject/at-traject.ts';
import { planCircle } from '#server/traject/circles.ts';
import { nextCircle } from '#server/traject/next-circle.ts';
import { addPerson } from '#server/traject/people.ts';
import { beginTraject } from '#server/traject/trajects.ts';
import { onPostgres, placeIn, type Place } from '../place.ts';
import { freshDirectory, made } from '../store/places.ts';

export const quiet = { info() {}, warn() {}, error() {} };
export const password = 'een lange zin';

/** A house for all tests of a file; ask for it inside a test. */
export function aHouse(): () => House {
	let house: House;
	let place: Place;
	beforeAll(async () => {
		const dataDir = freshDirectory();
		place = await placeIn(dataDir);
		if (!onPostgres) cpSync(await made(), join(dataDir, 'db'), { recursive: true });
		house = await openHouse(parseConfig(place.env), quiet);
	}, 60_000);
	afterAll(async () => {
		await house?.close();
		await place?.gone();
	});
	return () => house;
}

/** A yes, or the test fails with the no. */
export function yes<T>(answer: T | No): Exclude<T, No> {
	if (isNo(answer)) throw new Error(`a no: ${answer.no}`);
	return answer as Exclude<T, No>;
}

/** The first coach of the house. */
export async function aCoach(house: House, email = 'joris@keerwind.example'): Promise<Staff> {
	const token = yes(await setUp(house.store, 'vzw Keerwind', { name: 'Joris Peeters', email, password }));
	const staff = await staffOf(house.store, token);
	if (!staff) throw new Error('nobody is signed in');
	return staff;
}

/** Steven's traject, with Wim, Ilse of the CLB and the coach. */
export async function aTraject(house: House, staff: Staff): Promise<Preparing> {
	const labels = { pupil: 'jongere', coach: 'NAFT-begeleider' };
	const traject = yes(await house.store.write((tx) => beginTraject(tx, staff, 'Steven', labels)));
	await add(house, traject, 'Wim', 'vader');
	await add(house, traject, 'Ilse', 'CLB');
	return atTraject({ house, staff }, traject);
}

export async function add(
	house: House,
	traject: TrajectId,
	name: string,
	label: string,
	school: boolean | null = null
): Promise<PersonId> {
	return yes(await house.store.write((tx) => addPerson(tx, traject, { name, label, school })));
}

export async function aCircle(at: Preparing, change: Partial<Parameters<typeof planCircle>[2]> = {}) {
	const next = nextCircle({ ...at, circles: [], versionInForce: false, now: Date.now() });
	if (!next) throw new Error('nobody leads');
	return yes(
		await at.house.store.write((tx) => planCircle(tx, at.traject, { ...next, ...change }, at.people))
	);
}

export const named = (at: Preparing, name: string): PersonId => {
	const found = at.people.find((one) => one.name === name);
	if (!found) throw new Error(`no ${name} here`);
	return found.id;
};

/** A browser: it keeps what it was given. */
export class Browser implements CookieJar {
	#cookies = new Map<string, string>();
	get(name: string): string | undefined {
		return this.#cookies.get(name);
	}
	keep(seat: { readonly seat: SeatId; readonly secret: string | null }): void {
		if (seat.secret) this.#cookies.set(seatCookie(false, seat.seat), seat.secret);
	}
	all(): { name: string; value: string }[] {
		return [...this.#cookies].map(([name, value]) => ({ name, value }));
	}
}
