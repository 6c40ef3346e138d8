// Who only looks, as the wall does: gets every word, and can write none.

import { afterEach, expect, it } from 'vitest';
import { closeCode } from '#lib/wire/close.ts';
import { openTable, type Table } from './table.ts';
import { until } from './wait.ts';

let table: Table;
afterEach(() => table.close());

it('who only looks sees each letter, and is out at the first one of their own', async () => {
	table = await openTable();
	const writer = await table.joined();
	const wall = await table.joined(table.seat(null));
	writer.type('Samen.');
	await until(() => String(wall.text) === 'Samen.', 'the words on the wall');
	wall.type('x');
	await until(() => wall.closed !== null, 'the wall to be closed');
	expect(wall.closed).toBe(closeCode.notYours);
	expect(String(writer.text)).toBe('Samen.');
});
