// Move × role against the built program, over real sockets: every move of the wire has a row, every cell of it
// is sent, and what is another table's cannot be told from what is not there.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Move } from '#lib/wire/move.ts';
import { Person } from '../server/person.ts';
import { nothing } from './addresses.ts';
import { everyMove } from './every-move.ts';
import { moveOf, type Sitting } from './move-row.ts';
import { moveRows } from './move-rows.ts';
import { missing, namedIn, signedBy, type Named } from './named.ts';
import { roles, type Role } from './roles.ts';
import { sitter } from './sitter.ts';
import { place } from './world.ts';

let signed: Pick<Named, 'key' | 'signed'>;
const lines = new Map<Role, Person | string>();

async function comeIn(role: Role, seat: string): Promise<Person | string> {
	const person = sitter({ seat, cookie: place().world.cookies[role] });
	return person.sit().then(
		() => person,
		(error: unknown) => (error instanceof Error ? error.message : String(error))
	);
}

async function say(role: Role, move: Move): Promise<string | null> {
	const line = lines.get(role);
	if (!(line instanceof Person)) return line ?? 'not here';
	// More than a person could make: asked again a moment later, as a page does.
	for (;;) {
		const heard = await line.move(move);
		if (heard !== 'too-fast') return heard;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
}

const rows = Object.entries(moveRows);
/** Each has a line of the pupil's to try their moves on; all others have the one behind those. */
const sitting: readonly Sitting[] = ['school', 'parent', 'pupil', 'leader'];
const spare = sitting.length;

export function askMoves(): void {
	let before: readonly unknown[] = [];
	/** Whoever can come in sits; of all others, what they heard at the door. */
	beforeAll(async () => {
		const { world } = place();
		signed = await signedBy(world.ours);
		for (const role of roles)
			lines.set(role, await comeIn(role, world.seats[role] ?? world.ours.seats.pupil.seat));
		before = await saidAtOurs();
	});
	afterAll(() => {
		for (const line of lines.values()) if (line instanceof Person) line.leave();
	});

	it('every move has a row, and every row a move', () => {
		expect([...new Set(Object.keys(moveRows).map(moveOf))].sort()).toEqual(everyMove().sort());
	});

	it('a seat lets in whoever has it, to where it is, and nobody else', async () => {
		const { world } = place();
		const heard = Object.fromEntries(
			[...lines].map(([role, line]) => [role, line instanceof Person ? 'in' : line])
		);
		const sits = ['leader', 'pupil', 'parent', 'school', 'wall', 'elsewhere', 'practice'];
		expect(heard).toEqual(
			Object.fromEntries(roles.map((role) => [role, sits.includes(role) ? 'in' : 'no-such-seat']))
		);
		for (const role of roles) {
			const others = role === 'pupil' ? world.ours.seats.parent : world.ours.seats.pupil;
			for (const seat of [others.seat, nothing, 'x'])
				expect([role, await comeIn(role, seat)]).toEqual([role, 'no-such-seat']);
		}
	});

	describe('another table cannot be told from none', () => {
		it.each(rows.filter(([, row]) => row.absent !== undefined))('%s', async (_, row) => {
			const ours = namedIn(place().world.ours, signed, spare);
			for (const role of ['elsewhere', 'practice'] as const) {
				const said = [await say(role, row.move(ours)), await say(role, row.move(missing(ours)))];
				expect([role, said[0]]).toEqual([role, said[1]]);
			}
		});
		it('and nothing was done at ours', async () => {
			expect(await saidAtOurs()).toEqual(before);
		});
	});

	describe('every cell', () => {
		it.each(rows)('%s', async (_, row) => {
			const { ours, elsewhere } = place().world;
			if (row.first) expect(await say('leader', row.first)).toBeNull();
			const foreign = namedIn(elsewhere, signed, spare);
			if (row.absent !== undefined)
				for (const named of [foreign, missing(foreign)])
					expect(await say('leader', row.move(named))).toBe(row.absent);
			const heard: Partial<Record<Role, string | null>> = {};
			for (const role of roles.filter((one) => one !== 'elsewhere' && one !== 'practice')) {
				const at = sitting.findIndex((one) => one === role);
				heard[role] = await say(role, row.move(namedIn(ours, signed, at < 0 ? spare : at)));
			}
			const outside = [
				'nobody',
				'stranger',
				'colleague',
				'staff',
				'shut-out',
				'unasked',
				'revoked',
				'waiting'
			];
			const refused = Object.fromEntries(outside.map((role) => [role, 'no-such-seat']));
			expect(heard).toEqual({ ...refused, wall: 'only-to-look', ...row.hears });
		});
	});
}

/** All that our table knows, as the pupil sees it. */
async function saidAtOurs(): Promise<readonly unknown[]> {
	const one = sitter(place().world.ours.seats.pupil);
	const { streams, words, guests, people } = await one.sit();
	one.leave();
	return [streams, words, guests, people];
}
