// The tablet that goes round, from outside: who may be handed it, what the former seat can do afterwards, and
// what is never opened on it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket as NodeSocket } from 'ws';
import { closeCode } from '#lib/wire/close.ts';
import type { WorldSeat } from '#server/world/world.ts';
import { freePort, House } from '../house.ts';
import { until } from '../sync/wait.ts';
import { Person } from './person.ts';

let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
}, 180_000);
afterAll(() => house.stop(), 30_000);

/** A browser without a page: cookies come and go as the house says. */
class Tablet {
	readonly jar = new Map<string, string>();
	/** Where it was sent last. */
	at = '';

	get cookie(): string {
		return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
	}

	async post(path: string, form: Record<string, string> = {}): Promise<Response> {
		const response = await fetch(house.origin + path, {
			method: 'POST',
			redirect: 'manual',
			headers: {
				cookie: this.cookie,
				origin: house.origin,
				accept: 'text/html',
				'content-type': 'application/x-www-form-urlencoded'
			},
			body: new URLSearchParams(form)
		});
		for (const line of response.headers.getSetCookie()) {
			const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
			if (value === '') this.jar.delete(name);
			else this.jar.set(name, value);
		}
		this.at = response.headers.get('location') ?? this.at;
		return response;
	}

	get(path: string): Promise<Response> {
		return fetch(house.origin + path, { redirect: 'manual', headers: { cookie: this.cookie } });
	}
}

/** A tablet at a table of five, let in by who leads. */
async function aTablet() {
	const [circle] = await house.world(1, 5);
	const seats = circle?.seats ?? [];
	const [leads, pupil, parent, clb] = seats;
	if (!leads || !pupil || !parent || !clb) throw new Error('five seats were asked for');
	const nele = new Person(leads, house.origin);
	await nele.sit();
	await until(() => nele.view !== null, 'the table');
	const tablet = new Tablet();
	await tablet.post(`/enter/${nele.view?.circle.code}?/tablet`);
	const id = tablet.at.split('/').at(-1) ?? '';
	const cover = `/tablet/${id}`;
	expect((await tablet.get(cover)).status).toBe(303);
	expect(await nele.move({ do: 'admit', seat: id as never, school: null, join: false })).toBeNull();
	return { nele, tablet, cover, leads, pupil, parent, clb };
}

async function inHandsOf(tablet: Tablet, cover: string, who: WorldSeat): Promise<string> {
	expect((await tablet.post(`${cover}?/hand`, { to: who.person })).status).toBe(303);
	expect((await tablet.post(`${cover}?/take`, { as: who.person })).status).toBe(303);
	expect(tablet.at).toMatch(/^\/seat\//);
	return tablet.at;
}

describe('a tablet that goes round', () => {
	it('is nobody’s until somebody takes it, and then theirs', async () => {
		const { tablet, cover, pupil } = await aTablet();
		const page = await (await tablet.get(cover)).text();
		expect(page).toMatch(/\bP1\b/);
		expect(page).not.toMatch(/\bP0\b/);
		expect((await tablet.get(cover.replace('tablet', 'seat'))).status).toBe(404);
		const seat = await inHandsOf(tablet, cover, pupil);
		const answer = await tablet.get(seat);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('cache-control')).toBe('no-store');
	});

	it('ends the former seat on the server the moment it is handed on, and takes its cookie', async () => {
		const { tablet, cover, pupil, parent } = await aTablet();
		const seat = await inHandsOf(tablet, cover, pupil);
		const stolen = tablet.cookie;
		const was = new Person({ ...pupil, cookie: stolen, page: house.origin + seat }, house.origin);
		await was.sit();
		await until(() => was.view !== null, 'the table');
		await tablet.post(`${cover}?/hand`, { to: parent.person });
		await until(() => was.ended === 'replaced', 'the former socket to end');
		expect([...tablet.jar.keys()].some((name) => name.includes(seat.split('/').at(-1) ?? '-'))).toBe(false);
		const again = await fetch(house.origin + seat, { headers: { cookie: stolen } });
		expect(again.status).toBe(404);
		const page = await (await tablet.get(cover)).text();
		expect(page).toMatch(/\bP2\b/);
		expect(page).not.toMatch(/\bP1\b/);
	});

	it('is handed once, however often it is pressed, and to nobody who does not sit there', async () => {
		const { tablet, cover, pupil, parent, leads } = await aTablet();
		await Promise.all([1, 2, 3].map(() => tablet.post(`${cover}?/hand`, { to: pupil.person })));
		await tablet.post(`${cover}?/take`, { as: pupil.person });
		const seat = tablet.at;
		// Two hands at once: one of them has it, and only one.
		await Promise.all([pupil, parent].map((to) => tablet.post(`${cover}?/hand`, { to: to.person })));
		expect((await tablet.get(seat)).status).toBe(404);
		for (const to of [leads.person, 'a'.repeat(26), 'x'])
			expect((await tablet.post(`${cover}?/hand`, { to })).status).toBe(422);
	});

	it('is taken by who it says, not by who it said before', async () => {
		const { tablet, cover, pupil, parent } = await aTablet();
		await tablet.post(`${cover}?/hand`, { to: pupil.person });
		await tablet.post(`${cover}?/hand`, { to: parent.person });
		expect((await tablet.post(`${cover}?/take`, { as: pupil.person })).status).toBe(422);
		// *Dat ben ik niet*: it lies on the table again.
		await tablet.post(`${cover}?/hand`);
		expect((await tablet.post(`${cover}?/take`, { as: parent.person })).status).toBe(422);
		expect((await tablet.post(`${cover}?/take`)).status).toBe(422);
	});

	it('opens nobody’s own sheet, and nothing without its cookie', async () => {
		const { tablet, cover, pupil } = await aTablet();
		const seat = (await inHandsOf(tablet, cover, pupil)).split('/').at(-1);
		const code = async (audience: string) => {
			const sheet = pupil.sheets.find((one) => one.audience === audience);
			const url = (sheet?.sync ?? '').replace(/seat=[a-z2-7]+/, `seat=${seat}`);
			const socket = new NodeSocket(url, { headers: { cookie: tablet.cookie, origin: house.origin } });
			const heard = await new Promise<number>((resolve) => {
				socket.once('message', () => resolve(0));
				socket.once('close', resolve);
				socket.once('error', () => undefined);
			});
			socket.terminate();
			return heard;
		};
		expect(await code('own')).toBe(closeCode.noSuchSheet);
		expect(await code('core')).toBe(0);
		for (const path of [cover, `${cover}?/hand`, `${cover}?/take`])
			expect((await new Tablet().post(path, { to: pupil.person })).status).toBeGreaterThanOrEqual(404);
		expect((await new Tablet().get(cover)).status).toBe(404);
	});

	it('opens no page to print, which would stay in a tab of its own; the same person’s own phone does', async () => {
		const { nele, tablet, cover, pupil } = await aTablet();
		expect(await nele.move({ do: 'paper', on: true })).toBeNull();
		const seat = await inHandsOf(tablet, cover, pupil);
		expect(await (await tablet.get(seat)).text()).not.toContain('/paper');
		expect((await tablet.get(`${seat}/paper`)).status).toBe(404);
		const page = await fetch(`${pupil.page}/paper`, { headers: { cookie: pupil.cookie } });
		expect(page.status).toBe(200);
	});

	it('is not for who left the table, also when it lies there for them', async () => {
		const { nele, tablet, cover, pupil } = await aTablet();
		await tablet.post(`${cover}?/hand`, { to: pupil.person });
		expect(await nele.move({ do: 'leave', person: pupil.person })).toBeNull();
		expect((await tablet.post(`${cover}?/take`, { as: pupil.person })).status).toBe(422);
		expect((await tablet.post(`${cover}?/hand`, { to: pupil.person })).status).toBe(422);
		expect(await (await tablet.get(cover)).text()).not.toMatch(/\bP1\b/);
	});
});
