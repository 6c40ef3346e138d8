import { describe, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { ItemId, LineId, PersonId, VersionId, VoiceId } from '#lib/base/id.ts';
import { planned, type Setting } from '#lib/circle/circle.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import { wallPicture } from '#lib/live/wall-picture.ts';
import type { Person } from '#lib/people/person.ts';
import { blankItem, type Item } from '#lib/plan/item.ts';
import type { TableFact } from '#lib/table/stream.ts';
import { applyTable, tableBefore } from '#lib/table/table.ts';
import type { AnswerView, TableView } from '#lib/wire/view.ts';

const [nele, steven, wim, dirk] = ['nele', 'steven', 'wim', 'dirk'] as [
	PersonId,
	PersonId,
	PersonId,
	PersonId
];
const version = 'v' as VersionId;
const digest = 'd' as Digest;
const person = (id: PersonId, role: Person['role']): Person => ({
	id,
	name: id,
	label: '',
	role,
	confidantOf: null,
	voices: [{ id: `${id}-voice` as VoiceId, person: id, behalf: false }]
});
const people = [
	person(nele, 'moderator'),
	person(steven, 'pupil'),
	person(wim, 'parent'),
	person(dirk, 'parent')
];
const laid = (line: string, by: PersonId): TableFact => ({
	to: 'lines',
	fact: {
		is: 'laid',
		line: line as LineId,
		voice: `${by}-voice` as VoiceId,
		kind: 'wish',
		about: null,
		digest,
		writer: by
	}
});
const words = { l1: 'Ik wil rust.', l2: 'Dat je weer lacht.' };
const answers: AnswerView[] = [
	{ person: steven, answer: 'yes', words: 'Ja.', target: null, until: null, at: 1 }
];

/** A table with words on it, as the leading page holds it: with everything that page may see. */
function picture(
	setting: Setting,
	more: readonly TableFact[] = [],
	items: readonly Item[] = [],
	said = answers
) {
	const order = [nele, steven, wim];
	const before = tableBefore(
		planned({ leader: nele, co: null, method: 'free', rounds: roundsFor('start'), setting, order }),
		new Map(people.map((one) => [one.id, one])),
		[]
	);
	const facts: TableFact[] = [
		{ to: 'circle', fact: { is: 'opened', setting, order } },
		...order.map((one): TableFact => ({ to: 'circle', fact: { is: 'seated', person: one } })),
		laid('l1', steven),
		laid('l2', wim),
		...more
	];
	const table = facts.reduce((one, fact) => applyTable(one, fact, 0), before);
	const circle = { about: 'Steven', practice: false, code: 'BCDFGH', joinAt: '' };
	const view = {
		circle,
		streams: [],
		guests: [{ person: dirk, state: 'not-invited', reason: 'Dirk mag niet in de buurt komen' }],
		waiting: [{ seat: 's', person: wim, via: 'card', claim: null, at: 0 }],
		reviewed: [
			{ id: 'shared', part: { text: 'Ik bel op maandag.' } },
			{ id: 'inner', part: { text: 'Ik drink niet als hij thuis is.' } }
		],
		versions: [{ id: version, no: 1, answers: said, erased: [] }]
	} as unknown as TableView;
	return wallPicture(table, view, items, words, 7);
}

describe('on the wall', () => {
	it('own words stand at a table without a school, and never with one', () => {
		expect(picture('family').lines.map((line) => line.text)).toEqual(['Ik wil rust.', 'Dat je weer lacht.']);
		expect(JSON.stringify(picture('school'))).not.toMatch(/rust|lacht/);
	});

	it('a line that was taken off the table is not there, nor one that was taken back', () => {
		const covered: TableFact = { to: 'lines', fact: { is: 'covered', line: 'l1' as LineId } };
		const back: TableFact = { to: 'lines', fact: { is: 'taken-back', line: 'l2' as LineId } };
		expect(picture('family', [covered, back]).lines).toEqual([]);
		expect(JSON.stringify(picture('family', [covered, back]))).not.toContain('rust');
	});

	it('nobody learns who is deliberately not here, or whose device waits', () => {
		const shown = picture('family');
		expect(shown.seats.map((seat) => seat.person)).toEqual([nele, steven, wim]);
		expect(shown.seats.some((seat) => seat.waits || seat.me)).toBe(false);
		expect(JSON.stringify(shown)).not.toContain('buurt');
	});

	it('answers stand once they are shown together, and not a moment before', () => {
		const issued: TableFact[] = [
			{ to: 'circle', fact: { is: 'presented', version } },
			{
				to: 'version',
				version,
				fact: { is: 'issued', digest, expected: [steven, wim], present: [steven, wim] }
			},
			{ to: 'version', version, fact: { is: 'answered', person: steven, answer: digest } }
		];
		expect(picture('family', issued)).toMatchObject({ answers: [], expected: [steven, wim] });
		const shown: TableFact = { to: 'version', version, fact: { is: 'shown' } };
		expect(picture('family', [...issued, shown]).answers).toEqual(answers);
		const about: AnswerView[] = [{ ...answers[0], answer: 'yes-but', target: 'l1' } as AnswerView];
		const beside = picture('school', [...issued, shown], [], about).answers;
		expect(beside).toMatchObject([{ answer: 'yes-but', words: '', target: null }]);
	});

	it('a promise that stands on no sheet it shows, is not spoken of in the question of a round', () => {
		const item: Item = {
			...blankItem,
			id: 'shared' as ItemId,
			kind: 'engagement',
			text: 'Ik bel op maandag.'
		};
		expect(picture('school', [], [item]).reviewed.map(({ id }) => id)).toEqual(['shared']);
		expect(JSON.stringify(picture('school', [], [item]))).not.toContain('drink');
	});

	it('what was wiped from the shared words, or never filled in, is not there', () => {
		const item = (id: string, text: string, gone = false): Item => ({
			...blankItem,
			id: id as ItemId,
			kind: 'agreement',
			text,
			gone
		});
		const shown = picture(
			'school',
			[],
			[item('a', 'We bellen op maandag.'), item('b', ' '), item('c', 'weg', true)]
		);
		expect(shown.items.map((one) => one.id)).toEqual(['a']);
	});
});
