// On paper, at a real house: whose sheet who leads can print, what stands on it, and that an answer is typed over from
// that very sheet and no other.

import { beforeAll, expect, it } from 'vitest';
import type { CircleId, PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { sheetCode } from '#lib/version/sheet-code.ts';
import type { Move } from '#lib/wire/move.ts';
import { newId } from '#server/door/secret.ts';
import { openSeat, type SeatWho } from '#server/door/seat.ts';
import type { Staff } from '#server/door/staff.ts';
import { readAnswers } from '#server/table/answers-read.ts';
import { moveFor } from '#server/table/moves.ts';
import { sheetFor } from '#server/table/paper-answer.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, add, aHouse, aTraject, named } from './door-house.ts';

const house = aHouse();
let joris: Staff;
beforeAll(async () => void (joris = await aCoach(house())), 60_000);

const mover = (circle: CircleId, by: PersonId) => (move: Move) =>
	moveFor(house().moveTools, circle, { person: by, seat: null }, newId(), move);

async function seatFor(at: Preparing, circle: CircleId, person: PersonId): Promise<SeatWho> {
	const made = { person, circle: null, via: 'card', state: 'seated', card: null, claim: null } as const;
	const key = await house().store.write((tx) => openSeat(tx, { traject: at.traject, ...made }));
	const role = (await house().hall.live(circle))?.table.people.get(person)?.role ?? null;
	const seat = { is: 'seat', seat: key.id, traject: at.traject, state: 'seated', circle: null } as const;
	return { ...seat, person, role, wall: false, tablet: null };
}

const sheetOf = async (who: SeatWho, version: VersionId, person: string) => {
	const sheet = await sheetFor(house(), who, version, person);
	return isNo(sheet) ? sheet.no : sheet;
};

it('S1-14: an answer is typed over from the sheet of that person and that version, and from no other', async () => {
	const at = await aTraject(house(), joris);
	const sara = await add(house(), at.traject, 'Sara', 'leerkracht', true);
	const wim = named(at, 'Wim');
	const people = [...at.people, { ...at.people[0], id: sara, role: 'school' }] as Preparing['people'];
	const circle = await aCircle({ ...at, people });
	const version = await hold({ ...at, people }, circle, [
		{ owner: wim, asker: null, text: 'Ik drink niet meer.', audience: 'inner' },
		{ owner: wim, asker: null, text: 'Ik bel maandag.', audience: 'core' }
	]);
	const live = await house().hall.live(circle);
	const [leader, digest] = [live?.table.circle.leader, live?.table.versions.get(version)?.digest];
	if (!leader || !digest) throw new Error('no version');
	const nele = await seatFor(at, circle, leader);

	const [his, hers] = [await sheetOf(nele, version, wim), await sheetOf(nele, version, sara)];
	expect(JSON.stringify(his)).toContain('drink');
	expect(JSON.stringify(hers)).toContain('Ik bel maandag.');
	expect(JSON.stringify(hers)).not.toContain('drink');
	expect(await sheetOf(await seatFor(at, circle, wim), version, wim)).toBeNull();
	expect(await sheetOf(nele, version, newId())).toBeNull();
	expect(await sheetOf(nele, newId<'version'>(), wim)).toBeNull();

	const paper = {
		do: 'answer',
		version,
		person: wim,
		answer: 'yes',
		words: '',
		until: null,
		how: 'paper'
	} as const;
	const [code, other] = [sheetCode(1, digest, wim), sheetCode(1, digest, sara)];
	const lead = mover(circle, leader);
	for (const wrong of [other, sheetCode(2, digest, wim), 'x', ''])
		expect([wrong, await lead({ ...paper, witness: leader, code: wrong })]).toEqual([wrong, 'other-sheet']);
	expect(await lead({ ...paper, witness: leader })).toBe('other-sheet');
	expect(await lead({ ...paper, witness: sara, code })).toBe('no-witness');
	expect(await mover(circle, sara)({ ...paper, witness: sara, code })).toBe('not-yours-to-answer');
	expect(await lead({ ...paper, witness: leader, code: code.toLowerCase() })).toBeNull();
	const answers = await house().store.read((db) => readAnswers(db, [version]));
	expect(answers.get(version)?.find(({ person }) => person === wim)).toMatchObject({ answer: 'yes' });
});
