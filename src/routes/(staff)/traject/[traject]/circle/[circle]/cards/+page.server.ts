import { error, fail } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { parseId } from '#lib/base/id.ts';
import { expectedIn } from '#lib/traject/planned.ts';
import { localTime } from '#lib/traject/when.ts';
import { field, fields } from '#server/door/form.ts';
import { reachOf } from '#server/door/origin.ts';
import { atTraject, personIn, type Preparing } from '#server/traject/at-traject.ts';
import { judgeDevice, makeCards, readCards, readWaitingDevices, revokeCard } from '#server/traject/cards.ts';
import { readNamed } from '#server/traject/prepared.ts';
import { readCircles, readPlan, type CircleRow } from '#server/traject/circles.ts';

async function at(
	locals: App.Locals,
	params: { traject: string; circle: string }
): Promise<[Preparing, CircleRow]> {
	const traject = await atTraject(locals, params.traject);
	const circles = await locals.house.store.read((db) => readCircles(db, traject.traject));
	return [traject, circles.find((one) => one.id === params.circle) ?? error(404)];
}

export const load = async ({ locals, params }) => {
	const [here, row] = await at(locals, params);
	const { store, config } = here.house;
	const plan = await store.read((db) => readPlan(db, row, here.people));
	const { states, mark } = await store.read((db) => readCards(db, here.traject, here.people));
	const waiting = await readWaitingDevices(store, here.traject);
	const expected = expectedIn(plan);
	const named = await store.read((db) => readNamed(db, here.traject));
	const nameOf = (id: string) => here.people.find((one) => one.id === id)?.name ?? '';
	const when = (at: Date) => localTime(at.getTime());
	return {
		traject: here.traject,
		circle: row.id,
		about: here.about,
		date: row.date,
		place: row.place,
		mark,
		reach: reachOf(config.publicUrl),
		host: config.publicUrl.host,
		people: states.map(({ person, is, seenAt, devices }) => ({
			id: person,
			name: nameOf(person),
			card: is,
			devices,
			seen: seenAt && when(seenAt),
			expected: expected.has(person) || named.has(person)
		})),
		waiting: waiting.map((one) => ({ seat: one.seat, name: nameOf(one.person), since: when(one.at) }))
	};
};

export const actions = {
	/** The secrets are in this answer, and nowhere else. */
	make: async ({ locals, params, request }) => {
		const [here, row] = await at(locals, params);
		const form = await request.formData();
		const plan = await here.house.store.read((db) => readPlan(db, row, here.people));
		const chosen = fields(form, 'person').flatMap((text) => parseId<'person'>(text) ?? []);
		const expected = expectedIn(plan);
		const made = await makeCards(here, chosen, field(form, 'mark'), expected);
		if (isNo(made)) return fail(422, { no: made.no });
		const { origin } = here.house.config.publicUrl;
		const nameOf = (id: string) => here.people.find((one) => one.id === id)?.name ?? '';
		return {
			cards: made.map(({ person, secret }) => ({
				name: nameOf(person),
				link: `${origin}/card#${secret}`,
				home: !expected.has(person)
			}))
		};
	},
	revoke: async ({ locals, params, request }) => {
		const [here] = await at(locals, params);
		await revokeCard(here, personIn(here, field(await request.formData(), 'person')));
	},
	judge: async ({ locals, params, request }) => {
		const [here, row] = await at(locals, params);
		const form = await request.formData();
		const seat = parseId<'seat'>(field(form, 'seat')) ?? error(404);
		const refused = await judgeDevice(here, row.id, seat, field(form, 'right') === 'yes');
		if (refused) return fail(422, { no: refused.no });
	}
};
