// A move as it comes over the wire: parsed once, at the door, then trusted as a type. Unknown fields are
// dropped, a wrong type is a refusal, and no text is longer than a person would say in one go.

import * as v from 'valibot';
import { limits } from '#lib/base/clean.ts';
import { tones, writings } from '#lib/circle/round.ts';
import { results, reviewParts } from '#lib/engagement/engagement.ts';
import { endings } from '#lib/circle/turns.ts';
import { missingStates } from '#lib/people/guest.ts';
import { headings } from '#lib/plan/kind.ts';
import type { TableMove } from '#lib/table/decide.ts';
import { markChoices } from '#lib/table/mark.ts';
import { digest, id, language, number, people, seen, witness, words } from '#lib/wire/field.ts';
import { answerMoves } from '#lib/wire/answer-move.ts';
import { lineMoves, namedMoves } from '#lib/wire/line-move.ts';
import { versionMoves } from '#lib/wire/version-move.ts';

/** Answers to what a label leaves open, and to whether it is somebody the traject knows; absent: not asked. */
const asked = {
	school: v.nullable(v.boolean()),
	adult: v.exactOptional(v.nullable(v.boolean())),
	of: v.exactOptional(v.nullable(id<'person'>())),
	known: v.exactOptional(v.nullable(v.union([v.literal('other'), id<'person'>()])))
};

const to = v.picklist(['gathering', 'together', 'own-words', 'reading']);
const how = v.picklist(endings);
/** A silent minute is between a breath and a quarter of an hour. */
const seconds = v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(900));

/** Moves that the table itself decides. */
export const tableMove: v.GenericSchema<unknown, TableMove> = v.variant('do', [
	v.object({ do: v.literal('open'), setting: v.picklist(['school', 'family', 'class']) }),
	v.object({ do: v.literal('seat'), person: id<'person'>(), school: v.boolean() }),
	v.object({ do: v.literal('leave'), person: id<'person'>() }),
	v.object({ do: v.literal('arrange'), order: people }),
	v.object({ do: v.literal('school-joins'), person: id<'person'>() }),
	v.object({ do: v.literal('round'), round: number }),
	v.object({ do: v.literal('pass'), round: number, turn: number, how, to: v.nullable(id<'person'>()) }),
	v.object({ do: v.literal('undo'), round: number, turn: number }),
	v.object({ do: v.literal('go'), to }),
	v.object({ do: v.literal('more-time'), round: number, turn: number }),
	v.object({ do: v.literal('minute'), seconds }),
	v.object({ do: v.literal('minute-over') }),
	v.object({ do: v.literal('name-co'), person: v.nullable(id<'person'>()) }),
	v.object({ do: v.literal('hand-over'), to: id<'person'>() }),
	v.object({ do: v.literal('take-over') }),
	v.object({ do: v.literal('name-writer'), person: id<'person'>(), writes: v.boolean() }),
	v.object({ do: v.literal('break-off') }),
	v.object({ do: v.literal('take-up') }),
	v.object({ do: v.literal('name-reader'), person: v.nullable(id<'person'>()) }),
	v.object({ do: v.literal('paper'), on: v.boolean() }),
	v.object({ do: v.literal('read-out'), person: id<'person'>(), language }),
	v.object({ do: v.literal('expect'), person: id<'person'>(), asked: v.boolean() }),
	v.object({ do: v.literal('pause') }),
	v.object({ do: v.literal('resume') }),
	v.object({ do: v.literal('close') }),
	...lineMoves,
	v.object({ do: v.literal('empty-item'), sheet: id<'sheet'>(), item: id<'item'>() }),
	v.object({ do: v.literal('read'), sheet: id<'sheet'>(), item: id<'item'>() }),
	...namedMoves,
	v.object({
		do: v.literal('check'),
		person: id<'person'>(),
		lines: seen
	}),
	v.object({
		do: v.literal('mark'),
		person: id<'person'>(),
		choice: v.picklist(markChoices),
		lines: v.pipe(v.array(id<'line'>()), v.maxLength(200)),
		seen
	}),
	v.object({
		do: v.literal('school-words'),
		line: id<'line'>(),
		about: v.union([id<'line'>(), id<'item'>()]),
		sheet: v.nullable(id<'sheet'>()),
		text: words
	}),
	v.object({
		do: v.literal('take'),
		sheet: id<'sheet'>(),
		item: id<'item'>(),
		digest,
		person: id<'person'>(),
		witness
	}),
	v.object({ do: v.literal('let-go'), sheet: id<'sheet'>(), item: id<'item'>(), person: id<'person'>() }),
	v.object({
		do: v.literal('agree'),
		sheet: id<'sheet'>(),
		item: id<'item'>(),
		digest,
		person: id<'person'>(),
		witness
	}),
	v.object({ do: v.literal('private-ask'), talk: id<'sheet'>(), among: people }),
	v.object({ do: v.literal('private-agree'), talk: id<'sheet'>() }),
	v.object({ do: v.literal('private-decline'), talk: id<'sheet'>() }),
	v.object({ do: v.literal('private-end'), talk: id<'sheet'>() }),
	v.object({ do: v.literal('private-call'), talk: id<'sheet'>() }),
	v.object({ do: v.literal('private-stay'), talk: id<'sheet'>() }),
	v.object({
		do: v.literal('private-yes'),
		talk: id<'sheet'>(),
		item: id<'item'>(),
		digest,
		to: id<'sheet'>()
	}),
	v.object({ do: v.literal('private-no'), talk: id<'sheet'>(), item: id<'item'>() }),
	v.object({
		do: v.literal('review'),
		sheet: id<'sheet'>(),
		item: id<'item'>(),
		part: v.picklist(reviewParts),
		result: v.picklist(results)
	})
]);

/** A round is known by its question, and the promise it goes about (`roundKey`). */
const round = v.pipe(v.string(), v.maxLength(120));
const said = {
	round,
	text: v.pipe(v.string(), v.maxLength(limits.question)),
	writes: v.picklist(writings),
	kind: v.nullable(v.picklist(headings)),
	seconds: v.nullable(number)
};
const before = v.nullable(round);

/** What the circle asks, changed by who leads while it goes on. */
const askedMoves = [
	v.object({ do: v.literal('reword-round'), ...said }),
	v.object({
		do: v.literal('add-round'),
		...said,
		round: v.pipe(v.string(), v.regex(/^own\.[\w-]{1,40}\/$/)),
		before
	}),
	v.object({ do: v.literal('move-round'), round, before }),
	v.object({ do: v.literal('remove-round'), round }),
	v.object({ do: v.literal('tone'), tone: v.picklist(tones) })
] as const;

/** Moves that also need signatures, documents or the database. */
export const houseMove = v.variant('do', [
	...askedMoves,
	/** Somebody who is not here by name becomes "klasgenoot A" wherever it stands; null: the next free letter. */
	v.object({
		do: v.literal('hide-name'),
		name: v.pipe(v.string(), v.maxLength(limits.name)),
		letter: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{1,2}$/)))
	}),
	/** *Voorleggen*: freezes what stands now. */
	v.object({ do: v.literal('present') }),
	...answerMoves,
	...versionMoves,
	/** A person who was not expected gets a place. */
	v.object({
		do: v.literal('welcome'),
		person: id<'person'>(),
		voice: id<'voice'>(),
		name: v.pipe(v.string(), v.maxLength(limits.name)),
		label: v.pipe(v.string(), v.maxLength(limits.label)),
		...asked,
		/** At the table now; otherwise only somebody who can be named, as a follower at home. */
		seated: v.boolean(),
		join: v.boolean()
	}),
	/**
	 * A device that waits is the one it says: *klopt*. `join`: the one who leads agreed that a school sits down.
	 */
	v.object({
		do: v.literal('admit'),
		seat: id<'seat'>(),
		...asked,
		join: v.boolean()
	}),
	v.object({ do: v.literal('turn-away'), seat: id<'seat'>() }),
	v.object({ do: v.literal('admit-all') }),
	/** How it is called that somebody who was asked to come is not here; `expected`: it is not called so any more. */
	v.object({
		do: v.literal('absence'),
		person: id<'person'>(),
		state: v.picklist(['expected', ...missingStates]),
		speaker: v.nullable(id<'person'>())
	}),
	/** One's own confidant; null: nobody any more, at once. */
	v.object({
		do: v.literal('confidant'),
		person: v.nullable(id<'person'>()),
		adult: v.nullable(v.boolean())
	}),
	/** Another code on the wall. */
	v.object({ do: v.literal('new-code') }),
	/** The public key this device made on joining. */
	v.object({ do: v.literal('key'), key: v.unknown() })
]);

export type HouseMove = v.InferOutput<typeof houseMove>;
export type AskedMove = v.InferOutput<(typeof askedMoves)[number]>;
export type Move = TableMove | HouseMove;

export const moveMessage = v.object({ id: id<'move'>(), move: v.union([tableMove, houseMove]) });
