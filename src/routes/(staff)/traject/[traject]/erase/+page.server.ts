import { fail } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { field } from '#server/door/form.ts';
import { readErasable, type Erasable } from '#server/table/erasable.ts';
import { erase } from '#server/table/erase.ts';
import { readVersions } from '#server/table/versions.ts';
import { atTraject, coachOf } from '#server/traject/at-traject.ts';
import { readVersionLines } from '#server/traject/handed.ts';

/** Where words stand that are no part of a plan. */
const besideOf = (kind: Erasable['kind']) =>
	kind === 'answer' || kind === 'statement' || kind === 'note' || kind === 'account' ? kind : null;

export const load = async ({ locals, params }) => {
	const at = await atTraject(locals, params.traject);
	const me = coachOf(at);
	const nameOf = (id: string | null) => at.people.find((one) => one.id === id)?.name ?? '';
	const { about, traject } = at;
	if (!me) return { about, traject, words: [], people: [], had: [] };
	return at.house.store.read(async (db) => {
		const versions = await readVersions(db, traject);
		const lines = await readVersionLines(db, versions);
		const numberOf = new Map<string, number>(versions.map(({ id, no }) => [id, no]));
		const shown = new Set<string>(versions.flatMap(({ id, version }) => (version.shown ? id : [])));
		/** What somebody answered is theirs until it is shown, and other words for who may read them: they can go unread. */
		const isTold = ({ kind, places, readers }: Erasable) =>
			(readers === null || readers.includes(me.id)) &&
			(kind !== 'answer' || places.every(({ version }) => shown.has(version)));
		const found = await readErasable(db, traject, me.role, me.id);
		return {
			about,
			traject,
			words: found.map((one) => ({
				...{ what: one.what, text: isTold(one) ? one.text : '' },
				...{ beside: besideOf(one.kind), name: nameOf(one.person) },
				versions: [...new Set(one.places.map(({ version }) => numberOf.get(version) ?? 0))]
			})),
			people: at.people
				.filter(({ role }) => role !== 'class')
				.map(({ id, name, label }) => ({ id, name, label })),
			had: lines.flatMap(({ no, copies }) =>
				copies
					.filter(({ got }) => got.length > 0)
					.map(({ person, got }) => ({
						...{ no, name: nameOf(person), how: got.map(({ how }) => how) },
						at: got.map(({ at }) => at)
					}))
			)
		};
	});
};

export const actions = {
	default: async ({ locals, params, request }) => {
		const at = await atTraject(locals, params.traject);
		const form = await request.formData();
		const me = coachOf(at);
		const person = at.people.find(({ id }) => id === field(form, 'person'))?.id;
		const [what, reason] = [field(form, 'what'), field(form, 'reason')];
		if (!me || !person) return fail(422, { no: 'not-theirs-to-erase', what, reason, done: false });
		const { house, traject } = at;
		const erased = await erase(house, { traject, what, person, by: me.id, reason });
		if (isNo(erased)) return fail(422, { no: erased.no, what, reason, done: false });
		return { no: null, what: '', reason: '', done: true };
	}
};
