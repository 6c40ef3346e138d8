import { fail, redirect } from '@sveltejs/kit';
import { parseId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { loadSay } from '#lib/words/load.ts';
import { field } from '#server/door/form.ts';
import { newId } from '#server/door/secret.ts';
import { signedIn } from '#server/traject/at-traject.ts';
import { beginTraject } from '#server/traject/trajects.ts';

export const load = ({ locals }) => {
	signedIn(locals);
	return { fresh: newId<'traject'>() };
};

export const actions = {
	default: async ({ locals, request }) => {
		const me = signedIn(locals);
		const form = await request.formData();
		const id = parseId<'traject'>(field(form, 'traject')) ?? newId<'traject'>();
		const say = await loadSay('nl', ['staff']);
		const of = field(form, 'of') === 'class' ? 'class' : 'pupil';
		const labels = { pupil: say(`people.${of}`), coach: say('people.as-coach') };
		const begun = await locals.house.store.write((tx) =>
			beginTraject(tx, me, field(form, 'name'), labels, id, of)
		);
		if (isNo(begun)) return fail(422, { no: begun.no });
		redirect(303, `/traject/${begun}`);
	}
};
