// Invented trajecten to measure and to test on: as many circles and seats as are asked for, open, in samen or
// before anybody sat down, or not yet open.
// Refused unless WORLD=on; the people in it are numbers, unless a story names them.

import * as v from 'valibot';
import type { CircleId, PersonId, TrajectId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { methods } from '#lib/circle/round.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { Role } from '#lib/people/role.ts';
import { mayHaveSheet, type Viewer } from '#lib/table/stream.ts';
import { printCards } from '#server/door/card.ts';
import { seatCookie } from '#server/door/cookie.ts';
import { openSeat } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import type { House } from '#server/house.ts';
import { circle, guest, person, traject, voice } from '#server/store/schema.ts';
import { decidePlain } from '#server/table/plain-move.ts';

export const worldAsked = v.object({
	circles: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_000)),
	seats: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
	/** One of the seats is a school's. */
	school: v.boolean(),
	/** A class circle: the one who leads, pupils with a name to look for, a teacher last. */
	class: v.optional(v.boolean(), false),
	method: v.optional(v.picklist(methods), 'free'),
	/** Everybody has a screen and sits down, and it is samen; without it the circle is open, and who leads is alone there. */
	arrived: v.optional(v.boolean(), true),
	/** It is not open yet: people prepare. */
	planned: v.optional(v.boolean(), false),
	/** Instead of numbers, in the order of the seats. */
	names: v.optional(v.array(v.string()), [])
});

export type WorldSeat = {
	readonly person: PersonId;
	readonly role: Role;
	/** The place card's link. */
	readonly enter: string;
	/** "name=value", ready to send. */
	readonly cookie: string;
	/** The page of this seat; nothing for who has no screen, as its cookie. */
	readonly page: string;
	readonly sheets: readonly { readonly id: string; readonly audience: string; readonly sync: string }[];
};

export type WorldCircle = { readonly circle: CircleId; readonly seats: readonly WorldSeat[] };

export async function makeWorld(
	house: House,
	asked: v.InferOutput<typeof worldAsked>
): Promise<WorldCircle[]> {
	const made: WorldCircle[] = [];
	for (let i = 0; i < asked.circles; i++) made.push(await makeCircle(house, asked));
	return made;
}

/** The one who leads, the pupil, a parent, the CLB, then network; the school last. */
function rolesFor(seats: number, school: boolean, ofClass: boolean): Role[] {
	const first: Role[] = ofClass ? ['moderator'] : ['moderator', 'pupil', 'parent', 'clb', 'coach'];
	const rest = ofClass ? 'pupil' : 'network';
	const roles = Array.from({ length: seats }, (_, i): Role => first[i] ?? rest);
	return school && seats > 1 ? [...roles.slice(0, -1), 'school'] : roles;
}

async function makeCircle(
	house: House,
	{ seats, school, class: ofClass, method, arrived, planned, names }: v.InferOutput<typeof worldAsked>
): Promise<WorldCircle> {
	const { store, hall } = house;
	const secure = house.config.publicUrl.protocol === 'https:';
	const roles = rolesFor(seats, school, ofClass);
	const of = newId<'traject'>() as TrajectId;
	const table = newId<'circle'>() as CircleId;
	const people = roles.map(() => newId<'person'>() as PersonId);
	const leader = people[0] as PersonId;
	const keys = await store.write(async (tx) => {
		await tx
			.insert(traject)
			.values({ id: of, organisation: null, practiceUntil: new Date(hall.now() + 86_400_000) });
		await tx.insert(person).values(
			people.map((id, i) => ({
				id,
				traject: of,
				name: names[i] ?? (ofClass && roles[i] === 'pupil' ? `Kanarie${i}` : `P${i}`),
				label: `${roles[i]}`,
				role: roles[i] ?? 'network'
			}))
		);
		await tx.insert(voice).values(people.map((id) => ({ id: newId(), person: id, behalf: false })));
		const date = new Date(hall.now()).toISOString().slice(0, 16);
		await tx.insert(circle).values({
			id: table,
			traject: of,
			type: ofClass ? 'class' : 'start',
			method,
			leader,
			date,
			place: '',
			rounds: roundsFor(ofClass ? 'class' : 'start')
		});
		await tx
			.insert(guest)
			.values(people.map((id, place) => ({ circle: table, person: id, state: 'expected', place })));
		return Promise.all(
			(arrived ? people : [leader]).map((id) =>
				openSeat(tx, {
					traject: of,
					person: id,
					circle: null,
					via: 'practice',
					state: 'seated',
					card: null,
					claim: null
				})
			)
		);
	});
	const { cards } = await printCards(store, of, people);
	const setting = ofClass ? 'class' : school ? 'school' : 'family';
	const open = { do: 'open', setting } as const;
	const arrive = [
		...people
			.slice(1)
			.map((one, i) => ({ do: 'seat', person: one, school: roles[i + 1] === 'school' }) as const),
		{ do: 'go', to: 'together' } as const
	];
	for (const move of planned ? [] : [open, ...(arrived ? arrive : [])]) {
		const refused = await hall.commit(table, 'world', null, (tx, live) =>
			decidePlain(tx, live, { move, by: leader, at: hall.now() }, () => null)
		);
		if (isNo(refused)) throw new Error(`world: ${refused.no}`);
	}
	const live = await hall.live(table);
	const { origin } = house.config.publicUrl;
	const sync = origin.replace(/^http/, 'ws');
	return {
		circle: table,
		seats: people.map((id, i): WorldSeat => {
			const role = roles[i] ?? 'network';
			const key = keys[i];
			const viewer: Viewer = { is: 'person', person: id, role };
			const mine =
				live?.sheets.filter((sheet) => mayHaveSheet(viewer, sheet, { setting, private: null })) ?? [];
			return {
				person: id,
				role,
				enter: `${origin}/card#${cards[i]?.secret}`,
				cookie: key ? `${seatCookie(secure, key.id)}=${key.secret}` : '',
				page: key ? `${origin}/seat/${key.id}` : '',
				sheets: mine.map(({ id, epoch, audience }) => ({
					id,
					audience,
					sync: `${sync}/sync/${id}.${epoch}?seat=${key?.id}`
				}))
			};
		})
	};
}
