// Somebody of the matrix before a screen: only their seat and its cookie are needed.

import type { PersonId } from '#lib/base/id.ts';
import type { WorldSeat } from '#server/world/world.ts';
import { Person } from '../server/person.ts';
import { nothing } from './addresses.ts';
import type { Held } from './roles.ts';
import { place } from './world.ts';

export function sitter({ seat, cookie }: Held, sheets: WorldSeat['sheets'] = []): Person {
	const { origin } = place().house;
	const of = { person: nothing as PersonId, role: 'network', enter: '' } as const;
	return new Person({ ...of, page: `${origin}/seat/${seat}`, cookie, sheets }, origin);
}

/** Sits at the table and writes on its core sheet. */
export async function writer(held: Held): Promise<Person> {
	const looks = sitter(held);
	const view = await looks.sit();
	looks.leave();
	const core = view.sheets.find((sheet) => sheet.open && sheet.audience === 'core');
	if (!core) throw new Error('no core sheet');
	const { id, epoch, audience } = core;
	const one = sitter(held, [{ id, audience, sync: `/sync/${id}.${epoch}?seat=${held.seat}` }]);
	await one.sit();
	one.write('core');
	return one;
}
