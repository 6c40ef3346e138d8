// The Oefenkring: a table to try, one click, no account. It opens in samen with two invented people who
// type, take their turn and answer; it is marked as practice and thrown away after a day.

import type { CircleId, PersonId, TrajectId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { roundsFor } from '#lib/circle/round.ts';
import type { Log } from '#server/log.ts';
import { errorFields } from '#server/log.ts';
import { newId } from '#server/door/secret.ts';
import { openSeat, type SeatKey } from '#server/door/seat.ts';
import { Robot } from '#server/practice/robot.ts';
import { practiceWords, type Words } from '#server/practice/words.ts';
import { circle, guest, person, traject, voice } from '#server/store/schema.ts';
import { sweepPractice } from '#server/store/practice.ts';
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
	close(): Promise<void>;
};

/** Hours until a practice table is thrown away. */
export const practiceHours = 24;
const hour = 3_600_000;

export function openPractice(tools: PracticeTools): Practice {
	const robots = new Set<Robot>();
	const sweep = () =>
		sweepPractice(tools.store, new Date(tools.hall.now())).catch((error: unknown) =>
			tools.log.error('practice.sweep', errorFields(error))
		);
	const timer = setInterval(() => void sweep(), hour);
	timer.unref();

	return {
		async begin(language) {
			const words = practiceWords[language];
			const made = await tools.store.write((tx) => makeTable(tx, words, tools.hall.now()));
			await openTable(tools.hall, made);
			for (const [i, one] of made.invented.entries()) {
				const robot = new Robot(tools, made.circle, one, words.invented[i as 0 | 1].types);
				robots.add(robot);
				void robot.live().finally(() => robots.delete(robot));
			}
			return made.seat;
		},
		async close() {
			clearInterval(timer);
			for (const robot of robots) robot.stop();
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
