// What the wall draws: plain, small, and only what the whole room may see. Made by the wall itself from
// its own line, or by the leading page beside it when the network is gone; by the same rule.

import type { ItemId, PersonId } from '#lib/base/id.ts';
import { roundNow, turnsNow, versionOf, type Circle, type PhaseName } from '#lib/circle/circle.ts';
import { promiseOf, promiseState } from '#lib/engagement/engagement.ts';
import { voiceOf } from '#lib/people/person.ts';
import type { Item } from '#lib/plan/item.ts';
import type { OwnKind } from '#lib/plan/kind.ts';
import { mayHear } from '#lib/table/stream.ts';
import { withoutName } from '#lib/table/nameless.ts';
import type { Table } from '#lib/table/table.ts';
import { seatsOf, type TableSeat } from '#lib/live/seats.ts';
import { spanOf, type Span } from '#lib/live/span.svelte.ts';
import type { Round, Tone } from '#lib/circle/round.ts';
import type { AnswerView, TableView } from '#lib/wire/view.ts';

export type WallLine = {
	readonly id: string;
	readonly kind: OwnKind;
	/** The promise a line of the follow-up goes about. */
	readonly about: ItemId | null;
	readonly name: string;
	readonly behalf: boolean;
	readonly text: string;
};

export type WallPicture = {
	/** Milliseconds of this machine's clock. */
	readonly at: number;
	readonly about: string;
	readonly practice: boolean;
	readonly phase: PhaseName;
	readonly paused: boolean;
	/** A silent minute: everybody writes for themselves. */
	readonly minute: boolean;
	/** How long this turn was thought to take, by the server's clock. */
	readonly span: Span | null;
	/** Who talk among themselves now. */
	readonly among: readonly string[];
	readonly seats: readonly TableSeat[];
	/** A class circle: the drawing has no named seats. */
	readonly nameless: boolean;
	/** undefined: there is no piece now; null: it lies in the middle. */
	readonly holder: PersonId | null | undefined;
	readonly round: Round | null;
	readonly tone: Tone;
	readonly reviewed: TableView['reviewed'];
	readonly lines: readonly WallLine[];
	/** `open`: a promise that waits for its owner's yes, a question that waits for a yes before it is put. */
	readonly items: readonly (Item & { readonly ownerName: string; readonly open: boolean })[];
	/** Which of them is being read aloud. */
	readonly aloud: string | null;
	readonly code: string | null;
	readonly joinAt: string;
	/** Once shown: everybody's answers. */
	readonly answers: readonly AnswerView[];
	readonly expected: readonly PersonId[];
};

/** `items`: those of the core, or of every sheet at a table without a school. */
export function wallPicture(
	table: Table,
	view: TableView,
	items: readonly Item[],
	words: Readonly<Record<string, string>>,
	now: number
): WallPicture {
	const { circle } = table;
	/** The leading page knows more names than a class circle says. */
	const people = new Map([...table.people].map(([id, one]) => [id, withoutName(circle.setting, one)]));
	const unnamed = { ...table, people };
	const hearsLines = mayHear(
		{ is: 'wall' },
		{ to: 'lines' },
		circle,
		() => null,
		() => false
	);
	// The leading page may know who is deliberately not here; the room does not.
	const known = view.guests.filter(({ state }) => state !== 'not-invited');
	const version = versionOf(circle.phase);
	const shown = version !== null && table.versions.get(version)?.shown === true;
	return {
		at: now,
		about: view.circle.about,
		practice: view.circle.practice,
		phase: circle.phase.at,
		paused: circle.paused,
		minute: circle.minute !== null,
		span: spanOf(circle),
		among: circle.private?.among.map((id) => people.get(id)?.name ?? '') ?? [],
		seats: seatsOf(unnamed, { ...view, guests: known, waiting: [] }, null),
		nameless: circle.setting === 'class',
		holder: circle.phase.at === 'round' ? (turnsNow(circle)?.holder ?? null) : undefined,
		round: roundNow(circle),
		tone: view.circle.tone,
		// The leading page knows promises that are not for everybody here; the wall speaks of what it shows.
		reviewed: view.reviewed.filter(({ id }) => items.some((item) => item.id === id)),
		lines: hearsLines ? linesOn(table, words) : [],
		items: items
			.filter((item) => !item.gone && item.text.trim() !== '')
			.map((item) => ({
				...item,
				ownerName: item.owner ? (people.get(item.owner)?.name ?? '') : '',
				open: ['proposed', 'reworded', 'asking'].includes(
					promiseState(item, promiseOf(table.promises, item.id))
				)
			})),
		aloud: items.some(({ id }) => id === table.aloud?.item) ? (table.aloud?.item ?? null) : null,
		code: view.circle.code,
		joinAt: view.circle.joinAt,
		answers: shown
			? answersOnWall(view.versions.find((one) => one.id === version)?.answers ?? [], circle)
			: [],
		expected: version ? [...(table.versions.get(version)?.expected ?? [])] : []
	};
}

/** Where a school may look up, a reserve on one part is no more than that there is one: the part may not be theirs. */
function answersOnWall(
	answers: readonly AnswerView[],
	{ setting }: Pick<Circle, 'setting'>
): readonly AnswerView[] {
	return setting === 'family'
		? answers
		: answers.map((one) => (one.target === null ? one : { ...one, words: '', target: null }));
}

function linesOn(table: Table, words: Readonly<Record<string, string>>): WallLine[] {
	return [...table.lines.values()]
		.filter((line) => !line.covered)
		.sort((a, b) => a.seq - b.seq)
		.flatMap((line) => {
			const speaker = voiceOf(table.people, line.voice);
			if (!speaker) return [];
			const { id, kind, about } = line;
			const { name } = speaker.person;
			return [{ id, kind, about, name, behalf: speaker.voice.behalf, text: words[id] ?? '' }];
		});
}
