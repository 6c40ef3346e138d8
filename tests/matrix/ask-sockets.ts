// Rights that change act on open sockets at once: a card taken back, a name off the list, a table that opens
// without the school that was expected. Whoever it is about hears no more of the table.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Move } from '#lib/wire/move.ts';
import type { Person } from '../server/person.ts';
import { until } from '../sync/wait.ts';
import { ask } from './ask.ts';
import type { Planned } from './planned.ts';
import { sitter } from './sitter.ts';
import { place } from './world.ts';

const sitting = {} as Record<keyof Planned['held'], Person>;

export function askSockets(): void {
	beforeAll(async () => {
		for (const [name, held] of Object.entries(place().world.planned.held)) {
			const one = sitter(held);
			sitting[name as keyof typeof sitting] = one;
			await one.sit();
		}
	});
	afterAll(() => Object.values(sitting).forEach((one) => one.leave()));

	it('of somebody who is not expected any more is closed at once', async () => {
		const { house, world } = place();
		const { planned } = world;
		const { parent } = planned.held;
		const guests = planned.people.map((id) => [`guest-${id}`, id === parent.person ? 'absent' : 'expected']);
		const form = { ...Object.fromEntries(guests), day: '2031-10-06', time: '16:00' };
		const path = `/traject/${planned.traject}/circle/${planned.circle}?/save`;
		const heard = await ask(house.origin, {
			method: 'POST',
			action: true,
			path,
			cookie: world.cookies.staff,
			form
		});
		expect(heard.body).toContain('"type":"success"');
		await gone('parent', 'reload');
		await expect(sitting.parent.sit()).rejects.toThrow('no-such-seat');
	});

	it('of a school is closed at once when the table opens without one', async () => {
		expect(await sitting.leader.move({ do: 'open', setting: 'family' })).toBeNull();
		await gone('school', 'reload');
		await expect(sitting.school.sit()).rejects.toThrow('no-such-seat');
		await hearsNothing('school', { do: 'go', to: 'together' });
		await hearsNothing('parent', { do: 'go', to: 'reading' });
	});

	it('is closed at once when the card is taken back', async () => {
		const { house, world } = place();
		const { planned } = world;
		const path = `/traject/${planned.traject}/circle/${planned.circle}/cards?/revoke`;
		const form = { person: planned.held.leader.person };
		await ask(house.origin, { method: 'POST', action: true, path, cookie: world.cookies.staff, form });
		await gone('leader', 'revoked');
		await expect(sitting.leader.sit()).rejects.toThrow('no-such-seat');
	});
}

const gone = (name: keyof typeof sitting, reason: string) =>
	until(() => sitting[name].ended === reason, `the ${name} to be out`);

/** What somebody who is out hears of a table that goes on. */
async function hearsNothing(name: keyof typeof sitting, move: Move): Promise<void> {
	const before = sitting[name].heard.length;
	const heard = sitting.leader.heard.length;
	expect(await sitting.leader.move(move)).toBeNull();
	await until(() => sitting.leader.heard.length > heard, 'the table to go on');
	expect(sitting[name].heard.slice(before)).toBe('');
}
