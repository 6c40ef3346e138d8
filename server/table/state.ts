// Van kracht, or withdrawn: what becomes of a version, the one before it, and the draft.

import { clean } from '#lib/base/clean.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { reopens } from '#lib/circle/decide.ts';
import type { TableFact } from '#lib/table/stream.ts';
import { decideVersion, type VersionFact, type VersionMove } from '#lib/version/version.ts';
import { pupilsSaidYes } from '#lib/version/tally.ts';
import type { HouseMove } from '#lib/wire/move.ts';
import { newId } from '#server/door/secret.ts';
import { note } from '#server/store/schema.ts';
import type { Writer } from '#server/store/store.ts';
import { readAnswers } from '#server/table/answers-read.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';
import { reopenDraft } from '#server/table/opening.ts';

export const inVersion = (id: VersionId, fact: VersionFact): TableFact => ({
	to: 'version',
	version: id,
	fact
});

/** Van kracht, or withdrawn: by the one who leads, with the reason kept when one is asked. */
export function decideState(
	live: Live,
	id: VersionId,
	move: VersionMove & { do: 'declare' | 'withdraw' },
	by: PersonId,
	/** Who may read the reason; null: everybody who has this version. */
	readers: PersonId[] | null = null
): Decided | No {
	const target = live.table.versions.get(id);
	if (!target) return no('no-such-version');
	const facts = decideVersion(target, move, by === live.table.circle.leader);
	if (isNo(facts)) return facts;
	if (facts.length === 0) return { facts: [] };
	const told = facts.map((fact) => inVersion(id, fact));
	const again = move.do === 'withdraw' && reopens(live.table.circle, id);
	const replaced = move.do === 'declare' ? inForceBefore(live) : null;
	return {
		facts: [
			...told,
			...(replaced ? [inVersion(replaced, { is: 'superseded', by: id })] : []),
			...(again ? [{ to: 'circle', fact: { is: 'reopened' } } as const] : [])
		],
		rows: true,
		write: async (tx) => {
			if (again) await reopenDraft(tx, live, id);
			const text = clean(move.reason);
			if (text === '') return;
			// Why it went on without a yes stands on no screen: it is kept for who declared it.
			const may = move.do === 'declare' ? [by] : readers;
			await tx.insert(note).values({ id: newId(), traject: live.row.traject, text, about: id, readers: may });
		}
	};
}

/** The version this circle started from is replaced only when the next one is van kracht. */
function inForceBefore(live: Live): VersionId | null {
	const before = live.row.follows;
	return before && live.table.versions.get(before)?.state.is === 'in-force' ? before : null;
}

/** *Van kracht*, as it comes over the wire. */
export async function decideDeclare(
	tx: Writer,
	live: Live,
	{ version, reason }: HouseMove & { do: 'declare' },
	by: PersonId
): Promise<Decided | No> {
	const answers = (await readAnswers(tx, [version])).get(version) ?? [];
	const expected = live.table.versions.get(version)?.expected ?? new Set();
	const pupils = [...expected].filter((one) => live.table.people.get(one)?.role === 'pupil');
	const pupilSaidYes = pupilsSaidYes(pupils, answers);
	return decideState(live, version, { do: 'declare', pupilSaidYes, reason }, by);
}

/** As it comes over the wire. */
export function decideWithdraw(live: Live, move: HouseMove & { do: 'withdraw' }, by: PersonId): Decided | No {
	const { version, reason, because = 'mistake', readers } = move;
	return decideState(
		live,
		version,
		{ do: 'withdraw', reason, because },
		by,
		readers === 'leader' ? [by] : null
	);
}
