// An answer on paper: the sheet one person gets to sign, with no more on it than their own copy has; and whether what is
// typed over came from that sheet (S1-14).

import { eq } from 'drizzle-orm';
import type { Digest } from '#lib/base/digest.ts';
import { parseId, type CircleId, type PersonId, type VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { verifyCopy } from '#lib/seal/verify.ts';
import { copyOf } from '#lib/seal/copy.ts';
import { partAudience } from '#lib/version/part.ts';
import { mayRead } from '#lib/version/reading.ts';
import { readSheetCode, sheetCode } from '#lib/version/sheet-code.ts';
import { asTable, can } from '#server/door/can.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { disclosure, version } from '#server/store/schema.ts';
import type { Reader } from '#server/store/store.ts';
import { heldFrom, type CopyRefusal } from '#server/table/copies.ts';

export type PaperSheet = {
	readonly version: VersionId;
	readonly no: number;
	/** Seconds since 1970 UTC. */
	readonly at: number;
	readonly digest: Digest;
	readonly person: { readonly id: PersonId; readonly name: string; readonly label: string };
	readonly code: string;
	/** As they were sealed, checked; only what this person may have. */
	readonly parts: readonly unknown[];
};

/** For the one who leads, to print for somebody who is asked; null: no such version, or nobody asked of that name. */
export async function sheetFor(
	house: House,
	who: SeatWho,
	named: string,
	whose: string
): Promise<PaperSheet | No<CopyRefusal> | null> {
	const [id, person] = [parseId<'version'>(named), parseId<'person'>(whose)];
	const row = id && (await house.store.read((db) => rowOf(db, id)));
	const live = row && (await house.hall.live(row.circle as CircleId));
	if (!id || !person || !row || !live || !can(who, 'lead', asTable(live))) return null;
	const one = live.table.people.get(person);
	if (!one || live.table.versions.get(id)?.expected.has(person) !== true) return null;
	const traject = live.row.traject;
	if (!(await house.store.read((db) => house.chains.isSound(db, traject)))) return no('looked-into');
	if ((await heldFrom(house, traject, id, [{ id: person, role: one.role }])).has(person))
		return no('copy-held');
	const rows = await house.store.read((db) => db.select().from(disclosure).where(eq(disclosure.version, id)));
	const theirs = rows.filter((row) => mayRead(one.role, partAudience(row.audience)));
	const keys = house.keys().map((jwk) => ({ jwk, trust: 'house' as const }));
	const copy = copyOf(
		row.token,
		theirs.flatMap(({ words }) => words ?? [])
	);
	const checked = verifyCopy(copy, keys, []);
	if (isNo(checked)) throw new Error(`a version of this house is not good: ${checked.no}`);
	const { no: number, iat } = checked.claims;
	return {
		version: id,
		no: number,
		at: iat,
		digest: checked.digest,
		person: { id: person, name: one.name, label: one.label },
		code: sheetCode(number, checked.digest, person),
		parts: checked.parts.map(({ part }) => part)
	};
}

async function rowOf(db: Reader, id: VersionId) {
	const [row] = await db.select().from(version).where(eq(version.id, id));
	return row ?? null;
}

/** Null: the code is that of this person's sheet of this version. */
export async function notThatSheet(
	db: Reader,
	id: VersionId,
	person: PersonId,
	typed: string
): Promise<No<'other-sheet'> | null> {
	const row = await rowOf(db, id);
	const read = readSheetCode(typed);
	const code = row && sheetCode(row.no, row.digest as Digest, person);
	return read && read.code === code ? null : no('other-sheet');
}
