// What a circle asks changes while it goes on: who leads words a round anew, adds one, moves or takes away one
// that was not begun, or chooses another tone. Words are in no fact: the circle's row is written, and told anew.

import { eq } from 'drizzle-orm';
import { isNo, no, type No } from '#lib/base/no.ts';
import { changeRounds } from '#lib/circle/rounds.ts';
import type { AskedMove } from '#lib/wire/move.ts';
import { circle } from '#server/store/schema.ts';
import type { Decided } from '#server/table/hall.ts';
import type { Live } from '#server/table/live.ts';

/** By who leads. A second press changes nothing. */
export function decideAsked({ row, table }: Live, move: AskedMove): Decided | No {
	if (table.circle.phase.at === 'closed') return no('circle-closed');
	if (move.do === 'tone') return move.tone === row.tone ? { facts: [] } : kept(row.id, { tone: move.tone });
	const rounds = changeRounds(row.rounds, new Set(table.circle.turns.keys()), move, row.type);
	if (isNo(rounds)) return rounds;
	return rounds === row.rounds ? { facts: [] } : kept(row.id, { rounds: [...rounds] });
}

const kept = (id: string, set: Partial<typeof circle.$inferInsert>): Decided => ({
	facts: [],
	rows: true,
	write: async (tx) => void (await tx.update(circle).set(set).where(eq(circle.id, id)))
});
