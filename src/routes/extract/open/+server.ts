import { json } from '@sveltejs/kit';
import { isNo } from '#lib/base/no.ts';
import { countTry } from '#server/door/attempts.ts';
import { field } from '#server/door/form.ts';
import { openExtract } from '#server/table/extract-open.ts';

/** The extract of a link, by a post after a tap: whoever only looks at an address opens nothing. */
export const POST = async ({ locals, request }) => {
	const { house, from } = locals;
	const opened = await openExtract(house, field(await request.formData(), 'secret'));
	const headers = { 'cache-control': 'no-store' };
	if (!isNo(opened)) return json(opened, { headers });
	// Only a link that opens something hears these; it is no wrong try.
	if (opened.no === 'looked-into') return json(opened, { status: 423, headers });
	if (opened.no === 'extract-withdrawn') return json(opened, { status: 410, headers });
	const within = await countTry(house.store, 'extract', from);
	return json(within ? opened : { no: 'too-many-tries' }, { status: within ? 404 : 429, headers });
};
