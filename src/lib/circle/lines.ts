// Own words on the table: who may lay, correct, confirm, take back and cover them, and when. The words
// themselves never stand in a fact (design decision 8).

import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId, VoiceId } from '#lib/base/id.ts';
import { no, unreachable, type No } from '#lib/base/no.ts';
import { quietNow, roundNow, turnsNow, type Circle } from '#lib/circle/circle.ts';
import { whyStill } from '#lib/circle/decide.ts';
import type { Actor } from '#lib/circle/move.ts';
import { voiceOf, voicesNow, type People } from '#lib/people/person.ts';
import type { OwnKind } from '#lib/plan/kind.ts';
import { lineDigest, type Line } from '#lib/plan/line.ts';

export type Lines = ReadonlyMap<LineId, Line>;

export type LineMove =
	| {
			readonly do: 'lay';
			readonly line: LineId;
			readonly voice: VoiceId;
			readonly kind: OwnKind;
			readonly about: ItemId | null;
			readonly text: string;
			/** Typed over from paper. */
			readonly from?: 'paper' | undefined;
	  }
	| {
			readonly do: 'correct';
			readonly line: LineId;
			readonly text: string;
			readonly from?: 'paper' | undefined;
	  }
	/** *Klopt*. `witness` is named when the voice said it aloud and the one who leads tapped. */
	| {
			readonly do: 'confirm';
			readonly line: LineId;
			readonly digest: Digest;
			readonly witness: PersonId | null;
	  }
	| { readonly do: 'take-back'; readonly line: LineId }
	/** *Neem van tafel*: at once off every screen, by anybody, with no name. */
	| { readonly do: 'cover'; readonly line: LineId }
	| { readonly do: 'uncover'; readonly line: LineId }
	/** *Dit hoort niet in het plan*: the words are destroyed at once, by anybody, with no name. */
	| { readonly do: 'empty-line'; readonly line: LineId };

export type LineFact =
	| {
			readonly is: 'laid';
			readonly line: LineId;
			readonly voice: VoiceId;
			readonly kind: OwnKind;
			readonly about: ItemId | null;
			readonly digest: Digest;
			readonly writer: PersonId;
			/** Absent when it was not typed over from paper. */
			readonly from?: 'paper';
	  }
	| {
			readonly is: 'corrected';
			readonly line: LineId;
			readonly digest: Digest;
			readonly writer: PersonId;
			readonly from?: 'paper';
	  }
	| {
			readonly is: 'confirmed';
			readonly line: LineId;
			readonly digest: Digest;
			readonly witness: PersonId | null;
	  }
	| { readonly is: 'taken-back'; readonly line: LineId }
	| { readonly is: 'covered'; readonly line: LineId }
	| { readonly is: 'uncovered'; readonly line: LineId }
	| { readonly is: 'emptied'; readonly line: LineId };

/** Every polite no about own words. Each has a sentence in words/. */
export type LineRefusal =
	/** These are another's words: only the voice itself, or who leads as its schrijver, touches them. */
	| 'not-your-words'
	/** A quiet round: this voice has not had the word yet. */
	| 'not-your-turn'
	/** This round writes nothing down. */
	| 'writes-nothing'
	/** After voorleggen the words of this version stand. */
	| 'already-presented'
	/** The words were taken back, or never lay here. */
	| 'no-such-line'
	/** There is no such voice at this table now. */
	| 'no-such-voice'
	/** Nothing was written. */
	| 'empty'
	/** The words are others than the ones that were on that screen. */
	| 'other-words'
	/** A spoken yes needs a witness who sits here and is not the voice itself. */
	| 'no-witness'
	/** A silent minute: words stay on the own sheet until it is over. */
	| 'silent-minute'
	/** The circle has not begun. */
	| 'not-in-this-phase'
	/** The circle was broken off: nothing is laid or changed until it is taken up. */
	| 'broken-off'
	/** This person does not sit at the table. */
	| 'not-seated';

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
	const still = whyStill(circle);
	// Broken off, people may be home: what somebody laid, or wants off every screen, goes all the same.
	const goes = circle.phase.at === 'broken-off' && (move.do === 'take-back' || move.do === 'cover');
	if (still && !goes) return still;
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

function decideLay(context: LineContext, move: LineMove & { do: 'lay' }, by: Actor): LineAnswer {
	const found = voiceOf(context.people, move.voice);
	if (!found || !voicesNow(found.person, context.schoolSits).some((voice) => voice.id === move.voice))
		return no('no-such-voice');
	if (!writesFor(context, move.voice, by)) return no('not-your-words');
	const here = context.circle.seated.has(found.person.id) || context.circle.left.has(found.person.id);
	if (!here) return no('not-seated');
	const turn = mayWriteNow(context.circle, found.person.id);
	if (turn) return turn;
	const digest = lineDigest(move);
	if (!hasWords(move.text)) return no('empty');
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
	const { text } = move;
	if (!writesFor(context, line.voice, by)) return no('not-your-words');
	if (!hasWords(text)) return no('empty');
	const digest = lineDigest({ voice: line.voice, kind: line.kind, about: line.about, text });
	if (digest === line.digest) return [];
	return [{ is: 'corrected', line: line.id, digest, writer: by.person, ...fromOf(move) }];
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
	} else if (by.person !== circle.leader) {
		return no('not-your-words');
	} else if (move.witness === voice || !circle.seated.has(move.witness)) {
		return no('no-witness');
	}
	return [{ is: 'confirmed', line: line.id, digest: line.digest, witness: move.witness }];
}

/** The voice itself, or the schrijver: by default the one who leads (design §3). */
function writesFor({ circle, people }: LineContext, voice: VoiceId, by: Actor): boolean {
	return by.person === circle.leader || voiceOf(people, voice)?.person.id === by.person;
}

/** In a quiet round words land when it is, or was, one's turn; everywhere else at any time. */
function mayWriteNow(circle: Circle, person: PersonId): No<LineRefusal> | null {
	if (circle.minute) return no('silent-minute');
	if (!quietNow(circle)) return null;
	if (roundNow(circle)?.writes === 'nothing') return no('writes-nothing');
	const turns = turnsNow(circle);
	if (!turns || turns.holder === null || turns.holder === person || turns.ended.has(person)) return null;
	return no('not-your-turn');
}

const hasWords = (text: string): boolean => text.trim().length > 0;

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
