// What one viewer may have of a table, composed from the whole. Everything passes `mayHear` and
// `mayHaveSheet`; nothing here decides by itself who may know what.

import type { ItemId, LineId, PersonId, SeatId, VersionId } from '#lib/base/id.ts';
import { barsFor } from '#lib/people/bar.ts';
import { isUnnamed, type Person } from '#lib/people/person.ts';
import { unnamed } from '#lib/people/role.ts';
import { expectedNow } from '#lib/table/expected.ts';
import { isOfTheClass, withoutName } from '#lib/table/nameless.ts';
import { mayHaveSheet, type Viewer } from '#lib/table/stream.ts';
import type { Consent } from '#lib/version/help.ts';
import { mayRead } from '#lib/version/reading.ts';
import { wireRevision } from '#lib/wire/rev.ts';
import type {
	AnswerView,
	Asked,
	GuestView,
	Known,
	SheetRef,
	TableView,
	VersionView,
	WaitingView
} from '#lib/wire/view.ts';
import { hears, leads, writesOn } from '#server/table/hears.ts';
import type { Live } from '#server/table/live.ts';
import { withoutOldDigests } from '#server/table/old-digests.ts';
import { erasedFor, type ErasedRead } from '#server/table/erased.ts';
import { answerFor, type AnswerRead } from '#server/table/reserves.ts';
import { namedWordsFor, originalsOf, wordsFor } from '#server/table/words.ts';

/** What the view needs beside the table: rows that are no facts. */
export type Beside = {
	readonly now: number;
	readonly seat: SeatId;
	readonly joinAt: string;
	readonly reasons: ReadonlyMap<string, { text: string; readers: readonly string[] | null }>;
	readonly numbers: ReadonlyMap<VersionId, number>;
	readonly answers: ReadonlyMap<VersionId, readonly AnswerRead[]>;
	readonly erased: ReadonlyMap<VersionId, readonly ErasedRead[]>;
	readonly consents: ReadonlyMap<VersionId, readonly Consent[]>;
	/** Why a promise is suspended, and who may read it. */
	readonly shielded: ReadonlyMap<ItemId, { text: string; readers: readonly PersonId[] }>;
	/** Why versions were withdrawn, and who may read it; null: everybody who has that version. */
	readonly withdrawn: ReadonlyMap<VersionId, { text: string; readers: readonly string[] | null }>;
	readonly waiting: readonly WaitingView[];
	readonly devices: readonly PersonId[];
};

export function viewFor(live: Live, viewer: Viewer, beside: Beside): TableView {
	const { row, table } = live;
	const { leader, co, method } = row;
	const { setting, order } = table.circle;
	const { rounds, tone } = askedOf(live, viewer);
	const streams = [...live.streams].filter(([name]) => hears(live, viewer, name));
	const words = wordsFor(live, viewer);
	const leading = leads(live, viewer);
	return {
		rev: wireRevision,
		now: beside.now,
		circle: {
			id: row.id,
			traject: row.traject,
			type: row.type,
			tone,
			about: aboutWhom(live),
			date: row.date,
			place: row.place,
			practice: row.practice,
			...doorFor(live, viewer, beside.joinAt)
		},
		me: { seat: beside.seat, person: viewer.is === 'person' ? viewer.person : null },
		beginning: { leader, co, method, rounds, setting, order },
		people: peopleFor(live, viewer, beside),
		guests: guestsFor(live, viewer, beside),
		sheets: sheetsFor(live, viewer),
		streams: streams.map(([name, facts]) => ({ name, facts: withoutOldDigests(live, facts) })),
		words: { ...words, ...namedWordsFor(live, viewer) },
		originals: originalsOf(live, Object.keys(words) as LineId[]),
		reviewed: reviewedFor(live, viewer, beside),
		versions: versionsFor(live, viewer, beside),
		waiting: waitingFor(live, viewer, beside),
		devices: leading ? beside.devices : [],
		bars: leading ? barsFor(live.bars, live.table.circle.leader) : [],
		others: leading ? othersOf(live, viewer, beside) : []
	};
}

/** A round about a promise that is not this viewer's, begun before they came, keeps its place and tells nothing of it. */
export function askedOf(live: Live, viewer: Viewer): Asked {
	const mine = new Set(reviewedFor(live, viewer).map(({ id }) => id));
	const rounds = live.table.circle.rounds.map((round) =>
		round.about === null || mine.has(round.about) ? round : { ...round, text: null, about: null, first: [] }
	);
	return { rounds, tone: live.row.tone };
}

/**
 * The code and where one joins with it, for the one who leads and the wall; the bare address for others.
 * The code of a closed circle stays in its row, so that whoever still types it is told so, and is on no wall.
 */
export function doorFor(
	live: Live,
	viewer: Viewer,
	joinAt: string
): { readonly code: string | null; readonly joinAt: string } {
	const shown = leads(live, viewer) || viewer.is === 'wall';
	const code = shown && live.table.circle.phase.at !== 'closed' ? live.row.code : null;
	return { code, joinAt: code ? `${joinAt}/${code}` : joinAt };
}

/** The people of this circle, and whom the promises it looks back on speak of; nobody else of the traject. */
export function peopleFor(live: Live, viewer: Viewer, beside: Pick<Beside, 'reasons'>): Person[] {
	const { circle, people } = live.table;
	const promised = reviewedFor(live, viewer).flatMap(({ part }) => [part.owner, part.asker]);
	const guests = guestsFor(live, viewer, beside).map((guest) => guest.person);
	const known = new Set([...guests, ...circle.order, ...promised, ...askedAt(live, viewer)]);
	const here = [...people.values()].filter((person) => known.has(person.id));
	return leads(live, viewer) ? here : here.map((person) => withoutName(circle.setting, person));
}

/** Who is asked for an answer and need not have been here: on the list, or later, of a version this viewer hears of. */
function askedAt(live: Live, viewer: Viewer): PersonId[] {
	const heard = live.versions.filter((id) => hears(live, viewer, `version/${id}`));
	const asked = heard.flatMap((id) => [...(live.table.versions.get(id)?.expected ?? [])]);
	return [...expectedNow(live.table), ...asked];
}

/** Of the traject, and not of this circle. */
export function othersOf(live: Live, viewer: Viewer, beside: Pick<Beside, 'reasons'>): Known[] {
	const here = new Set(peopleFor(live, viewer, beside).map(({ id }) => id));
	return [...live.table.people.values()]
		.filter((one) => !here.has(one.id) && !isUnnamed(one))
		.map(({ id, name, label }) => ({ id, name, label }));
}

/** Whose table it is: the class, or the first pupil of the traject. */
export function aboutWhom({ table }: Live): string {
	const people = [...table.people.values()];
	const whose = people.find(({ role }) => role === 'class') ?? people.find(({ role }) => role === 'pupil');
	// The class circle of a traject without a class would name a pupil to it.
	return isOfTheClass(table.circle.setting, whose?.role) ? unnamed : (whose?.name ?? '');
}

/** Who leads sees everybody who waits; a seat sees a second screen of its own person. */
export function waitingFor(
	live: Live,
	viewer: Viewer,
	{ waiting }: Pick<Beside, 'waiting'>
): readonly WaitingView[] {
	return leads(live, viewer) ? waiting : waiting.filter((one) => isMine(viewer, one));
}

const isMine = (viewer: Viewer, waiting: WaitingView): boolean =>
	viewer.is === 'person' && waiting.via === 'card' && waiting.person === viewer.person;

/** Who is deliberately not here is known only to who may read why; nobody else learns that it is so. */
export function guestsFor(live: Live, viewer: Viewer, { reasons }: Pick<Beside, 'reasons'>): GuestView[] {
	return live.guests.flatMap((guest): GuestView[] => {
		const { person, state, speaker, attempts } = guest;
		if (state !== 'not-invited') return [{ person, state, reason: null, speaker, attempts }];
		const note = guest.reason ? reasons.get(guest.reason) : undefined;
		const reads =
			viewer.is === 'person' &&
			(leads(live, viewer) || note?.readers === null || note?.readers?.includes(viewer.person) === true);
		return reads ? [{ person, state, reason: note?.text ?? '', speaker, attempts }] : [];
	});
}

export function sheetsFor(live: Live, viewer: Viewer): SheetRef[] {
	return live.sheets
		.filter((sheet) => viewer.is === 'wall' || writesOn(live, viewer.person, sheet))
		.filter((sheet) => mayHaveSheet(viewer, sheet, live.table.circle))
		.map(({ id, epoch, audience, open }) => ({ id, epoch, audience, open }));
}

/** Why something is suspended goes to whom it was told, and to nobody who leads or writes beside them. */
export function reviewedFor(
	live: Live,
	viewer: Viewer,
	{ shielded }: Pick<Beside, 'shielded'> = { shielded: new Map() }
): TableView['reviewed'] {
	const role =
		viewer.is === 'person' ? viewer.role : live.table.circle.setting === 'family' ? 'coach' : 'school';
	return live.reviewed
		.filter((one) => mayRead(role, one.audience))
		.map(({ id, part }) => {
			const why = shielded.get(id);
			const reads = viewer.is === 'person' && why?.readers.includes(viewer.person) === true;
			return { id, part, why: reads ? why : null };
		});
}

/** One's own consents; others' with the answers, and never to a school or a wall (version/may-have.ts). */
function consentsFor(live: Live, id: VersionId, viewer: Viewer, consents: Beside['consents']): Consent[] {
	if (viewer.is === 'wall') return [];
	const shown = live.table.versions.get(id)?.shown === true && viewer.role !== 'school';
	return (consents.get(id) ?? []).filter(({ person }) => shown || person === viewer.person);
}

/** One's own answers, and everybody's once they are shown together. */
export function versionsFor(
	live: Live,
	viewer: Viewer,
	{
		numbers,
		answers,
		erased,
		consents,
		withdrawn
	}: Pick<Beside, 'numbers' | 'answers' | 'erased' | 'consents' | 'withdrawn'>
): VersionView[] {
	return live.versions.flatMap((id): VersionView[] => {
		if (!hears(live, viewer, `version/${id}`)) return [];
		const shown = live.table.versions.get(id)?.shown ?? false;
		const mine = (answer: AnswerView) => viewer.is === 'person' && answer.person === viewer.person;
		const visible = (answers.get(id) ?? []).filter((answer) => shown || mine(answer));
		const wall = live.table.circle.setting === 'family' ? 'coach' : 'school';
		const told = visible.map((answer) => answerFor(answer, viewer, wall));
		const role = viewer.is === 'person' ? viewer.role : wall;
		const person = viewer.is === 'person' ? viewer.person : null;
		const stubs = erasedFor(erased.get(id) ?? [], { person, role }, shown);
		const help = consentsFor(live, id, viewer, consents);
		const why = whyWithdrawn(live, viewer, id, withdrawn);
		return [{ id, no: numbers.get(id) ?? 0, answers: told, erased: stubs, help, why }];
	});
}

function whyWithdrawn(
	live: Live,
	viewer: Viewer,
	id: VersionId,
	withdrawn: Beside['withdrawn']
): string | null {
	if (live.table.versions.get(id)?.state.is !== 'withdrawn' || viewer.is !== 'person') return null;
	const why = withdrawn.get(id);
	return why && (why.readers === null || why.readers.includes(viewer.person)) ? why.text : null;
}
