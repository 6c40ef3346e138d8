import { error } from '@sveltejs/kit';
import { answers } from '#lib/people/role.ts';
import { chosenOf, sheetsOf } from '#lib/traject/blank.ts';
import { expectedIn } from '#lib/traject/planned.ts';
import { roundKey } from '#lib/circle/round.ts';
import { readReviewed } from '#server/table/reviewed.ts';
import { atTraject } from '#server/traject/at-traject.ts';
import { readCircles, readPlan } from '#server/traject/circles.ts';

/** Empty sheets of one circle: its names, its questions and what was promised before, as its own page shows them. */
export const load = async ({ locals, params, url }) => {
	const here = await atTraject(locals, params.traject);
	return here.house.store.read(async (db) => {
		const circles = await readCircles(db, here.traject);
		const row = circles.find((one) => one.id === params.circle) ?? error(404);
		const plan = await readPlan(db, row, here.people);
		const expected = expectedIn(plan).add(row.leader);
		const sitting = here.people.filter(({ id, role }) => expected.has(id) && role !== 'class');
		const ofClass = plan.type === 'class';
		return {
			...{ traject: here.traject, circle: row.id, about: here.about, date: row.date, place: row.place },
			...{ tone: row.tone, ofClass, sheets: sheetsOf(plan.type) },
			chosen: chosenOf(plan.type, url.searchParams.getAll('sheet')),
			// What a class says has no name.
			names: ofClass ? [] : sitting.map(({ name }) => name),
			asked: ofClass ? [] : sitting.filter(({ role }) => answers(role)).map(({ name }) => name),
			rounds: row.rounds
				.filter(({ writes, kind }) => writes === 'own' || (ofClass && kind !== null))
				.filter(({ about }) => about === null)
				.map((round) => ({ ...round, key: roundKey(round) })),
			// What a school at the table may not have stands on a sheet of its own, for those it is of.
			reviewed: row.follows
				? (await readReviewed(db, row.follows)).map(({ id, part, audience }) => ({
						...{ id, part },
						apart: audience !== 'core' && sitting.some(({ role }) => role === 'school')
					}))
				: []
		};
	});
};
