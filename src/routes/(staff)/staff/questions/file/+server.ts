// Every set of this house as one file, to keep or to give to another provider. Without any of its own: the
// standard ones, to begin from.

import { error } from '@sveltejs/kit';
import { circleTypes, methods } from '#lib/circle/round.ts';
import { standardSet } from '#lib/circle/standard.ts';
import { writeQuestions } from '#lib/wire/questions.ts';
import { can } from '#server/door/can.ts';
import { asWho, signedIn } from '#server/traject/at-traject.ts';
import { readSets } from '#server/traject/question-sets.ts';

export const GET = async ({ locals }) => {
	const me = signedIn(locals);
	if (!can(asWho(me), 'word-questions', { is: 'house' })) error(404);
	const own = await locals.house.store.read((db) => readSets(db, me.organisation));
	const standard = circleTypes.flatMap((type) =>
		methods.map((method) => ({ type, method, rounds: standardSet(type, method) }))
	);
	return new Response(writeQuestions(own.length > 0 ? own : standard), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': 'attachment; filename="vragen.json"',
			'cache-control': 'no-store'
		}
	});
};
