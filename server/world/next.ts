// A next circle of an invented traject, six weeks later in a moment: it goes on from the version in force, with who was
// there and whoever joins. Everybody sits, and it is samen.

import type { CircleId, PersonId, TrajectId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { Role } from '#lib/people/role.ts';
import { mayHaveSheet } from '#lib/table/stream.ts';
import { seatCookie } from '#server/door/cookie.ts';
import { openSeat } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import type { House } from '#server/house.ts';
import { circle, guest, person, voice } from '#server/store/schema.ts';
import { decidePlain } from '#server/table/plain-move.ts';
import { readPeople } from '#server/table/rows.ts';
import { inForce, readVersions } from '#server/table/versions.ts';
import type { WorldCircle, WorldSeat } from '#server/world/world.ts';

export type NextAsked = {
	readonly after: CircleId;
	/** Names of who comes for the first time. */
	readonly joins: readonly string[];
};

/** Seats of who was there before keep their cookie, which is not told again. Null: no such circle. */
export async function makeNext(house: House, { after, joins }: NextAsked): Promise<WorldCircle | null> {
	const { store, hall } = house;
	const before = await hall.live(after);
	if (!before) return null;
	const of: TrajectId = before.row.traject;
	const { leader } = before.table.circle;
	const table = newId<'circle'>() as CircleId;
	const fresh = joins.map((name) => ({ id: newId<'person'>() as PersonId, name }));
	const secure = house.config.publicUrl.protocol === 'https:';
	const keys = await store.write(async (tx) => {
		for (const { id, name } of fresh) {
			await tx.insert(person).values({ id, traject: of, name, label: name, role: 'network' });
			await tx.insert(voice).values({ id: newId(), person: id, behalf: false });
		}
		const people = await readPeople(tx, of);
		await tx.insert(circle).values({
			id: table,
			traject: of,
			type: 'follow-up',
			method: 'free',
			leader,
			date: new Date(hall.now()).toISOString().slice(0, 16),
			place: '',
			rounds: roundsFor('follow-up'),
			follows: inForce(await readVersions(tx, of))
		});
		const order = [...before.table.circle.order, ...fresh.map(({ id }) => id)];
		await tx
			.insert(guest)
			.values(order.map((id, place) => ({ circle: table, person: id, state: 'expected', place })));
		const seated = {
			traject: of,
			circle: null,
			via: 'practice',
			state: 'seated',
			card: null,
			claim: null
		} as const;
		const made = await Promise.all(fresh.map(({ id }) => openSeat(tx, { ...seated, person: id })));
		return { order, people, made };
	});
	const roleOf = (id: PersonId): Role => keys.people.get(id)?.role ?? 'network';
	const school = keys.order.some((id) => roleOf(id) === 'school');
	const arrive = keys.order
		.filter((id) => id !== leader)
		.map((id) => ({ do: 'seat', person: id, school: roleOf(id) === 'school' }) as const);
	const open = { do: 'open', setting: school ? 'school' : 'family' } as const;
	for (const move of [open, ...arrive, { do: 'go', to: 'together' } as const]) {
		const refused = await hall.commit(table, 'world', null, (tx, live) =>
			decidePlain(tx, live, { move, by: leader, at: hall.now() }, () => null)
		);
		if (isNo(refused)) throw new Error(`world: ${refused.no}`);
	}
	const live = await hall.live(table);
	const { origin } = house.config.publicUrl;
	return {
		circle: table,
		seats: keys.order.map((id): WorldSeat => {
			const role = roleOf(id);
			const key = keys.made[fresh.findIndex((one) => one.id === id)];
			const viewer = { is: 'person', person: id, role } as const;
			const setting = live?.table.circle.setting ?? 'family';
			const mine =
				live?.sheets.filter((sheet) => mayHaveSheet(viewer, sheet, { setting, private: null })) ?? [];
			return {
				person: id,
				role,
				enter: '',
				cookie: key ? `${seatCookie(secure, key.id)}=${key.secret}` : '',
				page: key ? `${origin}/seat/${key.id}` : '',
				sheets: mine.map(({ id, epoch, audience }) => ({
					id,
					audience,
					sync: `${origin.replace(/^http/, 'ws')}/sync/${id}.${epoch}?seat=${key?.id ?? ''}`
				}))
			};
		})
	};
}
