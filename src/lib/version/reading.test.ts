import { describe, expect, it } from 'vitest';
import { idFrom, type LineId, type PersonId, type VoiceId } from '#lib/base/id.ts';
import type { Person } from '#lib/people/person.ts';
import { lineDigest, type KeptOriginal, type Line } from '#lib/plan/line.ts';
import { mayRead, readingOf, type ReadingOf } from '#lib/version/reading.ts';
import { readPart } from '#lib/wire/part.ts';

const id = <Kind extends string>(n: number) => idFrom<Kind>(new Uint8Array(16).fill(n));
const person = (n: number, name: string, role: Person['role']): Person => ({
	id: id<'person'>(n),
	name,
	label: role,
	role,
	confidantOf: null,
	voices: [{ id: id<'voice'>(n + 100), person: id<'person'>(n), behalf: false }]
});
const [joke, michael, aerts] = [
	person(1, 'Joke', 'moderator'),
	person(2, 'Michael', 'pupil'),
	person(3, 'Aerts', 'school')
];
const people = new Map([joke, michael, aerts].map((one) => [one.id, one]));

const line = (n: number, of: Person, kind: Line['kind'], more: Partial<Line> = {}): Line => ({
	id: id<'line'>(n) as LineId,
	voice: of.voices[0].id as VoiceId,
	kind,
	about: null,
	digest: lineDigest({ voice: of.voices[0].id, kind, about: null, text: 'x' }),
	writer: of.id,
	from: null,
	yes: null,
	covered: false,
	seq: n,
	...more
});
const laid = (one: Line, text: string, original: KeptOriginal | null = null) => ({
	audience: 'core' as const,
	line: one,
	text,
	original
});
const reading = (more: Partial<ReadingOf>) =>
	readingOf({
		audience: 'core',
		people,
		present: [joke.id, michael.id, aerts.id],
		expected: new Set([joke.id, michael.id, aerts.id]),
		comings: new Map(),
		missing: [],
		keys: new Map(),
		items: [],
		lines: [],
		silences: [],
		promises: new Map(),
		reviewed: [],
		others: new Map(),
		...more
	});
const nothing = (of: PersonId, how: 'nothing' | 'silent' = 'nothing') => ({
	person: of,
	kind: 'worry' as const,
	about: null,
	how
});

describe('who said nothing', () => {
	it('calls whoever is asked for an answer at home no guest who stayed away', () => {
		const parts = reading({ present: [joke.id, michael.id] }).map((one) => one.part);
		expect(parts).toContainEqual(
			expect.objectContaining({
				part: 'person',
				name: 'Aerts',
				present: false,
				answers: true,
				absent: 'at-home'
			})
		);
	});

	it('S2-01: is printed where they were asked, for all but the school', () => {
		const silent = reading({ silences: [nothing(michael.id), nothing(aerts.id, 'silent')] }).filter(
			({ part }) => part.part === 'silence'
		);
		expect(silent.map(({ part }) => part)).toEqual([
			{ part: 'silence', name: 'Michael', ...nothing(michael.id) },
			{ part: 'silence', name: 'Aerts', ...nothing(aerts.id, 'silent') }
		]);
		expect(silent.filter(({ audience }) => mayRead('school', audience))).toEqual([]);
		expect(silent.filter(({ audience }) => mayRead('parent', audience))).toHaveLength(2);
	});

	it('is not, once a line of theirs lies there; a covered one, or under another heading, is none', () => {
		const silences = [nothing(michael.id)];
		const parts = (one: Line) =>
			reading({ silences, lines: [laid(one, 'Toch iets.')] }).map(({ part }) => part.part);
		expect(parts(line(5, michael, 'worry'))).not.toContain('silence');
		expect(parts(line(5, michael, 'wish'))).toContain('silence');
		expect(parts(line(5, michael, 'worry', { covered: true }))).toContain('silence');
		expect(parts(line(5, joke, 'worry'))).toContain('silence');
	});

	it('S2-06: what another says about them carries who says it', () => {
		const [said] = reading({ lines: [laid(line(6, joke, 'worry'), 'Ik denk dat hij moe is.')] }).filter(
			({ part }) => part.part === 'line'
		);
		expect(said?.part).toMatchObject({ name: 'Joke', text: 'Ik denk dat hij moe is.' });
	});
});

describe('what was said in another language', () => {
	const original: KeptOriginal = {
		language: 'fa-AF',
		text: 'هر صبح برای برادر کوچکش نان می‌آورد.',
		by: joke.id,
		how: 'spoken',
		at: 1_801_000_000_000
	};
	const said = line(7, michael, 'strength');

	it('S5-05: stays with its line, with who put it in Dutch, when and how', () => {
		const [part] = reading({ lines: [laid(said, 'Elke ochtend haalt hij brood.', original)] })
			.map((one) => one.part)
			.filter((one) => one.part === 'line');
		expect(part).toMatchObject({
			text: 'Elke ochtend haalt hij brood.',
			original: { ...original, by: 'Joke', at: 1_801_000_000 }
		});
		expect(readPart(part)).toEqual(part);
	});

	it('a line without one reads as before, and so do copies of before', () => {
		const [part] = reading({ lines: [laid(said, 'In het Nederlands.')] })
			.map((one) => one.part)
			.filter((one) => one.part === 'line');
		expect(part && 'original' in part).toBe(false);
		expect(readPart(part)).toEqual(part);
	});

	it('a yes is to both: other words in either language are other words', () => {
		const words = { voice: said.voice, kind: said.kind, about: null, text: 'Brood.' };
		const plain = lineDigest(words);
		expect(lineDigest({ ...words, original: null })).toBe(plain);
		expect(lineDigest({ ...words, original })).not.toBe(plain);
		expect(lineDigest({ ...words, original: { ...original, text: 'نان' } })).not.toBe(
			lineDigest({ ...words, original })
		);
	});
});
