// Own words on the table: who may lay, correct, confirm, take back and cover them, and when.

import type { LineId, PersonId, VoiceId } from '#lib/base/id.ts';
import { no, unreachable, type No } from '#lib/base/no.ts';
import { quietNow, roundNow, turnsNow, type Circle } from '#lib/circle/circle.ts';
import { whyStill } from '#lib/circle/decide.ts';
import type { LineFact, LineMove, LineRefusal } from '#lib/circle/line-move.ts';
import type { Actor } from '#lib/circle/move.ts';
import { mayInterpret, voiceOf, voicesNow, type People } from '#lib/people/person.ts';
import { confirmed, lineDigest, type Line, type Original } from '#lib/plan/line.ts';

export type Lines = ReadonlyMap<LineId, Line>;

/** The ones about the moment: a quiet round, a silent minute. */
export type MomentRefusal = Extract<LineRefusal, 'not-your-turn' | 'writes-nothing' | 'silent-minute'>;

export type LineContext = {
	readonly circle: Circle;
	readonly lines: Lines;
	readonly people: People;
	/** Whether somebody of a school sits here: a voice *namens school* is gone then. */
	readonly schoolSits: boolean;
};

export type LineAnswer = readonly LineFact[] | No<LineRefusal>;

export function decideLine(context: LineContext, move: LineMove, by: Actor): LineAnswer {
	const { circle, lines } = context;
	if (by.person !== circle.leader && !circle.seated.has(by.person)) return no('not-seated');
	const moment = isTimeFor(circle, move.do);
	if (moment) return moment;
	if (move.do === 'lay') return decideLay(context, move, by);
	const line = lines.get(move.line);
	if (!line) return no('no-such-line');
	switch (move.do) {
		case 'cover':
			return line.covered ? [] : [{ is: 'covered', line: line.id }];
		case 'empty-line':
			return [{ is: 'emptied', line: line.id }];
		case 'uncover':
			return writesFor(context, line.voice, by)
				? line.covered
					? [{ is: 'uncovered', line: line.id }]
					: []
				: no('not-your-words');
		case 'confirm':
			return decideConfirm(context, line, move, by);
		case 'correct':
			return decideCorrect(context, line, move, by);
		case 'take-back':
			return writesFor(context, line.voice, by)
				? [{ is: 'taken-back', line: line.id }]
				: no('not-your-words');
		default:
			return unreachable(move);
	}
}

/**
 * When words are laid and changed no more: what somebody laid, or wants off every screen, still goes when the
 * circle was broken off; and a yes to words that stand can come later.
 */
function isTimeFor(circle: Circle, what: LineMove['do']): No<LineRefusal> | null {
	const { at } = circle.phase;
	if (what === 'confirm' && (at === 'answering' || at === 'broken-off')) return null;
	if (at === 'broken-off' && (what === 'take-back' || what === 'cover')) return null;
	return whyStill(circle);
}

function decideLay(context: LineContext, move: LineMove & { do: 'lay' }, by: Actor): LineAnswer {
	const found = voiceOf(context.people, move.voice);
	if (!found || !voicesNow(found.person, context.schoolSits).some((voice) => voice.id === move.voice))
		return no('no-such-voice');
	if (!writesFor(context, move.voice, by) && !context.circle.writers.has(by.person))
		return no('not-your-words');
	const here = context.circle.seated.has(found.person.id) || context.circle.left.has(found.person.id);
	if (!here) return no('not-seated');
	const turn = mayWriteNow(context.circle, found.person.id);
	if (turn) return turn;
	const digest = lineDigest(move);
	const refusal = areFit(context, move);
	if (refusal) return refusal;
	const there = context.lines.get(move.line);
	if (there) return there.digest === digest ? [] : no('not-your-words');
	const { line, voice, kind, about } = move;
	return [{ is: 'laid', line, voice, kind, about, digest, writer: by.person, ...fromOf(move) }];
}

const fromOf = ({ from }: { readonly from?: 'paper' | undefined }): { from?: 'paper' } =>
	from ? { from } : {};

function decideCorrect(
	context: LineContext,
	line: Line,
	move: LineMove & { do: 'correct' },
	by: Actor
): LineAnswer {
	if (!writesFor(context, line.voice, by) && !justTyped(context, line, by)) return no('not-your-words');
	const refusal = areFit(context, move);
	if (refusal) return refusal;
	const { voice, kind, about } = line;
	const { text, original = null } = move;
	const digest = lineDigest({ voice, kind, about, text, original });
	if (digest === line.digest) return [];
	return [{ is: 'corrected', line: line.id, digest, writer: by.person, ...fromOf(move) }];
}

/** Something was written, in both languages; and who put it in Dutch may. */
function areFit(
	{ circle, people }: LineContext,
	{ text, original }: { readonly text: string; readonly original?: Original | null }
): No<LineRefusal> | null {
	if (!hasWords(text) || (original && !hasWords(original.text))) return no('empty');
	if (!original?.by) return null;
	const interpreter = circle.order.includes(original.by) ? people.get(original.by) : undefined;
	return interpreter && mayInterpret(interpreter) ? null : no('may-not-interpret');
}

function decideConfirm(
	{ circle, people }: LineContext,
	line: Line,
	move: LineMove & { do: 'confirm' },
	by: Actor
): LineAnswer {
	if (move.digest !== line.digest) return no('other-words');
	if (line.yes?.digest === line.digest) return [];
	const voice = voiceOf(people, line.voice)?.person.id;
	if (move.witness === null) {
		if (by.person !== voice) return no('not-your-words');
	} else if (by.person !== circle.leader && !circle.writers.has(by.person)) {
		return no('not-your-words');
	} else if (!mayWitness(circle, move.witness, voice, by)) {
		return no('no-witness');
	}
	return [{ is: 'confirmed', line: line.id, digest: line.digest, witness: move.witness }];
}

/** Who leads may have heard it themselves; a writer taps for somebody else who did. */
function mayWitness(circle: Circle, witness: PersonId, voice: PersonId | undefined, by: Actor): boolean {
	if (witness === voice || !circle.seated.has(witness)) return false;
	return witness !== by.person || by.person === circle.leader;
}

/** A writer mends what they typed for somebody, until that voice said *klopt*. */
function justTyped({ circle }: LineContext, line: Line, by: Actor): boolean {
	return circle.writers.has(by.person) && line.writer === by.person && !confirmed(line);
}

/** The voice itself, or the one who leads (design §3). Everybody who types for others also lays for them. */
function writesFor({ circle, people }: LineContext, voice: VoiceId, by: Actor): boolean {
	return by.person === circle.leader || voiceOf(people, voice)?.person.id === by.person;
}

/** In a quiet round words land when it is, or was, one's turn; everywhere else at any time. */
export function mayWriteNow(circle: Circle, person: PersonId): No<MomentRefusal> | null {
	if (circle.minute) return no('silent-minute');
	if (!quietNow(circle)) return null;
	if (roundNow(circle)?.writes === 'nothing') return no('writes-nothing');
	const turns = turnsNow(circle);
	if (!turns || turns.holder === null || turns.holder === person || turns.ended.has(person)) return null;
	return no('not-your-turn');
}

export const hasWords = (text: string): boolean => text.trim().length > 0;

export function applyLine(lines: Lines, fact: LineFact): Lines {
	if (fact.is === 'laid') {
		const { line: id, voice, kind, about, digest, writer, from = null } = fact;
		const seq = 1 + Math.max(0, ...[...lines.values()].map((line) => line.seq));
		const line: Line = { id, voice, kind, about, digest, writer, from, yes: null, covered: false, seq };
		return new Map(lines).set(id, line);
	}
	const line = lines.get(fact.line);
	if (!line) return lines;
	const next = new Map(lines);
	switch (fact.is) {
		case 'corrected':
			return next.set(line.id, {
				...line,
				digest: fact.digest,
				writer: fact.writer,
				from: fact.from ?? null,
				yes: null
			});
		case 'confirmed':
			return next.set(line.id, { ...line, yes: { digest: fact.digest, witness: fact.witness } });
		case 'covered':
			return next.set(line.id, { ...line, covered: true });
		case 'uncovered':
			return next.set(line.id, { ...line, covered: false });
		case 'taken-back':
		case 'emptied':
			next.delete(line.id);
			return next;
		default:
			return unreachable(fact);
	}
}
