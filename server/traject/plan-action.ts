// A circle is planned from a form; on the page of a traject and on a page of its own.

import { fail, redirect } from '@sveltejs/kit';
import { parseId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { inTraject } from '#lib/people/party.ts';
import { field } from '#server/door/form.ts';
import { newId } from '#server/door/secret.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { planCircle, readCircles } from '#server/traject/circles.ts';
import { nextCircle } from '#server/traject/next-circle.ts';
import { parsePlan } from '#server/traject/plan-form.ts';

/** Goes on to the place cards, or to the circle; with a no, what was filled in comes back. */
export async function planFrom(at: Preparing, form: FormData) {
	const { store, hall } = at.house;
	const circles = await store.read((db) => readCircles(db, at.traject));
	const next = nextCircle({
		...at,
		people: inTraject(at.people),
		circles,
		versionInForce: false,
		now: hall.now()
	});
	if (!next) return fail(422, { no: 'who-leads' as const });
	const plan = parsePlan(form, inTraject(at.people), next);
	const id = parseId<'circle'>(field(form, 'circle')) ?? newId<'circle'>();
	const planned = await store.write((tx) => planCircle(tx, at.traject, plan, at.people, id));
	if (isNo(planned)) return fail(422, { no: planned.no, plan });
	const page = `/traject/${at.traject}/circle/${planned}`;
	redirect(303, field(form, 'then') === 'cards' ? `${page}/cards` : page);
}
