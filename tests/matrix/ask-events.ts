// Event × role against the built program: what a socket can send, and who hears of it. Presence is the only
// one beside a move; it names a block, and is told to nobody who may not know that the block is there.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../server/person.ts';
import { until } from '../sync/wait.ts';
import { nothing } from './addresses.ts';
import { everyEvent } from './every-move.ts';
import { sitter } from './sitter.ts';
import { place, type World } from './world.ts';

/** Whose sockets there are: of our table all but the one who leads here, and two of the other table. */
const sitting = ['wall', 'school', 'parent', 'pupil', 'leader', 'elsewhere', 'beside'] as const;
type Sitting = (typeof sitting)[number];
const people = {} as Record<Sitting, Person>;

type Row = {
	readonly from: Sitting;
	readonly block: (world: World) => string;
	readonly hears: readonly Sitting[];
};
const core: Row['block'] = ({ ours }) => ours.words.promise.id;
const inner: Row['block'] = ({ ours }) => ours.words.within.id;
const foreign: Row['block'] = ({ elsewhere }) => elsewhere.words.promise.id;
const missing: Row['block'] = () => nothing;

const rows: Readonly<Record<string, Row>> = {
	'presence of the one who leads, in core': {
		from: 'leader',
		block: core,
		hears: ['school', 'parent', 'pupil']
	},
	'presence of the pupil, in core': { from: 'pupil', block: core, hears: ['school', 'parent', 'leader'] },
	'presence of the pupil, in inner': { from: 'pupil', block: inner, hears: ['parent', 'leader'] },
	'presence of the pupil, at another table': { from: 'pupil', block: foreign, hears: ['parent', 'leader'] },
	'presence of the pupil, nowhere': { from: 'pupil', block: missing, hears: ['parent', 'leader'] },
	'presence of the parent, in core': { from: 'parent', block: core, hears: ['school', 'pupil', 'leader'] },
	'presence of the school, in core': { from: 'school', block: core, hears: ['parent', 'pupil', 'leader'] },
	'presence of the school, in inner': { from: 'school', block: inner, hears: ['parent', 'pupil', 'leader'] },
	'presence of the wall, in core': { from: 'wall', block: core, hears: [] },
	'presence of another table, here': { from: 'elsewhere', block: core, hears: ['beside'] }
};

/** A move has its own rows; a socket that goes is told as one that writes beside no block any more. */
const elsewhereTested = ['move', 'disconnect'];

export function askEvents(): void {
	beforeAll(async () => {
		const { ours, elsewhere } = place().world;
		const held = { ...ours.seats, elsewhere: elsewhere.seats.leader, beside: elsewhere.seats.pupil };
		for (const one of sitting) {
			people[one] = sitter(held[one]);
			await people[one].sit();
		}
	});
	afterAll(() => sitting.forEach((one) => people[one]?.leave()));

	it('every event has a row, and every row an event', () => {
		const named = Object.keys(rows).map((name) => name.replace(/ .*/, ''));
		expect([...new Set(named), ...elsewhereTested].sort()).toEqual(everyEvent().sort());
	});

	it.each(Object.entries(rows))('%s', async (_, { from, block, hears }) => {
		const { world } = place();
		const at = block(world);
		const writers: Partial<Record<Sitting, string>> = {
			...world.ours.people,
			elsewhere: world.elsewhere.people.leader
		};
		// Of this writer: what the one of the row before said may still be under way. A wall writes nothing at all.
		const said = `${writers[from] ? `"person":"${writers[from]}",` : ''}"block":"${at}"`;
		const before = Object.fromEntries(sitting.map((one) => [one, people[one].heard.length]));
		const since = (one: Sitting) => people[one].heard.slice(before[one]);
		// Said again until it came: what is volatile is dropped where a line is slow.
		await expect
			.poll(
				() => {
					people[from].show(at);
					return hears.filter((one) => !since(one).includes(said));
				},
				{ timeout: 20_000 }
			)
			.toEqual([]);
		await fence();
		expect(sitting.filter((one) => since(one).includes(said)).sort()).toEqual([...hears].sort());
	});

	it('presence is told no oftener than a person can mean it', async () => {
		const before = people.leader.heard.length;
		for (let i = 0; i < 1000; i++) people.pupil.show(missing(place().world));
		// The same socket: what comes behind it is answered behind it.
		expect(await people.pupil.move({ do: 'close' })).toBe('only-the-leader');
		await fence();
		const told = people.leader.heard.slice(before).split(`"block":"${nothing}"`).length - 1;
		expect(told).toBeLessThan(500);
	});

	it('says nothing of a block in the name of another', () => {
		const { people: ours } = place().world.ours;
		expect(people.school.heard).toContain(`{"person":"${ours.pupil}","block":`);
		expect(people.school.heard).not.toContain(`"person":"${nothing}"`);
	});
}

let fences = 0;

/** Something everybody of both tables hears, and hears after what was told before. */
async function fence(): Promise<void> {
	const name = fences++ % 2 === 0 ? 'pause' : 'resume';
	const before = sitting.map((one) => count(people[one].heard));
	for (const one of ['leader', 'elsewhere'] as const) expect(await people[one].move({ do: name })).toBeNull();
	await until(() => sitting.every((one, at) => count(people[one].heard) > (before[at] ?? 0)), 'the fence');
}

const count = (heard: string): number => heard.split(/"is":"(?:paused|resumed)"/).length;
