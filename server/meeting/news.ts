// News of a table, cut to what one viewer may hear.

import type { PersonId } from '#lib/base/id.ts';
import { leadersOf } from '#lib/circle/leading.ts';
import type { CircleFact } from '#lib/circle/fact.ts';
import { barsFor } from '#lib/people/bar.ts';
import { isOutside, type Viewer } from '#lib/table/stream.ts';
import type { ChangedMessage, FactsMessage, TableView, Told } from '#lib/wire/view.ts';
import type { News } from '#server/table/hall.ts';
import { hears, leads } from '#server/table/hears.ts';
import type { Live } from '#server/table/live.ts';
import {
	askedOf,
	doorFor,
	guestsFor,
	othersOf,
	peopleFor,
	reviewedFor,
	sheetsFor,
	versionsFor,
	waitingFor,
	type Beside
} from '#server/table/view.ts';
import { originalsOf, wordsWith } from '#server/table/words.ts';

/** The new facts of each stream this viewer hears, with the words of the lines they speak of. */
export function factsFor({ live, facts }: News, viewer: Viewer): FactsMessage[] {
	const streams = new Map<string, { after: number; facts: Told[] }>();
	for (const { name, seq, told } of facts) {
		if (!hears(live, viewer, name)) continue;
		const stream = streams.get(name) ?? { after: seq - 1, facts: [] };
		stream.facts.push(told);
		streams.set(name, stream);
	}
	return [...streams].map(([stream, { after, facts }]) => {
		const words = facts.flatMap(({ told }) => wordsWith(live, viewer, told));
		const lines = words.map(([line]) => line);
		return {
			stream,
			after,
			facts,
			words: Object.fromEntries(words),
			originals: originalsOf(live, lines)
		};
	});
}

/**
 * Whom this news lets hear more, or less, than before: who sits down, who is asked later for an answer, who is outside a
 * besloten tijd that begins, and everybody when it ends; who leads from now on has the door, and what was covered, who led
 * has it no more. They are told the whole anew.
 */
export function hearsAnew({ live, facts }: News, viewer: Viewer): boolean {
	return facts.some(({ told: { told } }) => {
		if (told.to === 'version' && told.fact.is === 'asked')
			return viewer.is === 'person' && isOrIsBeside(live, viewer.person, told.fact.person);
		if (told.to !== 'circle') return false;
		switch (told.fact.is) {
			case 'seated':
				return viewer.is === 'person' && isOrIsBeside(live, viewer.person, told.fact.person);
			case 'reopened':
				// A next draft is everybody's who sits here, also of who came while the former lay there.
				return true;
			case 'leads':
				return viewer.is === 'person' && leadersOf(live.table.circle).has(viewer.person);
			case 'private-begun':
				return isOutside(viewer, live.table.circle);
			case 'private-ended':
				return true;
			default:
				return false;
		}
	});
}

/** Who sits down, and the confidant of who does. */
const isOrIsBeside = (live: Live, who: PersonId, sits: PersonId): boolean =>
	who === sits || live.table.people.get(who)?.confidantOf === sits;

/** Of a view what `changedFor` tells: what is the same is not told twice. */
export function changedIn(view: TableView): ChangedMessage {
	const { people, guests, sheets, versions, reviewed, waiting, devices, bars, others, circle } = view;
	const asked = { rounds: view.beginning.rounds, tone: circle.tone };
	const door = { code: circle.code, joinAt: circle.joinAt };
	return { people, guests, sheets, versions, reviewed, waiting, devices, bars, others, asked, door };
}

/** The same text for the same parts, in whatever order they were put together. */
export const textOf = (changed: ChangedMessage): string =>
	JSON.stringify(Object.entries(changed).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Whether this news tells of such a fact of the meeting. */
export function happened({ facts }: News, what: CircleFact['is']): boolean {
	return facts.some(({ told: { told } }) => told.to === 'circle' && told.fact.is === what);
}

/** Everything of a view that is no stream, anew. */
export function changedFor(live: Live, viewer: Viewer, beside: Beside): ChangedMessage {
	const leading = leads(live, viewer);
	return {
		people: peopleFor(live, viewer, beside),
		guests: guestsFor(live, viewer, beside),
		sheets: sheetsFor(live, viewer),
		versions: versionsFor(live, viewer, beside),
		reviewed: reviewedFor(live, viewer, beside),
		waiting: waitingFor(live, viewer, beside),
		devices: leading ? beside.devices : [],
		bars: leading ? barsFor(live.bars, live.table.circle.leader) : [],
		others: leading ? othersOf(live, viewer, beside) : [],
		door: doorFor(live, viewer, beside.joinAt),
		asked: askedOf(live, viewer)
	};
}
