// What changed since an earlier version of mine, told from copies that were checked in my own browser.

import type { SeatId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { fetchCopy, type OpenedCopy } from '#lib/live/copy.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import { mayRead } from '#lib/version/reading.ts';
import { storyOf, type Story } from '#lib/version/story.ts';
import type { MyVersion } from '#lib/wire/mine.ts';

/**
 * What a version is held beside for its reader: the last one they answered, whatever became of it; else the last
 * that stood.
 */
export function earlierOf(mine: readonly MyVersion[], no: number): MyVersion | null {
	const before = mine.filter((one) => one.no < no);
	const stood = before.filter(({ state }) => state !== 'withdrawn');
	return before.findLast(({ answered }) => answered) ?? stood.at(-1) ?? before.at(-1) ?? null;
}

export type Since = { readonly earlier: OpenedCopy; readonly story: Story };

/** `from` and `later`: of one traject, as this seat has them; `role`: whose copies they are. */
export async function storySince(
	seat: SeatId,
	keys: readonly PublicJwk[],
	mine: readonly MyVersion[],
	from: MyVersion,
	later: OpenedCopy,
	role: string
): Promise<Since | No> {
	const earlier = await fetchCopy(seat, from.id, keys);
	if (isNo(earlier)) return earlier;
	if (earlier.traject !== later.traject || earlier.no >= later.no) return no('copy-not-here');
	const on = mine.filter((one) => one.no > earlier.no && one.no < later.no && one.state !== 'withdrawn');
	const between = await Promise.all(on.map(({ id }) => fetchCopy(seat, id, keys)));
	const story = storyOf({
		before: earlier.parts,
		after: later.parts,
		between: between.flatMap((one) => (isNo(one) ? [] : [one.parts])),
		whole: mayRead(role, 'inner')
	});
	return { earlier, story };
}
