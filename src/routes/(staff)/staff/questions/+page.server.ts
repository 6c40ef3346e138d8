import { error, fail } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { circleTypes, methods, type CircleType, type Method } from '#lib/circle/round.ts';
import { standardSet } from '#lib/circle/standard.ts';
import { longestFile, readQuestions } from '#lib/wire/questions.ts';
import { can } from '#server/door/can.ts';
import { field } from '#server/door/form.ts';
import { newId } from '#server/door/secret.ts';
import type { Staff } from '#server/door/staff.ts';
import { asWho, signedIn } from '#server/traject/at-traject.ts';
import { keepSets, readSets, resetSet } from '#server/traject/question-sets.ts';
import { setFrom } from '#server/traject/set-form.ts';

function mayWord(locals: App.Locals): Staff {
	const me = signedIn(locals);
	return can(asWho(me), 'word-questions', { is: 'house' }) ? me : error(404);
}

type Which = { readonly type: CircleType; readonly method: Method };

/** Whatever an address says: what there is. */
const which = (of: { get(name: string): unknown }): Which => ({
	type: circleTypes.find((one) => one === of.get('type')) ?? 'start',
	method: methods.find((one) => one === of.get('method')) ?? 'proactive'
});

export const load = async ({ locals, url }) => {
	const me = mayWord(locals);
	const sets = await locals.house.store.read((db) => readSets(db, me.organisation));
	const { type, method } = which(url.searchParams);
	const own = sets.find((one) => one.type === type && one.method === method);
	return {
		type,
		method,
		own: own !== undefined,
		rounds: own?.rounds ?? standardSet(type, method),
		sets: sets.map((one) => ({ type: one.type, method: one.method }))
	};
};

export const actions = {
	save: async ({ locals, request }) => {
		const me = mayWord(locals);
		const form = await request.formData();
		const { type, method } = which(form);
		const { store } = locals.house;
		const sets = await store.read((db) => readSets(db, me.organisation));
		const before = sets.find((one) => one.type === type && one.method === method)?.rounds;
		const rounds = setFrom(form, before ?? standardSet(type, method), type, newId());
		if (isNo(rounds)) return fail(422, { no: rounds.no });
		await store.write((tx) => keepSets(tx, me.organisation, [{ type, method, rounds }]));
		return { saved: true };
	},
	reset: async ({ locals, request }) => {
		const me = mayWord(locals);
		const form = await request.formData();
		await locals.house.store.write((tx) => resetSet(tx, me.organisation, which(form)));
		return { saved: true };
	},
	/** What is in a file, before any of it is kept. */
	look: async ({ locals, request }) => {
		mayWord(locals);
		const given = (await request.formData()).get('file');
		if (!(given instanceof File) || given.size === 0) return fail(422, { no: 'file-needed' as const });
		if (given.size > longestFile * 4) return fail(422, { no: 'file-too-big' as const });
		const text = await given.text();
		const read = readQuestions(text);
		if ('no' in read) return fail(422, { no: read.no, where: read });
		return {
			file: text,
			found: read.map(({ type, method, rounds }) => ({ type, method, count: rounds.length, rounds }))
		};
	},
	keep: async ({ locals, request }) => {
		const me = mayWord(locals);
		const read = readQuestions(field(await request.formData(), 'text'));
		if ('no' in read) return fail(422, { no: read.no, where: read });
		await locals.house.store.write((tx) => keepSets(tx, me.organisation, read));
		return { kept: read.length };
	}
};
