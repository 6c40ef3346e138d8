// Why a promise is suspended, told to named people alone: a note beside the plan, in no version and no copy (S2-07).

import { asc, inArray } from 'drizzle-orm';
import { clean } from '#lib/base/clean.ts';
import type { ItemId, PersonId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { decideShield, promiseOf } from '#lib/engagement/engagement.ts';
import { whyStill } from '#lib/circle/decide.ts';
import { mayRead } from '#lib/version/reading.ts';
import type { HouseMove } from '#lib/wire/move.ts';
import { newId } from '#server/door/secret.ts';
import { note } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';

const place = (item: ItemId): string => `shielded/${item}`;

/** A reason that is written again is the one that is read. Its owner always may. */
export function decideShielded(live: Live, move: HouseMove & { do: 'shield' }, by: PersonId): Decided | No {
	const { circle, people, promises } = live.table;
	const found = live.reviewed.find(({ id }) => id === move.item);
	const role = people.get(by)?.role;
	if (!found || !role || !mayRead(role, found.audience)) return no('no-such-item');
	const still = whyStill(circle);
	if (still) return still;
	const { owner } = found.part;
	const facts = decideShield(
		promiseOf(promises, move.item),
		{ item: move.item, owner, leader: circle.leader },
		by
	);
	if (isNo(facts)) return facts;
	const text = clean(move.reason);
	if (text === '') return no('empty');
	const chosen = move.readers.filter((one) => people.has(one));
	const readers = [...new Set([...(owner ? [owner] : []), ...chosen])];
	const { traject } = live.row;
	return {
		facts: facts.map((fact) => ({ to: 'sheet', sheet: move.sheet, fact })),
		rows: true,
		write: async (tx) =>
			void (await tx.insert(note).values({ id: newId(), traject, text, about: place(move.item), readers }))
	};
}

type Shielded = ReadonlyMap<ItemId, { text: string; readers: readonly PersonId[] }>;

/** The last reason of each promise this circle looks back on, also of an earlier circle. */
export async function readShielded(db: Reader, live: Live): Promise<Shielded> {
	const items = new Map(live.reviewed.map(({ id }) => [place(id), id]));
	if (items.size === 0) return new Map();
	const rows = await db
		.select()
		.from(note)
		.where(inArray(note.about, [...items.keys()]))
		.orderBy(asc(note.at));
	return new Map(
		rows.flatMap(({ about, text, readers }) => {
			const item = items.get(about ?? '');
			return item ? [[item, { text, readers: (readers ?? []) as PersonId[] }] as const] : [];
		})
	);
}
