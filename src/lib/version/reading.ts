// The reading: plain, ordered words of one instant, each with its audience. What is frozen is this,
// never CRDT bytes (design decision 12). Strengths before worries; what the school does beside what the
// pupil does. Own and shielded lines never enter, nor does what is parked for later.

import type { ItemId, LineId, PersonId } from '#lib/base/id.ts';
import { outcomeOf, promiseOf, promiseState, yesesOf, type Promises } from '#lib/engagement/engagement.ts';
import { clean } from '#lib/base/clean.ts';
import type { MissingState } from '#lib/people/guest.ts';
import { voiceOf, type People } from '#lib/people/person.ts';
import { byOrder, isPromise, type Item } from '#lib/plan/item.ts';
import { headings, isPlainKind, plainKinds, type OwnKind, type Strand } from '#lib/plan/kind.ts';
import { confirmed, type KeptOriginal, type Line } from '#lib/plan/line.ts';
import { inOtherWords, type OtherWords } from '#lib/version/other-words.ts';
import type { Part, PartAudience, PromisePart, ReadPart } from '#lib/version/part.ts';

export type ReadingOf = {
	/** Audience of who was there: at a table without a school nothing of it is the school's. */
	readonly audience: PartAudience;
	readonly people: People;
	/** In the order of the table. */
	readonly present: readonly PersonId[];
	/** In which round somebody came later or went home earlier. */
	readonly comings: ReadonlyMap<PersonId, { readonly joined: number | null; readonly left: number | null }>;
	/** Who was asked to come and was not there, and how that is called; who was not asked, only where all know. */
	readonly missing: readonly Missing[];
	/** Who is asked for an answer, present or not. */
	readonly expected: ReadonlySet<PersonId>;
	readonly keys: ReadonlyMap<PersonId, string>;
	readonly items: readonly { readonly audience: PartAudience; readonly item: Item }[];
	readonly lines: readonly {
		readonly audience: PartAudience;
		readonly line: Line;
		readonly text: string;
		readonly original: KeptOriginal | null;
	}[];
	/** Who was asked and said nothing; it counts where no line of theirs lies. */
	readonly silences: readonly Omit<Extract<Part, { part: 'silence' }>, 'part' | 'name'>[];
	readonly promises: Promises;
	/** The promises this circle looked back on, in the words they had. */
	readonly reviewed: readonly { readonly audience: PartAudience; readonly part: PromisePart }[];
	/** What the school may read instead, by the line or item that stays here. */
	readonly others: ReadonlyMap<ItemId | LineId, OtherWords>;
};

export type Missing = {
	readonly person: PersonId;
	readonly absent: MissingState | 'not-invited';
	readonly attempts: number;
	readonly speaker: PersonId | null;
};

/** The whole reading, in the order it is read aloud. */
export function readingOf(of: ReadingOf): ReadPart[] {
	const items = [...of.items].filter(({ item }) => !item.gone).sort((a, b) => byOrder(a.item, b.item));
	const kind = (wanted: Item['kind']) => items.filter(({ item }) => item.kind === wanted);
	const parts = [
		...peopleParts(of),
		...of.reviewed.flatMap((one) => outcomeParts(of, one)),
		...headings.flatMap((heading) => [
			...lineParts(of, heading),
			...silenceParts(of, heading),
			...[...kind('together'), ...kind('phrase')]
				.filter(({ item }) => item.heading === heading)
				.flatMap(togetherPart)
		]),
		...kind('goal').flatMap(goalPart),
		...[...kind('engagement'), ...kind('ask'), ...kind('not-now')].flatMap((one) => promisePart(of, one)),
		...kind('network').flatMap(networkPart),
		...plainKinds.flatMap((one) => kind(one).flatMap(plainPart))
	];
	return of.audience === 'core' ? parts.flatMap((one) => inOtherWords(of.people, of.others, one)) : parts;
}

function peopleParts(of: ReadingOf): ReadPart[] {
	const absent = [...of.expected].filter((person) => !of.present.includes(person));
	const missing = of.missing.map(({ person }) => person).filter((person) => !of.present.includes(person));
	return [...new Set([...of.present, ...absent, ...missing])].flatMap((id): ReadPart[] => {
		const person = of.people.get(id);
		if (!person) return [];
		const { name, label } = person;
		const present = of.present.includes(id);
		const key = of.keys.get(id) ?? null;
		const how = present ? cameAndWent(of, id) : calledAbsent(of, id);
		return [
			{
				// Who was not asked is no business of a school's, whatever the table.
				audience: 'absent' in how && how.absent === 'not-invited' ? 'inner' : of.audience,
				part: { part: 'person', id, name, label, present, answers: of.expected.has(id), key, ...how }
			}
		];
	});
}

function cameAndWent({ comings }: ReadingOf, id: PersonId) {
	const { joined = null, left = null } = comings.get(id) ?? {};
	return { ...(joined === null ? {} : { joined }), ...(left === null ? {} : { left }) };
}

/**
 * Whoever is only asked for an answer was not asked to come. Never whose fault it is; and never one parent for both:
 * each is called by their own name.
 */
function calledAbsent({ missing, people }: ReadingOf, id: PersonId) {
	const one = missing.find(({ person }) => person === id);
	if (!one) return { absent: 'at-home' as const };
	const { absent, attempts, speaker } = one;
	return {
		absent,
		...(absent === 'not-reached' ? { attempts } : {}),
		...(absent === 'represented' && speaker ? { by: nameOf(people, speaker) } : {})
	};
}

function lineParts(of: ReadingOf, kind: OwnKind, about: ItemId | null = null): ReadPart[] {
	return of.lines
		.filter(({ line }) => line.kind === kind && line.about === about && !line.covered)
		.sort((a, b) => a.line.seq - b.line.seq)
		.flatMap(({ audience, line, text, original }): ReadPart[] => {
			const speaker = voiceOf(of.people, line.voice);
			if (!speaker) return [];
			const writer = of.people.get(line.writer);
			const own = confirmed(line) || line.writer === speaker.person.id;
			return [
				{
					audience,
					part: {
						part: 'line',
						id: line.id,
						person: speaker.person.id,
						name: speaker.person.name,
						behalf: speaker.voice.behalf,
						kind: line.kind,
						about: line.about,
						text: clean(text),
						typedBy: own ? null : (writer?.name ?? ''),
						...(line.from && !confirmed(line) ? { from: line.from } : {}),
						...(original ? { original: originalPart(of, original) } : {})
					}
				}
			];
		});
}

function originalPart({ people }: ReadingOf, { language, text, by, how, at }: KeptOriginal) {
	return { language, text: clean(text), by: by && nameOf(people, by), how, at: Math.floor(at / 1000) };
}

/** Printed as it was said, and never a school's, whatever its people themselves said. */
function silenceParts(of: ReadingOf, kind: OwnKind, about: ItemId | null = null): ReadPart[] {
	const lies = (person: PersonId) =>
		of.lines.some(
			({ line }) =>
				line.kind === kind &&
				line.about === about &&
				!line.covered &&
				voiceOf(of.people, line.voice)?.person.id === person
		);
	return of.silences
		.filter((one) => one.kind === kind && one.about === about && !lies(one.person))
		.map((one) => ({
			audience: 'inner',
			part: { part: 'silence', ...one, name: nameOf(of.people, one.person) }
		}));
}

type AudienceItem = ReadingOf['items'][number];

function togetherPart({ audience, item }: AudienceItem): ReadPart[] {
	const text = clean(item.text);
	if (!item.heading || text === '' || (item.kind !== 'together' && item.kind !== 'phrase')) return [];
	return [{ audience, part: { part: item.kind, id: item.id, heading: item.heading, text } }];
}

function goalPart({ audience, item }: AudienceItem): ReadPart[] {
	const text = clean(item.text);
	if (text === '') return [];
	const level = item.level ?? 'pupil';
	const why = clean(item.why);
	return [
		{
			audience,
			part: {
				part: 'goal',
				id: item.id,
				level,
				text,
				signs: clean(item.signs),
				...(why === '' ? {} : { why }),
				...strandOf(item)
			}
		}
	];
}

const strandOf = ({ strand }: Item): { strand?: Strand } => (strand === null ? {} : { strand });

function networkPart({ audience, item }: AudienceItem): ReadPart[] {
	const text = clean(item.text);
	if (text === '') return [];
	return [{ audience, part: { part: 'network', id: item.id, text, how: clean(item.how) } }];
}

function plainPart({ audience, item }: AudienceItem): ReadPart[] {
	const text = clean(item.text);
	if (text === '' || !isPlainKind(item.kind)) return [];
	return [{ audience, part: { part: item.kind, id: item.id, text } }];
}

function promisePart(of: ReadingOf, { audience, item }: AudienceItem): ReadPart[] {
	const text = clean(item.text);
	if (text === '' || !isPromise(item)) return [];
	const promised = promiseOf(of.promises, item.id);
	const state = promiseState(item, promised);
	const how = clean(item.how);
	const needs = yesesOf(item, promised).map((one) => ({ ...one, name: nameOf(of.people, one.person) }));
	return [
		{
			audience,
			part: {
				part: item.kind,
				id: item.id,
				owner: item.owner,
				ownerName: nameOf(of.people, item.owner),
				text,
				when: clean(item.when),
				asker: item.asker,
				askerName: nameOf(of.people, item.asker),
				yes: state === 'taken' || state === 'not-now-agreed' || (state === 'asked' && needs.length > 0),
				...(how === '' ? {} : { how }),
				...strandOf(item),
				...(needs.length === 0 ? {} : { needs })
			}
		}
	];
}

function outcomeParts(of: ReadingOf, { audience, part }: ReadingOf['reviewed'][number]): ReadPart[] {
	const promised = promiseOf(of.promises, part.id);
	const result = outcomeOf(promised);
	const said = [...lineParts(of, 'review', part.id), ...silenceParts(of, 'review', part.id)];
	if (!result) return said;
	const { id, ownerName: owner, text } = part;
	const because = result === 'suspended' && promised.shielded ? ({ because: 'shielded' } as const) : {};
	const { review } = promised;
	return [{ audience, part: { part: 'outcome', id, owner, text, result, review, ...because } }, ...said];
}

const nameOf = (people: People, person: PersonId | null): string =>
	person === null ? '' : (people.get(person)?.name ?? '');

/** What one reader may have of a reading: the school gets the core, all others both. */
export function mayRead(role: string, audience: PartAudience): boolean {
	return audience === 'core' || role !== 'school';
}
