// The table that a view tells of: its streams, folded by the same rules as on the server.

import { planned } from '#lib/circle/circle.ts';
import { inOneOrder } from '#lib/table/stream.ts';
import { applyTable, tableBefore, type Table } from '#lib/table/table.ts';
import type { TableView } from '#lib/wire/view.ts';

export function foldView(view: TableView): Table {
	const people = new Map(view.people.map((person) => [person.id, person]));
	const reviewed = view.reviewed.map((one) => one.id);
	const before = tableBefore(planned(view.beginning), people, reviewed);
	const streams = [...view.streams].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ facts }) => facts);
	return inOneOrder(streams, ({ at }) => at).reduce(
		(table, { told, at }) => applyTable(table, told, at),
		before
	);
}
