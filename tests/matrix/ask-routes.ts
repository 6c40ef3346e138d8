// Route × role against the built program: every address it answers has a row, every cell of it is asked, and
// what is somebody else's cannot be told from what is not there.

import { describe, expect, it } from 'vitest';
import { addressesOf, namesOf, type Names } from './addresses.ts';
import { ask, cellOf, cellOfData, saidIn, type Heard } from './ask.ts';
import { roles, type Role } from './roles.ts';
import { endsSessions, routeRows, type Row } from './route-rows.ts';
import { aFile, everyRoute, type Route } from './every-route.ts';
import { place } from './world.ts';

const routes = await everyRoute();
const file = await aFile();

const rows = Object.entries(routeRows).flatMap(([key, row]): [string, Route, Row][] => {
	const route = routes.find((one) => one.key === key);
	return route ? [[key, route, row]] : [];
});

/** What each role hears, one after another where something changes. */
async function heardBy<T>(method: string, hear: (role: Role) => Promise<T>): Promise<Record<Role, T>> {
	const heard: [Role, T][] = [];
	if (method === 'GET')
		heard.push(
			...(await Promise.all(roles.map(async (role): Promise<[Role, T]> => [role, await hear(role)])))
		);
	else for (const role of roles) heard.push([role, await hear(role)]);
	return Object.fromEntries(heard) as Record<Role, T>;
}

function asker(route: Route, row: Row) {
	const { house, world } = place();
	const { method, action } = route;
	const ends = endsSessions.find((key) => key === route.key);
	const names = namesOf(world);
	const cookie = (role: Role) => (ends ? world.spare[ends] : world.cookies)[role];
	return {
		names,
		addresses: (role: Role) =>
			addressesOf(route, role, world, (row.at ?? route.path).replace('[file]', file)),
		ask: (role: Role, path: string, given: Names): Promise<Heard> =>
			ask(house.origin, {
				method,
				path,
				action,
				cookie: cookie(role),
				...(row.form ? { form: row.form(given) } : {})
			})
	};
}

export function askRoutes(): void {
	it('every route has a row, and every row a route', () => {
		expect(Object.keys(routeRows).sort()).toEqual(routes.map((route) => route.key).sort());
	});

	describe('the data of a page is told to nobody but who gets the page', () => {
		it.each(rows.filter(([, route]) => route.loads))('%s', async (_, route, row) => {
			const { names, addresses, ask } = asker(route, row);
			const heard = await heardBy(route.method, async (role) =>
				cellOfData(await ask(role, `${addresses(role).ours.replace(/\/$/, '')}/__data.json`, names.ours))
			);
			expect(heard).toEqual(row.hears);
		});
	});

	describe('foreign and missing look the same', () => {
		it.each(rows.filter(([, route]) => /\[(traject|circle|seat|version)\]/.test(route.path)))(
			'%s',
			async (_, route, row) => {
				const { names, addresses, ask } = asker(route, row);
				for (const role of roles) {
					const { foreign, missing } = addresses(role);
					const paths = [...foreign, ...missing];
					const answers = await Promise.all(paths.map((path) => ask(role, path, names.ours)));
					const refused = row.hears[role].includes('/sign-in') ? '303 /sign-in' : '404';
					expect([role, [...new Set(answers.map(cellOf))]]).toEqual([role, [refused]]);
					const said = answers.map((heard, at) => saidIn(heard, paths[at] ?? ''));
					expect([role, new Set(said).size]).toEqual([role, 1]);
				}
			}
		);

		it.each(rows.filter(([, , row]) => row.form))('in the form of %s', async (_, route, row) => {
			const { names, addresses, ask } = asker(route, row);
			for (const role of roles) {
				const { ours } = addresses(role);
				const answers = [await ask(role, ours, names.foreign), await ask(role, ours, names.missing)];
				const mayNot = ['404', '303 /sign-in'].includes(row.hears[role]);
				if (row.absent && !mayNot)
					expect([role, ...answers.map(cellOf)]).toEqual([role, row.absent, row.absent]);
				expect([role, new Set(answers.map((heard) => saidIn(heard, ours))).size]).toEqual([role, 1]);
			}
		});
	});

	describe('what comes from another site', () => {
		const unsafe = routes.filter((route) => route.method !== 'GET');
		it.each(unsafe.map((route) => [route.key, route] as const))('is refused at %s', async (_, route) => {
			const { house, world } = place();
			const cookie = Object.values(world.cookies).join('; ');
			const path = addressesOf(route, 'leader', world).ours;
			for (const origin of [null, 'https://evil.example', 'null', `${house.origin}.evil.example`])
				for (const type of ['application/x-www-form-urlencoded', 'application/json']) {
					const heard = await ask(house.origin, { method: route.method, path, cookie, origin, type });
					expect([origin, type, heard.status]).toEqual([origin, type, 403]);
				}
		});
		it('gets no page under another name for this house', async () => {
			const { house, world } = place();
			for (const route of routes.filter((one) => one.loads && one.method === 'GET')) {
				const path = addressesOf(route, 'leader', world).ours;
				const heard = await ask(house.origin, { method: 'GET', path, host: 'evil.example' });
				expect([route.key, heard.status]).toEqual([route.key, 421]);
			}
		});
	});

	describe('every cell', () => {
		it.each(rows)('%s', async (_, route, row) => {
			const { names, addresses, ask } = asker(route, row);
			const heard = await heardBy(route.method, async (role) =>
				cellOf(await ask(role, addresses(role).ours, names.ours)).replace(names.ours.code, 'CODE')
			);
			expect(heard).toEqual(row.hears);
		});
	});
}
