// Own words as one viewer may have them: those whose stream they hear, and those that are for named people, of
// whom they are one.

import type { LineId } from '#lib/base/id.ts';
import { voiceOf } from '#lib/people/person.ts';
import type { KeptOriginal, Line } from '#lib/plan/line.ts';
import { mayReadNamed, namedFor } from '#lib/table/shown.ts';
import type { TableFact, Viewer } from '#lib/table/stream.ts';
import { hears, leads } from '#server/table/hears.ts';
import { nameIn, type Live } from '#server/table/live.ts';

/** The words of the lines whose stream this viewer hears. */
export function wordsFor(live: Live, viewer: Viewer): Record<LineId, string> {
	const words: Record<LineId, string> = {};
	for (const name of ['lines', 'school-lines'] as const) {
		if (!hears(live, viewer, nameIn(live, { to: name }))) continue;
		for (const { told } of live.streams.get(nameIn(live, { to: name })) ?? []) {
			if (told.to !== name || told.fact.is !== 'laid') continue;
			const line = live.table.lines.get(told.fact.line);
			const text = live.words.get(told.fact.line);
			if (line && text !== undefined && mayHaveWords(live, viewer, line)) words[line.id] = text;
		}
	}
	return words;
}

/** What stays with these lines, whose words a viewer has. */
export function originalsOf({ originals }: Live, lines: readonly LineId[]): Record<LineId, KeptOriginal> {
	return Object.fromEntries(
		lines.flatMap((id) => {
			const original = originals.get(id);
			return original ? [[id, original]] : [];
		})
	);
}

/** The words that are for named people, of whom this viewer is one; and what they let the school read instead. */
export function namedWordsFor(live: Live, viewer: Viewer): Record<LineId, string> {
	if (viewer.is === 'wall' || !hears(live, viewer, nameIn(live, { to: 'mine', person: viewer.person })))
		return {};
	const forSchool = [...live.table.schoolWords.values()].filter(({ person }) => person === viewer.person);
	const ids = [...namedFor(live.table, viewer), ...forSchool.map(({ line }) => line)];
	return Object.fromEntries(ids.map((id) => [id, live.words.get(id) ?? '']));
}

/** The words a fact speaks of, if it speaks of any and this viewer may have them. */
export function wordsWith(live: Live, viewer: Viewer, told: TableFact): [LineId, string][] {
	const { to, fact } = told;
	if (!('line' in fact)) return [];
	const text = live.words.get(fact.line);
	if (text === undefined) return [];
	if (fact.is === 'school-words') return to === 'mine' && isMine(viewer, told) ? [[fact.line, text]] : [];
	if (to === 'mine') return mayReadNamed(live.table, viewer, fact.line) ? [[fact.line, text]] : [];
	const line = live.table.lines.get(fact.line);
	return line && mayHaveWords(live, viewer, line) ? [[fact.line, text]] : [];
}

const isMine = (viewer: Viewer, told: TableFact): boolean =>
	viewer.is === 'person' && told.to === 'mine' && told.person === viewer.person;

/** A covered line is on no screen but its voice's own, and that of the one who leads. */
function mayHaveWords(live: Live, viewer: Viewer, line: Line): boolean {
	if (!line.covered || leads(live, viewer)) return true;
	return viewer.is === 'person' && voiceOf(live.table.people, line.voice)?.person.id === viewer.person;
}
