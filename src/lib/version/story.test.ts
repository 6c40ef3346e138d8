// What changed, with what was really said: Steven's two versions (S1), Layla's with what the school may not have (S3).

import { describe, expect, it } from 'vitest';
import { idFrom, type ItemId, type LineId, type PersonId } from '#lib/base/id.ts';
import type { Result } from '#lib/engagement/engagement.ts';
import type { Part, PartAudience, PromisePart } from '#lib/version/part.ts';
import { mayRead } from '#lib/version/reading.ts';
import { changedWords } from '#lib/version/changed-words.ts';
import { differences, isQuiet, onlyWords, storyOf, summaryOf } from '#lib/version/story.ts';

const ids = new Map<string, number>();
function id<Kind extends string>(name: string) {
	ids.set(name, ids.get(name) ?? ids.size + 1);
	return idFrom<Kind>(new Uint8Array(16).fill(ids.get(name) ?? 0));
}
type Read = { readonly audience: PartAudience; readonly part: Part };
const core = (part: Part): Read => ({ audience: 'core', part });
const inner = (part: Part): Read => ({ audience: 'inner', part });

const sits = (name: string, label = name, present = true): Part => ({
	part: 'person',
	id: id<'person'>(name) as PersonId,
	name,
	label,
	present,
	answers: true,
	key: null
});
const promise = (
	no: string,
	owner: string,
	text: string,
	more: { when?: string; asker?: string } = {}
): Part => ({
	part: 'engagement',
	id: id<'item'>(no) as ItemId,
	owner: id<'person'>(owner) as PersonId,
	ownerName: owner,
	text,
	when: more.when ?? '',
	asker: more.asker ? (id<'person'>(more.asker) as PersonId) : null,
	askerName: more.asker ?? '',
	yes: true
});
const went = (no: string, owner: string, text: string, result: Result): Part => ({
	part: 'outcome',
	id: id<'item'>(no) as ItemId,
	owner,
	text,
	result,
	review: { owner: result, table: result }
});
const said = (name: string, text: string, about: string | null = null): Part => ({
	part: 'line',
	id: id<'line'>(text) as LineId,
	person: id<'person'>(name) as PersonId,
	name,
	behalf: false,
	kind: about ? 'review' : 'worry',
	about: about ? (id<'item'>(about) as ItemId) : null,
	text,
	typedBy: null
});
const readBy = (role: string, parts: readonly Read[]) =>
	parts.filter(({ audience }) => mayRead(role, audience)).map(({ part }) => part);
const told = (
	role: string,
	before: readonly Read[],
	after: readonly Read[],
	between: readonly (readonly Read[])[] = []
) =>
	storyOf({
		before: readBy(role, before),
		after: readBy(role, after),
		between: between.map((parts) => readBy(role, parts)),
		whole: mayRead(role, 'inner')
	});

describe('S1: Steven, six weeks on', () => {
	const e = {
		E1: ['E1', 'Wim', 'Ik zoek samen met Steven een plek voor overdag en bel zelf met drie adressen.'],
		E2: ['E2', 'Steven', 'Ik ben elke dinsdag op het gesprek met Joris.'],
		E3: ['E3', 'Ilse', 'Ik zoek twee scholen waar Steven kan starten.'],
		E4: ['E4', 'Joris', 'Ik spreek wekelijks een uur met Steven, op een plek die hij kiest.'],
		E5: ['E5', 'Nele', 'Ik hou het geheel in het oog en bel iedereen na drie weken.']
	} as const;
	const table = ['Steven', 'Wim', 'Ilse', 'Joris', 'Nele'].map((name) => core(sits(name)));
	const v1 = [
		...table,
		core(said('Steven', 'Dat ik te ver achter raak.')),
		...Object.values(e).map(([no, who, what]) => core(promise(no, who, what)))
	];
	const v2 = [
		...table,
		core(sits('Fatou', 'begeleidster Fietsatelier')),
		core(went(...e.E1, 'kept')),
		core(went(...e.E2, 'partly')),
		core(said('Nele', 'Hij is het zelf komen zeggen.', 'E2')),
		core(said('Steven', 'Vier van de vijf. In het atelier lukt praten beter.', 'E2')),
		core(went(...e.E3, 'partly')),
		core(went(...e.E4, 'kept')),
		core(went(...e.E5, 'partly')),
		core(promise('E2', 'Steven', 'Ik ben elke dinsdag op het gesprek met Joris, in het atelier.')),
		core(promise(...e.E4)),
		...['E6a', 'E6b', 'E6c'].map((no, i) =>
			core(promise(no, ['Ilse', 'Wim', 'Joris'][i] ?? '', `Ik ga mee naar Hoogveld ${no}.`))
		),
		core(promise('E7', 'Fatou', 'Steven krijgt een eigen herstelling die af moet tegen Kerst.'))
	];
	const story = told('pupil', v1, v2);

	it('counts in words: 2 gelukt, 3 deels, 4 nieuw, 1 aangepast, and Fatou joins', () => {
		expect(summaryOf(story)).toEqual({
			outcomes: [
				{ result: 'kept', count: 2 },
				{ result: 'partly', count: 3 }
			],
			promises: { added: 4, changed: 1, gone: 0 },
			goals: { added: 0, changed: 0, gone: 0 },
			words: 0,
			joined: [{ name: 'Fatou', label: 'begeleidster Fietsatelier' }],
			gone: []
		});
		expect(story.promises.same.map(({ id: one }) => one)).toEqual([id('E4')]);
	});
	it('of deels gelukt tells first what its owner said of it', () => {
		const his = story.outcomes.find((one) => one.owner === 'Steven');
		expect(his?.said.map(({ name }) => name)).toEqual(['Steven', 'Nele']);
	});
	it('E1, looked back on and not promised again, is told once: by how it went', () => {
		expect(story.promises.gone).toEqual([]);
		expect(story.outcomes.map(({ result }) => result)).toEqual([
			'kept',
			'kept',
			'partly',
			'partly',
			'partly'
		]);
	});
	it('own words of six weeks ago are not called gone', () => {
		expect(story.words.gone).toEqual([]);
	});
	it('from the first to the third tells how it went on the way', () => {
		const v3 = [
			...table,
			core(promise('E7', 'Fatou', 'Steven krijgt een eigen herstelling die af moet tegen Kerst.'))
		];
		expect(summaryOf(told('pupil', v1, v3, [v2])).outcomes).toEqual(summaryOf(story).outcomes);
		expect(summaryOf(told('pupil', v1, v3, [v2])).gone).toEqual([]);
		expect(summaryOf(told('pupil', v2, v3)).gone).toEqual([
			{ name: 'Fatou', label: 'begeleidster Fietsatelier' }
		]);
		expect(summaryOf(told('pupil', v2, v3)).promises.gone).toBe(5);
	});
	it('of two versions that say the same nothing is told', () => {
		expect(isQuiet(told('pupil', v1, v1))).toBe(true);
		expect(isQuiet(story)).toBe(false);
	});
});

describe('S3: Layla, and what the school may not have', () => {
	const e1 = 'Ik ga naar de woensdaggroep en oefen één keer per dag mijn ademhaling.';
	const people = ['Layla', 'Samira', 'Tom'].map((name) => core(sits(name)));
	const v1 = [
		...people,
		core(promise('E1', 'Layla', e1)),
		core(promise('E2', 'Tom', 'Ik check elke maandag met duim omhoog of omlaag.')),
		inner(promise('E5', 'Samira', 'Op zondag een halfuur samen, telefoon weg.')),
		inner(promise('E6', 'Layla', 'Ik zeg vandaag niet in plaats van niets.'))
	];
	const v2 = [
		...people,
		inner(went('E5', 'Samira', 'Op zondag een halfuur samen, telefoon weg.', 'partly')),
		core(went('E2', 'Tom', 'Ik check elke maandag met duim omhoog of omlaag.', 'partly')),
		inner(promise('E1', 'Layla', e1)),
		core(promise('E2', 'Tom', 'Ik check elke maandag met duim omhoog of omlaag.')),
		inner(promise('E5', 'Samira', 'Op zondag of dinsdagavond een halfuur samen.'))
	];

	it('her mother is told all of it', () => {
		const { promises, outcomes } = told('parent', v1, v2);
		expect(promises.changed.map(({ after }) => after.id)).toEqual([id('E5')]);
		expect(promises.gone.map((one) => one.id)).toEqual([id('E6')]);
		expect(outcomes.map((one) => one.owner)).toEqual(['Samira', 'Tom']);
	});
	it('the school is told nothing of what it may not read: not that it changed, not that it went', () => {
		const story = told('school', v1, v2);
		const text = JSON.stringify(story);
		for (const word of ['zondag', 'vandaag niet', 'Samira', 'woensdaggroep'])
			expect(text).not.toContain(word);
		expect(summaryOf(story)).toMatchObject({
			outcomes: [{ result: 'partly', count: 1 }],
			promises: { added: 0, changed: 0, gone: 0 }
		});
	});
	it('what is hidden now, was dropped, or never stood there is one story to the school', () => {
		const without = (parts: readonly Read[], no: string) =>
			parts.filter(({ part }) => !('id' in part && part.id === id(no)));
		const hidden = told('school', v1, v2);
		expect(told('school', v1, without(v2, 'E1'))).toEqual(hidden);
		expect(told('school', without(without(v1, 'E5'), 'E6'), without(without(v2, 'E5'), 'E6'))).toEqual(
			hidden
		);
	});
});

describe('a yes', () => {
	const bart = promise('E2', 'Steven', 'Ik ben elke dinsdag op het gesprek.') as PromisePart;
	const ask = { ...bart, part: 'ask', owner: null, ownerName: 'Ter Wilgen' } as const;
	const between = (one: PromisePart) =>
		storyOf({ before: [one], after: [{ ...one, yes: false }], whole: true });

	it('that its owner has not given again is told of a promise', () => {
		const [pair] = between(bart).promises.changed;
		expect(pair && differences(pair.before, pair.after)).toEqual([
			{ field: 'yes', before: 'Steven', after: '' }
		]);
	});
	it('S1-08: is never told of who was only asked something, and is absent', () => {
		expect(isQuiet(between(ask))).toBe(true);
	});
});

describe('S5-10: one word is another one', () => {
	const before = [
		core(promise('W2', 'Wouter', 'Ik bel Zohra zelf, met tolk, op de tweede week. Geen brief.'))
	];
	const after = [core(promise('W2', 'Wouter', 'Ik bel Zohra zelf, met tolk, op de tweede dag. Geen brief.'))];
	const same = [core(said('Zohra', 'Dat ik de brieven niet begrijp.'))];

	it('is counted, and marked in the sentence', () => {
		const story = told('parent', [...before, ...same], [...after, ...same]);
		expect(onlyWords(story)).toBe(1);
		const [pair] = story.promises.changed;
		if (!pair) throw new Error('nothing changed');
		const [field] = differences(pair.before, pair.after);
		const marked = changedWords(field?.before ?? '', field?.after ?? '');
		expect(marked.after.filter(({ changed }) => changed)).toEqual([{ text: 'dag', changed: true }]);
		expect(marked.before.map(({ text }) => text).join('')).toBe(field?.before);
	});
	it('own words of one draft that were laid, put right or covered meanwhile are told', () => {
		const covered = told('parent', [...before, ...same, core(said('Omid', 'Te laat.'))], [...after, ...same]);
		expect(covered.words.gone).toHaveLength(1);
		expect(onlyWords(covered)).toBeNull();
	});
	it('more than words is not called a word', () => {
		const more = told('parent', before, [...after, core(sits('Bart'))]);
		expect(onlyWords(more)).toBeNull();
	});
	it('marks two words beside each other as one, and a whole other text whole', () => {
		expect(changedWords('elke dinsdag om vier', 'elke week in het atelier om vier')).toEqual({
			before: [
				{ text: 'elke ', changed: false },
				{ text: 'dinsdag', changed: true },
				{ text: ' om vier', changed: false }
			],
			after: [
				{ text: 'elke ', changed: false },
				{ text: 'week in het atelier', changed: true },
				{ text: ' om vier', changed: false }
			],
			count: 4
		});
		const long = Array.from({ length: 300 }, (_, i) => `w${i}`).join(' ');
		expect(changedWords(long, long.replaceAll('w', 'v')).count).toBe(300);
	});
});
