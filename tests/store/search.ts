// Where a word stands in a database: every row of every table, in letters or in bytes.

import { sql } from 'drizzle-orm';
import type { Store } from '#server/store/store.ts';

export function tablesWith(store: Store, word: string): Promise<string[]> {
	const hex = Buffer.from(word).toString('hex');
	return store.write(async (db) => {
		const names = await db.execute<{ name: string }>(
			sql`select table_name as name from information_schema.tables where table_schema = current_schema()`
		);
		const found: string[] = [];
		for (const { name } of names) {
			const rows = await db.execute<{ row: string }>(
				sql`select t::text as row from ${sql.identifier(name)} as t`
			);
			if (rows.some(({ row }) => row.includes(word) || row.includes(hex))) found.push(name);
		}
		return found.sort();
	});
}
