// Question sets as a file that providers exchange: QUESTIONS.md. Read strictly and as a whole: of a file that is
// not right nothing is kept, and the no says where.

import * as v from 'valibot';
import { cleanLine, limits } from '#lib/base/clean.ts';
import {
	circleTypes,
	isOwn,
	methods,
	tones,
	writings,
	type CircleType,
	type Method,
	type Wording
} from '#lib/circle/round.ts';
import { longestTurn, mostRounds, written } from '#lib/circle/rounds.ts';
import { standardSet, type QuestionRound } from '#lib/circle/standard.ts';
import { headings } from '#lib/plan/kind.ts';

export type QuestionSet = {
	readonly type: CircleType;
	readonly method: Method;
	readonly rounds: readonly QuestionRound[];
};

/** Characters of a file: far more than every set of a house. */
export const longestFile = 400_000;
const fileVersion = 1;

/** Every polite no to a file. `set`, `round`: counted from one; 0 when it is not in one. */
export type FileNo = {
	readonly no:
		| 'file-too-big'
		/** Not JSON, or not a file of questions. */
		| 'file-not-questions'
		/** Of a later version of the format. */
		| 'file-of-later'
		/** Something in it is not as it should be. */
		| 'file-wrong';
	readonly set: number;
	readonly round: number;
	readonly field: string;
};

const text = v.pipe(v.string(), v.maxLength(limits.question));
const round = v.strictObject({
	question: v.optional(v.pipe(v.string(), v.maxLength(60))),
	texts: v.optional(
		v.strictObject({ je: v.optional(text), u: v.optional(text), simple: v.optional(text) }),
		{}
	),
	writes: v.picklist(writings),
	heading: v.optional(v.nullable(v.picklist(headings)), null),
	seconds: v.optional(
		v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(longestTurn))),
		null
	)
});
const set = v.strictObject({
	type: v.picklist(circleTypes),
	method: v.picklist(methods),
	rounds: v.pipe(v.array(round), v.minLength(1), v.maxLength(mostRounds))
});
const file = v.strictObject({
	rondetafel: v.literal('questions'),
	version: v.literal(fileVersion),
	sets: v.pipe(v.array(set), v.minLength(1), v.maxLength(circleTypes.length * methods.length))
});

/** Every question there is a standard sentence for. */
const known: ReadonlySet<string> = new Set(
	circleTypes.flatMap((type) => methods.flatMap((method) => standardSet(type, method).map(({ ask }) => ask)))
);

const wrong = (set = 0, round = 0, field = ''): FileNo => ({ no: 'file-wrong', set, round, field });

export function readQuestions(given: string): readonly QuestionSet[] | FileNo {
	if (given.length > longestFile) return { ...wrong(), no: 'file-too-big' };
	const json = parsed(given);
	const read = v.safeParse(file, json);
	if (!read.success) return whatIsWrong(json, read.issues);
	const seen = new Set<string>();
	const sets: QuestionSet[] = [];
	for (const [i, { type, method, rounds }] of read.output.sets.entries()) {
		if (seen.has(`${type}/${method}`)) return wrong(i + 1, 0, 'type');
		seen.add(`${type}/${method}`);
		const asked = new Set<string>();
		const kept: QuestionRound[] = [];
		for (const [j, one] of rounds.entries()) {
			const ask = one.question === undefined ? `own.${j + 1}` : `ask.${one.question}`;
			const texts = worded(one.texts);
			if (one.question !== undefined && (!known.has(ask) || asked.has(ask)))
				return wrong(i + 1, j + 1, 'question');
			if (isOwn(ask) && Object.keys(texts).length === 0) return wrong(i + 1, j + 1, 'texts');
			if (one.writes === 'own' && (type === 'class' || (one.heading === null && ask !== 'ask.review')))
				return wrong(i + 1, j + 1, 'writes');
			asked.add(ask);
			kept.push({ ask, texts, ...fitting(ask, { ...one, kind: one.heading }, type) });
		}
		sets.push({ type, method, rounds: kept });
	}
	return sets;
}

/** A round about a promise writes what one says of it. */
const fitting = (ask: string, one: Pick<QuestionRound, 'writes' | 'kind' | 'seconds'>, type: CircleType) =>
	ask === 'ask.review'
		? { writes: 'own' as const, kind: 'review' as const, seconds: one.seconds }
		: written(one, type);

function parsed(given: string): unknown {
	try {
		return JSON.parse(given);
	} catch {
		return null;
	}
}

/** Wording that says something, as one line. */
export function worded(texts: { readonly [Tone in keyof Wording]?: string | undefined }): Wording {
	const said = tones.flatMap((tone) => {
		const line = cleanLine(texts[tone] ?? '', limits.question);
		return line === '' ? [] : [[tone, line] as const];
	});
	return Object.fromEntries(said);
}

function whatIsWrong(json: unknown, issues: readonly v.BaseIssue<unknown>[]): FileNo {
	const head = v.safeParse(v.object({ rondetafel: v.literal('questions'), version: v.number() }), json);
	if (!head.success) return { ...wrong(), no: 'file-not-questions' };
	if (head.output.version > fileVersion) return { ...wrong(), no: 'file-of-later' };
	const path = (issues[0]?.path ?? []).map(({ key }) => key);
	const at = (i: number) => (typeof path[i] === 'number' ? Number(path[i]) + 1 : 0);
	const field = path.findLast((key) => typeof key === 'string');
	return wrong(at(1), at(3), typeof field === 'string' ? field.slice(0, 40) : '');
}

/** The file of these sets. Reading it gives them back. */
export function writeQuestions(sets: readonly QuestionSet[]): string {
	const rounds = (of: readonly QuestionRound[]) =>
		of.map(({ ask, texts, writes, kind, seconds }) => ({
			...(isOwn(ask) ? {} : { question: ask.slice('ask.'.length) }),
			texts,
			writes,
			heading: kind === 'review' ? null : kind,
			seconds
		}));
	const whole = sets.map((one) => ({ type: one.type, method: one.method, rounds: rounds(one.rounds) }));
	return `${JSON.stringify({ rondetafel: 'questions', version: fileVersion, sets: whole }, null, '\t')}\n`;
}
