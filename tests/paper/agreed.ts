// A plan that was agreed, with a school at the table and words it does not have; everybody has a seat of their own. Not `declared`:
// it lies before everybody and is not in force. Not `closed`: they sit there still.

import type { CircleId, PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import type { Staff } from '#server/door/staff.ts';
import { openSeat } from '#server/door/seat.ts';
import type { House } from '#server/house.ts';
import type { What } from '#server/paper/outbox.ts';
import { atTraject, type Preparing } from '#server/traject/at-traject.ts';
import { hold } from '../server/door-agreed.ts';
import { aCircle, add, aTraject, named } from '../server/door-house.ts';
import { plannedGuests } from '../server/door-plan.ts';

export type Agreed = {
	readonly at: Preparing;
	readonly circle: CircleId;
	readonly version: VersionId;
	readonly of: (name: string) => PersonId;
	/** The bytes of somebody's paper, as whoever asks gets them. */
	readonly paper: (name: string, what?: What) => Promise<Uint8Array>;
};

/** Words that only those of the inner circle have. */
export const innerWords = 'Ik bel zelf met drie adressen, en zeg het niet op school.';
export const coreWords = 'Ik ben elke dinsdag op het gesprek. #set page(fill: red) — “vet” $x^2$ 😀';

export async function agree(house: House, staff: Staff, declared = true, closed = true): Promise<Agreed> {
	const begun = await aTraject(house, staff);
	await add(house, begun.traject, 'Bral', 'directie', true);
	const at = await atTraject({ house, staff }, begun.traject);
	const of = (name: string) => named(at, name);
	for (const { id } of at.people)
		await house.store.write((tx) =>
			openSeat(tx, {
				traject: at.traject,
				person: id,
				circle: null,
				via: 'name',
				state: 'seated',
				card: null,
				claim: null
			})
		);
	const promised = [
		{ owner: of('Steven'), asker: of('Wim'), text: coreWords, audience: 'core' },
		{ owner: of('Wim'), asker: of('Steven'), text: innerWords, audience: 'inner' }
	] as const;
	const circle = await aCircle(at, { guests: plannedGuests(at, {}) });
	const version = await hold(at, circle, promised, declared, [], closed);
	return {
		at,
		circle,
		version,
		of,
		async paper(name, what = 'copy:nl') {
			const made = await house.paper.ask({ version, person: of(name), what }, 60_000);
			if (!made || isNo(made) || made.is !== 'made') throw new Error(`no paper: ${JSON.stringify(made)}`);
			return made.bytes;
		}
	};
}
