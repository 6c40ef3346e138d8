import { expect, it } from 'vitest';
import { digestOfJson } from '#lib/base/digest.ts';
import { idFrom } from '#lib/base/id.ts';
import { answersBeside, nothingBeside, type GivenAnswer } from '#lib/version/opened.ts';

const id = (n: number) => idFrom<'person'>(new Uint8Array(16).fill(n));
const said = (person: number, answer: GivenAnswer['answer']): GivenAnswer => ({
	person: id(person),
	answer,
	words: '',
	target: null,
	until: null
});

it('an answer of who was asked later stands after the others, though the version does not name them', () => {
	const wim = { part: 'person', id: id(1), name: 'Wim', label: 'vader' } as const;
	const opened = {
		...{ no: 1, at: 0, digest: digestOfJson('v') },
		parts: [{ ...wim, present: true, answers: true, key: null }],
		answers: [said(2, 'thinking'), said(2, 'yes')],
		beside: nothingBeside
	};
	const beside = answersBeside(opened).map(({ person, answer }) => [person.name, answer?.answer ?? 'open']);
	expect(beside).toEqual([
		['Wim', 'open'],
		['', 'yes']
	]);
});
