import { error } from '@sveltejs/kit';
import { checkerOf } from '#server/checker.ts';

/** The page one keeps, with this house's keys in it: of nobody, and the same for everybody who asks. */
export const GET = ({ locals }) => {
	const checker = checkerOf(locals.house);
	if (!checker) error(404);
	return new Response(checker.page, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-disposition': 'attachment; filename="nakijken.html"'
		}
	});
};
