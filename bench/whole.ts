// One agreement from voorleggen to paper in a house as it runs (the embedded database, on disk): freeze, everybody's copy
// checked, everybody's answer, in force, everybody's PDF sealed and checked. Each round at a table of its own.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LineId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { versionOf } from '#lib/circle/circle.ts';
import { openCopy } from '#lib/live/copy.ts';
import { openPaper } from '#lib/live/paper.ts';
import type { Move } from '#lib/wire/move.ts';
import { parseConfig } from '#server/config.ts';
import { newId } from '#server/door/secret.ts';
import type { SeatWho } from '#server/door/seat.ts';
import { openHouse } from '#server/house.ts';
import { copyFor } from '#server/table/copies.ts';
import { moveFor } from '#server/table/moves.ts';
import { makeWorld, type WorldCircle } from '#server/world/world.ts';

/** As a page without a key says it: the house signs. */
const yes = { do: 'answer', answer: 'yes', words: '', until: null, how: 'spoken', witness: null } as const;

export const stages = ['freeze', 'copies', 'answers', 'papers'] as const;

/** `lines` laid by `signers`, all of whom answer. */
export async function openWhole(lines: number, signers: number) {
	const folder = mkdtempSync(join(tmpdir(), 'rondetafel-whole-'));
	const quiet = { info() {}, warn() {}, error() {} };
	const house = await openHouse(parseConfig({ DATA_DIR: folder }), quiet);
	const times: Record<(typeof stages)[number], number[]> = {
		freeze: [],
		copies: [],
		answers: [],
		papers: []
	};
	let circle: WorldCircle;
	let traject: SeatWho['traject'];

	async function move(by: SeatWho['person'], what: Move): Promise<void> {
		if (by === null) throw new Error('nobody moves');
		const refused = await moveFor(house.moveTools, circle.circle, { person: by, seat: null }, newId(), what);
		if (refused !== null) throw new Error(`${what.do}: ${refused}`);
	}
	const live = async () => (await house.hall.live(circle.circle)) ?? Promise.reject(new Error('no table'));
	const people = () => circle.seats.map(({ person }) => person);

	/** A table where everything was said, before it is fixed. */
	async function before(): Promise<void> {
		const [made] = await makeWorld(house, {
			...{ circles: 1, seats: signers, school: false, class: false, method: 'free' as const },
			...{ arrived: true, planned: false, names: [] }
		});
		if (!made) throw new Error('no table');
		circle = made;
		const { table, row } = await live();
		traject = row.traject;
		for (let n = 0; n < lines; n++) {
			const person = people()[n % signers];
			const voice = person && table.people.get(person)?.voices[0]?.id;
			if (!person || !voice) throw new Error('no voice');
			const text = `Ik bel ${n + 1} keer en zeg het vooraf, ook als het niet lukt. Daarna spreken we opnieuw af.`;
			const kind = n % 2 === 0 ? 'strength' : 'wish';
			await move(person, { do: 'lay', line: newId<'line'>() as LineId, voice, kind, about: null, text });
		}
	}

	async function run(): Promise<void> {
		const [leader = null] = people();
		let version = null as VersionId | null;
		await timed('freeze', async () => {
			await move(leader, { do: 'present' });
			version = versionOf((await live()).table.circle.phase);
		});
		const fixed = version ?? (await Promise.reject<never>(new Error('nothing was presented')));
		await timed('copies', () => each(async (seat) => checked(await copyFor(house, whoOf(seat), fixed))));
		await timed('answers', () => each(({ person }) => move(person, { ...yes, version: fixed, person })));
		await move(leader, { do: 'declare', version: fixed, reason: 'om te meten' });
		await timed('papers', () =>
			each(async ({ person }) => {
				const made = await house.paper.ask({ version: fixed, person, what: 'copy:nl' }, 120_000);
				if (!made || isNo(made) || made.is !== 'made') throw new Error('no paper');
				const opened = await openPaper(made.bytes, house.keys());
				if (isNo(opened) || !opened.sealed) throw new Error('a paper that does not hold');
			})
		);
	}

	const each = async (act: (seat: WorldCircle['seats'][number]) => Promise<void>) => {
		for (const seat of circle.seats) await act(seat);
	};
	const timed = async (stage: (typeof stages)[number], act: () => Promise<void>) => {
		const from = performance.now();
		await act();
		times[stage].push(performance.now() - from);
	};
	const whoOf = ({ person, role }: WorldCircle['seats'][number]): SeatWho => ({
		...{ is: 'seat', seat: newId<'seat'>(), traject, person, role },
		...{ state: 'seated', circle: null, wall: false, tablet: null }
	});
	function checked(copy: Awaited<ReturnType<typeof copyFor>>): void {
		const opened = copy && !isNo(copy) ? openCopy(copy.file, house.keys()) : null;
		if (!opened || isNo(opened) || opened.issuer !== 'house') throw new Error('a copy that does not hold');
	}

	return {
		before,
		run,
		/** Milliseconds of each stage, in the order of the rounds; the first was not counted. */
		times,
		async close() {
			await house.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
