import { error, fail, redirect } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { roundKey, wordingIn } from '#lib/circle/round.ts';
import { barsWithin } from '#lib/people/bar.ts';
import { inTraject } from '#lib/people/party.ts';
import { mayLead } from '#lib/people/role.ts';
import { expectedIn } from '#lib/traject/planned.ts';
import { dayOf, localTime } from '#lib/traject/when.ts';
import { keepSeat } from '#server/door/cookie.ts';
import { field } from '#server/door/form.ts';
import { newId } from '#server/door/secret.ts';
import { readReviewed } from '#server/table/reviewed.ts';
import { atTraject, personIn, shownPeople, type Preparing } from '#server/traject/at-traject.ts';
import { changeCircle, readCircles, readPlan, stateOf, type CircleRow } from '#server/traject/circles.ts';
import { nameCo } from '#server/traject/co-lead.ts';
import { goesToTable, staffSeatDays, takeLead, toTable } from '#server/traject/lead.ts';
import { parsePlan } from '#server/traject/plan-form.ts';
import {
	allTalked,
	noteAttempt,
	noteTalk,
	reachWays,
	readPrepared,
	readTried
} from '#server/traject/prepared.ts';
import { prepareRounds } from '#server/traject/rounds.ts';
import { roundChanges } from '#server/traject/round-form.ts';
import { readVersions } from '#server/table/versions.ts';

/** A circle of this traject; another one's is not found. */
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
	const people = shownPeople(here);
	const goes = await goesToTable(here, row);
	return here.house.store.read(async (db) => {
		const versions = await readVersions(db, here.traject);
		const prepared = await readPrepared(db, row.id);
		const plan = await readPlan(db, row, here.people);
		const tries = await readTried(
			db,
			row.id,
			prepared.map(({ person }) => person)
		);
		return {
			traject: here.traject,
			about: here.about,
			people,
			circle: row.id,
			date: row.date,
			state: stateOf(row),
			today: dayOf(localTime(here.house.hall.now())),
			plan,
			apart: barsWithin(here.bars, expectedIn(plan).add(row.leader)).length > 0,
			prepared: prepared.map(({ talkedAt, ...one }) => ({
				...{ ...one, talked: talkedAt !== null, tried: tries.get(one.person) ?? [] }
			})),
			ways: reachWays,
			allTalked: allTalked(prepared, row.leader),
			rounds: row.rounds.map((round) => ({
				...round,
				key: roundKey(round),
				house: wordingIn(round.ask, round.house, row.tone)
			})),
			reviewed: row.follows ? await readReviewed(db, row.follows) : [],
			follows: versions.find((one) => one.id === row.follows)?.no ?? null,
			lead: row.leader === here.mine,
			goes,
			co: row.co,
			mayCo: people
				.filter((one) => mayLead(one.role) && one.id !== row.leader)
				.filter((one) => expectedIn(plan).has(one.id))
				.map(({ id, name }) => ({ id, name })),
			mayLead: people.some((one) => one.mine && mayLead(one.role)),
			leader: people.find((one) => one.id === row.leader)?.name ?? ''
		};
	});
};

export const actions = {
	save: async ({ locals, params, request }) => {
		const [here, row] = await at(locals, params);
		const { store, hall } = here.house;
		const form = await request.formData();
		const before = await store.read((db) => readPlan(db, row, here.people));
		const plan = parsePlan(form, inTraject(here.people), before);
		const refused = await store.write((tx) => changeCircle(tx, here.traject, row, plan, here.people));
		if (refused) return fail(422, { no: refused.no, plan });
		await hall.touch(row.id);
		return { saved: 'plan' as const };
	},
	/** The talk beforehand was held. */
	talked: async ({ locals, params, request }) => {
		const [here, row] = await at(locals, params);
		const form = await request.formData();
		const who = personIn(here, field(form, 'person'));
		const { store, hall } = here.house;
		await noteTalk(store, row.id, who, field(form, 'talked') === 'yes', hall.now());
	},
	/** Somebody who is not reached yet was tried once more. */
	tried: async ({ locals, params, request }) => {
		const [here, row] = await at(locals, params);
		const form = await request.formData();
		const who = personIn(here, field(form, 'person'));
		const seen = Number(field(form, 'seen'));
		const how = reachWays.find((one) => one === field(form, 'how'));
		if (!how) return;
		const { store, hall } = here.house;
		const by = here.mine ?? here.me.id;
		const tried = { circle: row.id, who, seen, how, by, at: hall.now() };
		if (Number.isInteger(seen) && (await noteAttempt(store, tried))) await hall.touch(row.id);
	},
	rounds: async ({ locals, params, request }) => {
		const [here, row] = await at(locals, params);
		const { store, hall } = here.house;
		const form = await request.formData();
		const changes = roundChanges(form, row.rounds, newId());
		const refused = await store.write((tx) => prepareRounds(tx, row, changes));
		if (refused) return fail(422, { no: refused.no });
		await hall.touch(row.id);
		return { saved: 'rounds' as const };
	},
	lead: async ({ locals, params }) => {
		const [here, row] = await at(locals, params);
		const refused = await takeLead(here, row);
		if (refused) return fail(422, { no: refused.no });
	},
	/** Who may take over by hand. */
	co: async ({ locals, params, request }) => {
		const [here, row] = await at(locals, params);
		const named = field(await request.formData(), 'person');
		const refused = await nameCo(here, row, named === '' ? null : personIn(here, named));
		if (refused) return fail(422, { coNo: refused.no });
		return { saved: 'co' as const };
	},
	table: async ({ locals, params, cookies }) => {
		const [here, row] = await at(locals, params);
		const seat = await toTable(here, row, cookies, locals.secure);
		if (isNo(seat)) return fail(422, { no: seat.no });
		if (seat.secret !== null)
			keepSeat(cookies, locals.secure, { id: seat.id, secret: seat.secret }, staffSeatDays);
		redirect(303, `/seat/${seat.id}`);
	}
};
