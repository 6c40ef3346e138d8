// What a move does to shared words themselves, before its facts are decided: a fact never says that words went
// which still stand. What was done stays done when the table then says no.

import { isNo, type No } from '#lib/base/no.ts';
import type { ItemId, PersonId, SheetId } from '#lib/base/id.ts';
import { isShared, mayHaveSheet } from '#lib/table/stream.ts';
import { decideTable } from '#lib/table/decide.ts';
import { voiceOf } from '#lib/people/person.ts';
import type { Line } from '#lib/plan/line.ts';
import { emptyItem } from '#lib/plan/sheet.ts';
import type { Move } from '#lib/wire/move.ts';
import type { Live } from '#server/table/live.ts';
import type { ItemOf } from '#server/table/plain-move.ts';
import type { MoveTools } from '#server/table/moves.ts';
import {
	letterFor,
	mayUnname,
	nameToHide,
	unnameSheet,
	wordsOf,
	type Unnamed
} from '#server/table/third-person.ts';

/** What was hidden where; nothing for any other move. */
export type Hidden = { readonly name: string; readonly letter: string; readonly sheets: Unnamed };

export async function changeWords(
	tools: MoveTools,
	live: Live,
	by: PersonId,
	move: Move,
	itemOf: ItemOf
): Promise<Hidden | No | null> {
	if (move.do === 'empty-item') {
		const { sheet, item } = move;
		const answer = decideTable(live.table, move, { person: by }, tools.hall.now(), itemOf);
		if (isNo(answer)) return answer;
		await tools.rewrite(sheet, by, (doc) => emptyItem(doc, item));
		return null;
	}
	return move.do === 'hide-name' ? hideName(tools, live, by, move) : null;
}

async function hideName(
	tools: MoveTools,
	live: Live,
	by: PersonId,
	hide: Move & { do: 'hide-name' }
): Promise<Hidden | No> {
	const name = nameToHide(live, hide, by);
	if (isNo(name)) return name;
	const shared = live.sheets.filter(({ open, audience }) => open && isShared(audience));
	const items = (await Promise.all(shared.map((sheet) => tools.itemsOf(sheet.id)))).flat();
	const sealed = live.row.follows ? await tools.wordsIn(live.row.follows) : [];
	const written = items.flatMap(({ text, when, signs, how, why }) => [text, when, signs, how, why]);
	const letter = letterFor(hide, [...written, ...wordsOf(live), ...sealed]);
	const sheets = new Map<SheetId, Set<ItemId>>();
	const role = live.table.people.get(by)?.role;
	const viewer = role && { is: 'person' as const, person: by, role };
	// Any word may be called a name: in words they do not have, nobody changes one.
	const theirs = shared.filter((sheet) => viewer && mayHaveSheet(viewer, sheet, live.table.circle));
	for (const { id: sheet } of theirs) {
		const found = new Set<ItemId>();
		if (await tools.rewrite(sheet, by, (doc) => unnameSheet(doc, name, letter, found)))
			sheets.set(sheet, found);
	}
	return { name, letter, sheets };
}

/** The sheets in whose log words still stand that this move destroys: its own, or where a line was drafted. */
export function logsWith(live: Live, move: Move): SheetId[] {
	if (move.do === 'empty-item') return [move.sheet];
	const line = move.do === 'empty-line' ? live.table.lines.get(move.line) : undefined;
	return line ? draftedOn(live, writersOf(live, line)) : [];
}

/** The logs in which a name may still stand that is taken out: of who does it, and of whose lines they may write. */
export function logsNaming(live: Live, by: PersonId): SheetId[] {
	const lines = [...live.table.lines.values()].filter((line) => mayUnname(live.table, line, by));
	return draftedOn(live, [by, ...lines.flatMap((line) => writersOf(live, line))]);
}

const writersOf = ({ table }: Live, line: Line) => [
	line.writer,
	voiceOf(table.people, line.voice)?.person.id
];

function draftedOn({ sheets }: Live, people: readonly (PersonId | null | undefined)[]): SheetId[] {
	const drafted = new Set(people);
	return sheets
		.filter(({ audience, person }) => audience === 'own' && person !== null && drafted.has(person))
		.map(({ id }) => id);
}
