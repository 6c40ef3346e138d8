// The table that a view tells of: its streams, folded by the same rules as on the server.

import { planned } from '#lib/circle/circle.ts';
import { applyTable, tableBefore, type Table } from '#lib/table/table.ts';
import type { TableView } from '#lib/wire/view.ts';

export function foldView(view: TableView): Table {
	const people = new Map(view.people.map((person) => [person.id, person]));
	const reviewed = view.reviewed.map((one) => one.id);
	const before = tableBefore(planned(view.beginning), people, reviewed);
	const facts = view.streams.flatMap((stream) => stream.facts);
	return [...facts]
		.sort((a, b) => a.at - b.at)
		.reduce((table, { told, at }) => applyTable(table, told, at), before);
}
