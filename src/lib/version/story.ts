// What changed from one version to another, as one reader may have both: how promises went, which are new,
// other, still the same; who joined. Words, never a figure about a person (domain.md §7). SPEC.md.
// Who may not read everything is told of nothing that it went: what is hidden now looks the same.

import type { ItemId, PersonId } from '#lib/base/id.ts';
import type { Result } from '#lib/engagement/engagement.ts';
import { isPlainKind } from '#lib/plan/kind.ts';
import { changedWords } from '#lib/version/changed-words.ts';
import { partsNamed, type PartOf } from '#lib/version/opened.ts';
import type { Part, PromisePart } from '#lib/version/part.ts';

/** Changes in one kind of part. `gone` stays empty for who may not read everything. */
export type Changes<One> = {
	readonly added: readonly One[];
	readonly changed: readonly { readonly before: One; readonly after: One }[];
	readonly gone: readonly One[];
	readonly same: readonly One[];
};

export type GoalPart = PartOf<'goal'>;
export type PersonPart = PartOf<'person'>;
/** What has a text, and is neither promise nor goal. */
export type OtherPart = Extract<Part, { readonly text: string }> & {
	readonly part: Exclude<Part['part'], 'goal' | 'outcome' | PromisePart['part']>;
};

/** How a promise went, and what was said of it: its owner's own words first. */
export type Outcome = {
	readonly id: ItemId;
	readonly owner: string;
	readonly text: string;
	readonly result: Result;
	/** Suspended, not by choice. */
	readonly shielded: boolean;
	readonly said: readonly PartOf<'line'>[];
};

export type Story = {
	readonly outcomes: readonly Outcome[];
	readonly promises: Changes<PromisePart>;
	readonly goals: Changes<GoalPart>;
	readonly people: { readonly joined: readonly PersonPart[]; readonly gone: readonly PersonPart[] };
	readonly words: Changes<OtherPart>;
};

export type StoryOf = {
	/** The parts of either version that this reader may have. */
	readonly before: readonly Part[];
	readonly after: readonly Part[];
	/** Of the versions between them, the oldest first, as far as this reader may have them: they tell how promises went. */
	readonly between?: readonly (readonly Part[])[];
	/** Whether this reader may have every part of both. */
	readonly whole: boolean;
};

export function storyOf({ before, after, between = [], whole }: StoryOf): Story {
	const outcomes = outcomesIn([...between, after]);
	const ended = new Set(outcomes.map(({ id }) => id));
	const words = compared<OtherPart>(
		othersIn(before, before, after),
		othersIn(after, before, after),
		whole,
		otherKey
	);
	const promises = compared<PromisePart>(promisesIn(before), promisesIn(after), whole, promiseKey);
	return {
		outcomes,
		promises: { ...promises, gone: promises.gone.filter(({ id }) => !ended.has(id)) },
		goals: compared(partsNamed(before, 'goal'), partsNamed(after, 'goal'), whole, goalKey),
		people: peopleBetween(before, after, whole),
		// When one would meet next is over by then; it is no news that it went.
		words: { ...words, gone: words.gone.filter(({ part }) => part !== 'next') }
	};
}

/** Whether nothing is other than it was, as far as this reader may know. */
export function isQuiet({ outcomes, promises, goals, people, words }: Story): boolean {
	const still = ({ added, changed, gone }: Changes<unknown>) =>
		added.length + changed.length + gone.length === 0;
	return (
		outcomes.length + people.joined.length + people.gone.length === 0 &&
		[promises, goals, words].every((one) => still(one))
	);
}

/** How many words are others, when nothing but words of what stood there changed; null when more did. */
export function onlyWords(story: Story): number | null {
	const { outcomes, promises, goals, people, words } = story;
	if (outcomes.length + people.joined.length + people.gone.length > 0) return null;
	let count = 0;
	for (const { added, changed, gone } of [promises, goals, words]) {
		if (added.length + gone.length > 0) return null;
		for (const { before, after } of changed)
			for (const one of differences(before, after)) count += changedWords(one.before, one.after).count;
	}
	return count;
}

/** What of a promise, a goal or a sentence can be other than it was. */
export const fields = ['owner', 'text', 'when', 'asker', 'how', 'signs', 'why', 'yes'] as const;
export type Field = (typeof fields)[number];
export type FieldChange = { readonly field: Field; readonly before: string; readonly after: string };

/** What is other between two states of one part; of a promise's yes that came or went, its owner's name stands on that side. */
export function differences(before: Comparable, after: Comparable): FieldChange[] {
	const [old, now] = [fieldsOf(before), fieldsOf(after)];
	return fields.flatMap((field): FieldChange[] => {
		const [was, is] = [old[field] ?? '', now[field] ?? ''];
		return was === is ? [] : [{ field, before: was, after: is }];
	});
}

export type Comparable = PromisePart | GoalPart | OtherPart;

function fieldsOf(one: Comparable): Partial<Record<Field, string>> {
	switch (one.part) {
		case 'engagement':
		case 'ask':
		case 'not-now': {
			const { ownerName, text, when, askerName, how = '' } = one;
			// Of a *vraag aan* it is no yes of whom it is asked: nobody who is absent took anything, or let it go (S1-08).
			const yes = one.part === 'engagement' && one.yes ? ownerName : '';
			return { owner: ownerName, text, when, asker: askerName, how, yes };
		}
		case 'goal':
			return { text: one.text, signs: one.signs, why: one.why ?? '' };
		case 'network':
			return { text: one.text, how: one.how };
		default:
			return { text: one.text };
	}
}

const promisesIn = (parts: readonly Part[]) =>
	partsNamed(parts, 'engagement', 'ask', 'not-now') as PromisePart[];

/** The last that is known of each, in the order they were looked back on; what went well first. */
function outcomesIn(versions: readonly (readonly Part[])[]): Outcome[] {
	const last = new Map<ItemId, Outcome>();
	for (const parts of versions)
		for (const { id, owner, text, result, because } of partsNamed(parts, 'outcome')) {
			const lines = partsNamed(parts, 'line').filter((line) => line.kind === 'review' && line.about === id);
			const own = lines.filter(({ name }) => name === owner);
			const said = [...own, ...lines.filter((line) => !own.includes(line))];
			last.set(id, { id, owner, text, result, shielded: because === 'shielded', said });
		}
	return [...last.values()].sort((a, b) => order(a.result) - order(b.result));
}

const told: readonly Result[] = ['kept', 'partly', 'extended', 'no-longer', 'suspended', 'not'];
const order = (result: Result): number => told.indexOf(result);

function peopleBetween(before: readonly Part[], after: readonly Part[], whole: boolean): Story['people'] {
	const sat = (parts: readonly Part[]) => partsNamed(parts, 'person').filter(({ present }) => present);
	const ids = (people: readonly PersonPart[]): ReadonlySet<PersonId> => new Set(people.map(({ id }) => id));
	const [was, is] = [ids(sat(before)), ids(partsNamed(after, 'person'))];
	return {
		joined: sat(after).filter(({ id }) => !was.has(id)),
		gone: whole ? sat(before).filter(({ id }) => !is.has(id)) : []
	};
}

/**
 * Own words stay in the version they were said in: those of an earlier circle are not *gone* from a later one, and
 * neither are those of a review, which are told with its outcome.
 */
function othersIn(parts: readonly Part[], before: readonly Part[], after: readonly Part[]): OtherPart[] {
	const laid = new Set(partsNamed(before, 'line').map(({ id }) => id));
	const sameDraft = partsNamed(after, 'line').some(({ id }) => laid.has(id));
	return parts.filter((part): part is OtherPart => {
		if (part.part === 'line') return part.kind !== 'review' && (sameDraft || parts === after);
		return (
			part.part === 'together' || part.part === 'phrase' || part.part === 'network' || isPlainKind(part.part)
		);
	});
}

/** By id; what has none that stays, by its place in the plan. */
function compared<One extends Comparable>(
	before: readonly One[],
	after: readonly One[],
	whole: boolean,
	key: (one: One) => string
): Changes<One> {
	const old = new Map(before.map((one) => [key(one), one]));
	const kept = after.flatMap((one) => {
		const was = old.get(key(one));
		return was ? [{ before: was, after: one }] : [];
	});
	const isSame = (pair: { before: One; after: One }) =>
		pair.before.part === pair.after.part && differences(pair.before, pair.after).length === 0;
	const now = new Set(after.map(key));
	return {
		added: after.filter((one) => !old.has(key(one))),
		changed: kept.filter((pair) => !isSame(pair)),
		gone: whole ? before.filter((one) => !now.has(key(one))) : [],
		same: kept.filter(isSame).map((pair) => pair.after)
	};
}

const promiseKey = (one: PromisePart): string => one.id;
const goalKey = (one: GoalPart): string => one.id;
const otherKey = (one: OtherPart): string => {
	if (one.part === 'together') return `together ${one.heading}`;
	return one.part === 'next' ? 'next' : one.id;
};

/** A story in counts and names: what a list of versions says of it, without a word of anybody. */
export type Summary = {
	readonly outcomes: readonly { readonly result: Result; readonly count: number }[];
	readonly promises: { readonly added: number; readonly changed: number; readonly gone: number };
	readonly goals: { readonly added: number; readonly changed: number; readonly gone: number };
	/** Sentences, agreements and the rest of the plan that are new or others. */
	readonly words: number;
	readonly joined: readonly Named[];
	readonly gone: readonly Named[];
};
type Named = Pick<PersonPart, 'name' | 'label'>;

export function summaryOf(story: Story): Summary {
	const { outcomes, promises, goals, people, words } = story;
	const counted = ({ added, changed, gone }: Changes<unknown>) => ({
		added: added.length,
		changed: changed.length,
		gone: gone.length
	});
	const names = (all: readonly PersonPart[]) => all.map(({ name, label }) => ({ name, label }));
	return {
		outcomes: told
			.map((result) => ({ result, count: outcomes.filter((one) => one.result === result).length }))
			.filter(({ count }) => count > 0),
		promises: counted(promises),
		goals: counted(goals),
		words: words.added.length + words.changed.length + words.gone.length,
		joined: names(people.joined),
		gone: names(people.gone)
	};
}
