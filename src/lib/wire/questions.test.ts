import { describe, expect, it } from 'vitest';
import { circleTypes, methods } from '#lib/circle/round.ts';
import { standardSet } from '#lib/circle/standard.ts';
import { longestFile, readQuestions, writeQuestions, type QuestionSet } from '#lib/wire/questions.ts';

const every: QuestionSet[] = circleTypes.flatMap((type) =>
	methods.map((method) => ({ type, method, rounds: standardSet(type, method) }))
);
const round = { question: 'check-in', writes: 'nothing' };
const file = (rounds: unknown[], more: object = {}) =>
	JSON.stringify({
		rondetafel: 'questions',
		version: 1,
		sets: [{ type: 'start', method: 'free', rounds }],
		...more
	});
const no = (given: string) => {
	const read = readQuestions(given);
	return 'no' in read ? [read.no, read.set, read.round, read.field] : null;
};

describe('a file of questions', () => {
	it('comes back as it went, for every type and method', () => {
		expect(readQuestions(writeQuestions(every))).toEqual(every);
	});
	it('brings own wording in every tone and rounds of one’s own', () => {
		const own: QuestionSet = {
			type: 'follow-up',
			method: 'proactive',
			rounds: [
				{
					ask: 'ask.how-now',
					texts: { je: 'Hoe is het?', simple: 'Goed?' },
					writes: 'nothing',
					kind: null,
					seconds: 30
				},
				{ ask: 'ask.review', texts: {}, writes: 'own', kind: 'review', seconds: 120 },
				{ ask: 'own.3', texts: { je: 'Wat hielp {{name}}?' }, writes: 'own', kind: 'strength', seconds: null }
			]
		};
		expect(readQuestions(writeQuestions([own]))).toEqual([own]);
	});
	it('keeps markup as the text it is', () => {
		const read = readQuestions(file([{ ...round, texts: { je: '<b onclick="x">Dag</b>' } }]));
		expect('no' in read ? read : read[0]?.rounds[0]?.texts.je).toBe('<b onclick="x">Dag</b>');
	});
});

describe('a file that is not right is refused whole, and it is said where', () => {
	it.each([
		['is too big', `"${'a'.repeat(longestFile)}"`, ['file-too-big', 0, 0, '']],
		['is no JSON', 'vragen', ['file-not-questions', 0, 0, '']],
		['is another file', '{"sets": []}', ['file-not-questions', 0, 0, '']],
		['is a list', '[]', ['file-not-questions', 0, 0, '']],
		['is of a later version', file([round], { version: 2 }), ['file-of-later', 0, 0, '']],
		['has no sets', file([round], { sets: [] }), ['file-wrong', 0, 0, 'sets']],
		['has no rounds', file([]), ['file-wrong', 1, 0, 'rounds']],
		['has a field nobody knows', file([{ ...round, colour: 'red' }]), ['file-wrong', 1, 1, 'colour']],
		['has another type', file([round]).replace('"start"', '"party"'), ['file-wrong', 1, 0, 'type']],
		['writes what there is not', file([round, { ...round, writes: 'all' }]), ['file-wrong', 1, 2, 'writes']],
		['asks what nobody knows', file([{ ...round, question: 'nonsense' }]), ['file-wrong', 1, 1, 'question']],
		['asks the same twice', file([round, round]), ['file-wrong', 1, 2, 'question']],
		['asks nothing', file([{ writes: 'nothing' }]), ['file-wrong', 1, 1, 'texts']],
		['asks only spaces', file([{ writes: 'nothing', texts: { je: '  ' } }]), ['file-wrong', 1, 1, 'texts']],
		['lays words nowhere', file([{ ...round, writes: 'own' }]), ['file-wrong', 1, 1, 'writes']],
		['is too long', file([{ ...round, texts: { je: 'a'.repeat(301) } }]), ['file-wrong', 1, 1, 'je']],
		['takes for ever', file([{ ...round, seconds: 1e9 }]), ['file-wrong', 1, 1, 'seconds']],
		['has a number for a text', file([{ ...round, texts: { je: 1 } }]), ['file-wrong', 1, 1, 'je']],
		[
			'reaches for the prototype',
			file([round]).replace('"question"', '"__proto__"'),
			['file-wrong', 1, 1, '__proto__']
		],
		[
			'has a set twice',
			file([round]).replace(/\[(\{"type".*\})\]\}$/, '[$1,$1]}'),
			['file-wrong', 2, 0, 'type']
		]
	])('that %s', (_, given, expected) => {
		expect(no(given)).toEqual(expected);
		expect(({} as { question?: string }).question).toBeUndefined();
	});
	it('a class has no words with a name', () => {
		const named = file([{ ...round, writes: 'own', heading: 'strength' }]).replace('"start"', '"class"');
		expect(no(named)).toEqual(['file-wrong', 1, 1, 'writes']);
	});
});
