// The table as somebody else's screen has it, for the one who leads: to look along, never to look inside. By the
// same rule as that person's own page, and then only what the one who leads may have as well: no own sheet, no
// mark, no answer that is not shown yet, no line for named people, nothing of private time.

import type { LineId, PersonId, SeatId } from '#lib/base/id.ts';
import { isShared, isShutOut, type Stream, type Viewer } from '#lib/table/stream.ts';
import type { TableView } from '#lib/wire/view.ts';
import { hears, leads } from '#server/table/hears.ts';
import { sheetOf, streamIn, type Live } from '#server/table/live.ts';
import { viewFor, type Beside } from '#server/table/view.ts';
import { originalsOf, wordsFor } from '#server/table/words.ts';

/** What stands on a screen that somebody may look along with. Every other stream is one person's. */
const shown: ReadonlySet<Stream['to']> = new Set<Stream['to']>([
	'circle',
	'lines',
	'school-lines',
	'version'
]);

/** Null: this viewer does not lead, or nobody of that name sits at this table; the two look the same. */
export function seenAs(
	live: Live,
	viewer: Viewer,
	person: PersonId,
	beside: Omit<Beside, 'seat'> & { readonly seat: SeatId }
): TableView | null {
	const { circle, people } = live.table;
	const role = people.get(person)?.role;
	if (!leads(live, viewer) || !role || !circle.order.includes(person)) return null;
	const theirs: Viewer = { is: 'person', person, role };
	if (isShutOut(theirs, circle.setting)) return null;
	const mine = viewFor(live, viewer, beside);
	const view = viewFor(live, theirs, beside);
	// Of the lines on the table only: whom somebody shows a line besides, the one who leads does not learn here.
	const known = wordsFor(live, viewer);
	const words = Object.fromEntries(Object.entries(wordsFor(live, theirs)).filter(([line]) => line in known));
	const both = <One extends { readonly id: string }>(all: readonly One[], those: readonly One[]) =>
		all.filter((one) => those.some(({ id }) => id === one.id));
	return {
		...view,
		circle: { ...view.circle, code: null },
		sheets: both(view.sheets, mine.sheets).filter(({ audience }) => isShared(audience)),
		streams: view.streams.filter(
			({ name }) => isOfAll(live, streamIn(live, name)) && hears(live, viewer, name)
		),
		words,
		originals: originalsOf(live, Object.keys(words) as LineId[]),
		versions: both(view.versions, mine.versions).map((version) => ({
			...version,
			answers: isShown(live, version.id) ? version.answers : []
		})),
		reviewed: both(view.reviewed, mine.reviewed),
		waiting: [],
		devices: []
	};
}

function isOfAll(live: Live, stream: Stream): boolean {
	if (stream.to !== 'sheet') return shown.has(stream.to);
	const sheet = sheetOf(live, stream.sheet);
	return sheet !== null && isShared(sheet.audience);
}

const isShown = (live: Live, version: TableView['versions'][number]['id']): boolean =>
	live.table.versions.get(version)?.shown ?? false;
