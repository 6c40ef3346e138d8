// A frozen version as one seat comes to it, to lay something beside it: who they are there, and who has it. Foreign,
// missing and not theirs look the same.

import { eq } from 'drizzle-orm';
import { parseId, type CircleId, type PersonId, type VersionId } from '#lib/base/id.ts';
import type { Role } from '#lib/people/role.ts';
import type { Version } from '#lib/version/version.ts';
import { can } from '#server/door/can.ts';
import type { SeatWho } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import { version } from '#server/store/schema.ts';
import { heldFrom } from '#server/table/copies.ts';
import { readsAs, type Live } from '#server/table/live.ts';

export type AtVersion = {
	readonly id: VersionId;
	readonly no: number;
	/** When it was frozen. */
	readonly issued: Date;
	readonly circle: CircleId;
	readonly live: Live;
	readonly version: Version;
	readonly me: PersonId;
	readonly role: Role;
	/** Has a copy that is not held; else has only what they lay beside it themselves. */
	readonly has: boolean;
};

/** Null for who was not at that table and has no copy; on a tablet that goes round for everybody. */
export async function atVersion(house: House, who: SeatWho, asked: string): Promise<AtVersion | null> {
	const id = parseId<'version'>(asked);
	const { person, role } = who;
	if (!id || !person || !role) return null;
	const [row] = await house.store.read((db) => db.select().from(version).where(eq(version.id, id)));
	const live = row && (await house.hall.live(row.circle as CircleId));
	const state = live?.table.versions.get(id);
	if (!row || !live || !state) return null;
	const reader = readsAs(live, person);
	const named = state.expected.has(reader);
	// An interpreter lends a voice, and is no party (domain.md §3).
	const was = state.present.has(person) && role !== 'interpreter';
	if (!can(who, 'print', { is: 'copy', traject: live.row.traject, person, named: named || was })) return null;
	// A copy that is held from them (S1-10) is not had piece by piece either.
	const those = [...new Set([reader, person])].map((id) => ({ id, role }));
	const has = named && (await heldFrom(house, live.row.traject, id, those)).size === 0;
	return { id, no: row.no, issued: row.at, circle: live.row.id, live, version: state, me: person, role, has };
}

/** Who has a copy of it: who is asked for an answer, and who reads along with one of them. */
export const havingOf = (live: Live, { expected }: Version): Set<PersonId> =>
	new Set([...live.table.people.keys()].filter((person) => expected.has(readsAs(live, person))));
