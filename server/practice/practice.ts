// The Oefenkring: a table to try, one click, no account. It opens in samen with two invented people who
// type, take their turn and answer; it is marked as practice and thrown away after a day.

import type { CircleId, PersonId, TrajectId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { roundsFor } from '#lib/circle/standard.ts';
import type { Log } from '#server/log.ts';
import { newId } from '#server/door/secret.ts';
import { openSeat, type SeatKey } from '#server/door/seat.ts';
import { Robot } from '#server/practice/robot.ts';
import { practiceWords, type Words } from '#server/practice/words.ts';
import { circle, guest, person, traject, voice } from '#server/store/schema.ts';
import { endedPractice, sweepPractice } from '#server/store/practice.ts';
import type { Store, Writer } from '#server/store/store.ts';
import type { Hub } from '#server/sync/hub.ts';
import type { Hall } from '#server/table/hall.ts';
import { decidePlain } from '#server/table/plain-move.ts';
import type { MoveTools } from '#server/table/moves.ts';

export type PracticeTools = {
	readonly store: Store;
	readonly hall: Hall;
	readonly hub: Hub;
	readonly log: Log;
	readonly moveTools: MoveTools;
};

export type Practice = {
	/** A new practice table; the one who opens it leads it. */
	begin(language: 'nl' | 'en'): Promise<SeatKey>;
	/** Throws away every practice table whose day is over, and tells how many there were. */
	sweep(): Promise<number>;
	close(): Promise<void>;
};

/** Hours until a practice table is thrown away. */
const practiceHours = 24;
const hour = 3_600_000;

export function openPractice(tools: PracticeTools): Practice {
	const robots = new Map<CircleId, readonly Robot[]>();
	const stop = (circle: CircleId) => robots.get(circle)?.forEach((robot) => robot.stop());

	return {
		async begin(language) {
			const words = practiceWords[language];
			const made = await tools.store.write((tx) => makeTable(tx, words, tools.hall.now()));
			await openTable(tools.hall, made);
			const people = made.invented.map(
				(one, i) => new Robot(tools, made.circle, one, words.invented[i as 0 | 1].types)
			);
			robots.set(made.circle, people);
			for (const robot of people) void robot.live();
			return made.seat;
		},
		async sweep() {
			const before = new Date(tools.hall.now());
			const over = await endedPractice(tools.store, before);
			// First nobody writes there any more: a letter that comes in meanwhile would hold its sheet.
			over.forEach(stop);
			const swept = await sweepPractice(tools.store, before);
			for (const circle of over) {
				robots.delete(circle);
				tools.hall.forget(circle);
			}
			return swept;
		},
		async close() {
			for (const circle of robots.keys()) stop(circle);
		}
	};
}

type Made = {
	readonly circle: CircleId;
	readonly leader: PersonId;
	readonly invented: readonly PersonId[];
	readonly seat: SeatKey;
};

async function makeTable(tx: Writer, words: Words, now: number): Promise<Made> {
	const id = newId<'traject'>() as TrajectId;
	await tx
		.insert(traject)
		.values({ id, organisation: null, practiceUntil: new Date(now + practiceHours * hour) });
	const leader = await makePerson(tx, id, words.you.name, words.you.label, 'moderator');
	const invented: PersonId[] = [];
	for (const { name, label, role } of words.invented)
		invented.push(await makePerson(tx, id, name, label, role));
	const table = newId<'circle'>() as CircleId;
	await tx.insert(circle).values({
		id: table,
		traject: id,
		type: 'start',
		method: 'free',
		leader,
		date: new Date(now).toISOString().slice(0, 16),
		place: '',
		rounds: roundsFor('start')
	});
	for (const [place, one] of [leader, ...invented].entries())
		await tx.insert(guest).values({ circle: table, person: one, state: 'expected', place });
	const seat = await openSeat(tx, {
		traject: id,
		person: leader,
		circle: null,
		via: 'practice',
		state: 'seated',
		card: null,
		claim: null
	});
	return { circle: table, leader, invented, seat };
}

async function makePerson(
	tx: Writer,
	of: TrajectId,
	name: string,
	label: string,
	role: string
): Promise<PersonId> {
	const id = newId<'person'>() as PersonId;
	await tx.insert(person).values({ id, traject: of, name, label, role });
	await tx.insert(voice).values({ id: newId(), person: id, behalf: false });
	return id;
}

/** It opens in samen, with the two invented people in their seats. */
async function openTable(hall: Hall, { circle: id, leader, invented }: Made): Promise<void> {
	const moves = [
		{ do: 'open', setting: 'family' },
		...invented.map((person) => ({ do: 'seat', person, school: false }) as const),
		{ do: 'go', to: 'together' }
	] as const;
	for (const move of moves) {
		const refused = await hall.commit(id, 'practice', null, (tx, live) =>
			decidePlain(tx, live, { move, by: leader, at: hall.now() }, () => null)
		);
		if (isNo(refused)) throw new Error(`practice: ${refused.no}`);
	}
}
