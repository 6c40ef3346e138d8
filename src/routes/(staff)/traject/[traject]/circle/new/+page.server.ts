import { inTraject } from '#lib/people/party.ts';
import { newId } from '#server/door/secret.ts';
import { atTraject, shownPeople } from '#server/traject/at-traject.ts';
import { readCircles } from '#server/traject/circles.ts';
import { nextCircle } from '#server/traject/next-circle.ts';
import { planFrom } from '#server/traject/plan-action.ts';
import { inForce, readVersions } from '#server/table/versions.ts';

export const load = async ({ locals, params }) => {
	const at = await atTraject(locals, params.traject);
	const { store, hall } = at.house;
	return store.read(async (db) => {
		const circles = await readCircles(db, at.traject);
		const before = inForce(await readVersions(db, at.traject));
		const next = nextCircle({
			...at,
			people: inTraject(at.people),
			circles,
			versionInForce: before !== null,
			now: hall.now()
		});
		return { traject: at.traject, about: at.about, people: shownPeople(at), fresh: newId<'circle'>(), next };
	});
};

export const actions = {
	default: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		return planFrom(at, await request.formData());
	}
};
