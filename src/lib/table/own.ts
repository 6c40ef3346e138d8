// Moves about own words at one table: in whose stream each fact stands, and what a school knows of them.

import type { PersonId, VoiceId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import type { LineFact, LineMove, LineRefusal } from '#lib/circle/line-move.ts';
import { decideLine, type LineContext } from '#lib/circle/lines.ts';
import type { Actor } from '#lib/circle/move.ts';
import { decideNamed, type NamedMove, type NamedRefusal } from '#lib/circle/named.ts';
import { voiceOf } from '#lib/people/person.ts';
import type { TableFact } from '#lib/table/stream.ts';
import { schoolSits, type Table } from '#lib/table/table.ts';

export function decideOwn(table: Table, move: LineMove, by: Actor): readonly TableFact[] | No<LineRefusal> {
	// An id is one line's, also of a line that the one who lays knows nothing of: a school that types for another.
	const lays = move.do === 'lay';
	if (lays && table.named.mine.has(move.line)) return no('not-your-words');
	const answer = decideLine(lays ? whole(table) : knownTo(table, by.person), move, by);
	return isNo(answer) ? answer : toldLines(table, answer);
}

/** Words for named people: each fact in the stream of one person. */
export function decideShown(
	table: Table,
	move: NamedMove,
	by: Actor
): readonly TableFact[] | No<NamedRefusal> {
	const answer = decideNamed({ ...whole(table), named: table.named }, move, by);
	return isNo(answer) ? answer : answer.map(({ person, fact }) => ({ to: 'mine', person, fact }));
}

/** Facts about own words, each in the stream of who may hear it. */
export function toldLines(table: Table, facts: readonly LineFact[]): TableFact[] {
	return facts.map((fact) => ({ to: lineStream(table, fact), fact }));
}

const whole = (table: Table): LineContext => ({ ...table, schoolSits: schoolSits(table) });

/** Of words that are not for a school, a school knows nothing, not even that they lie there (`mayHear`). */
function knownTo(table: Table, person: PersonId): LineContext {
	const context = whole(table);
	if (table.people.get(person)?.role !== 'school') return context;
	const known = [...table.lines].filter(([, { voice }]) => streamOfVoice(table, voice) === 'school-lines');
	return { ...context, lines: new Map(known) };
}

/** A school's own words are everybody's; all others stay away from a school's device. */
function lineStream(table: Table, fact: LineFact): 'lines' | 'school-lines' {
	const voice = fact.is === 'laid' ? fact.voice : table.lines.get(fact.line)?.voice;
	return voice ? streamOfVoice(table, voice) : 'lines';
}

function streamOfVoice({ people }: Table, voice: VoiceId): 'lines' | 'school-lines' {
	return voiceOf(people, voice)?.person.role === 'school' ? 'school-lines' : 'lines';
}
