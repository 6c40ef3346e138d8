// Who is asked for an answer, at a real house: somebody at home, and somebody who is asked later; and a reserve on one
// part, that a school reads only where the part is its own to read.

import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import type { CircleId, PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { checkFile } from '#lib/seal/check.ts';
import type { Move } from '#lib/wire/move.ts';
import { newId } from '#server/door/secret.ts';
import { openSeat, type SeatWho } from '#server/door/seat.ts';
import type { Staff } from '#server/door/staff.ts';
import { disclosure, version as versions } from '#server/store/schema.ts';
import { copyFor } from '#server/table/copies.ts';
import { moveFor } from '#server/table/moves.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { hold, type Promised } from './door-agreed.ts';
import { aCircle, aCoach, add, aHouse, aTraject, named, yes } from './door-house.ts';

const house = aHouse();
let joris: Staff;
beforeAll(async () => void (joris = await aCoach(house())), 60_000);

const mover = (circle: CircleId, by: PersonId) => (move: Move) =>
	moveFor(house().moveTools, circle, { person: by, seat: null }, newId(), move);

async function seatOf(at: Preparing, person: PersonId): Promise<SeatWho> {
	const made = { person, circle: null, via: 'card', state: 'seated', card: null, claim: null } as const;
	const key = await house().store.write((tx) => openSeat(tx, { traject: at.traject, ...made }));
	const role = (await house().hall.live(await circleOf(at, person)))?.table.people.get(person)?.role ?? null;
	const seat = { is: 'seat', seat: key.id, traject: at.traject, state: 'seated', circle: null } as const;
	return { ...seat, person, role, wall: false, tablet: null };
}

async function circleOf(at: Preparing, person: PersonId): Promise<CircleId> {
	const id = await house().tables.currentOf(at.traject, person);
	if (!id) throw new Error('no circle for them');
	return id;
}

const copyOf = async (at: Preparing, person: PersonId, version: VersionId) => {
	const copy = await copyFor(house(), await seatOf(at, person), version);
	if (!copy || isNo(copy)) return null;
	const keys = house()
		.keys()
		.map((jwk) => ({ jwk, trust: 'house' as const }));
	return yes(checkFile(copy.file, keys, () => null));
};

async function agreed(at: Preparing, promised: readonly Promised[]) {
	const circle = await aCircle(at);
	const version = await hold(at, circle, promised);
	const leader = (await house().hall.live(circle))?.table.circle.leader;
	if (!leader) throw new Error('nobody leads');
	return { circle, version, leader, move: mover(circle, leader) };
}

it('somebody who is asked later gets the same version and answers it, from home, without sitting down', async () => {
	const at = await aTraject(house(), joris);
	const promise = {
		owner: named(at, 'Wim'),
		asker: null,
		text: 'Ik bel maandag.',
		audience: 'core'
	} as const;
	const { circle, version, move } = await agreed(at, [promise]);
	const an = await add(house(), at.traject, 'An', 'moeder');
	await house().hall.touch(circle);
	expect(await house().tables.currentOf(at.traject, an)).toBeNull();
	expect(await move({ do: 'expect', person: an, asked: true })).toBeNull();
	expect(await move({ do: 'expect', person: an, asked: false })).toBe('stays-asked');
	const copy = await copyOf(at, an, version);
	const [row] = await house().store.read((db) => db.select().from(versions).where(eq(versions.id, version)));
	expect(copy?.digest).toBe(row?.digest);
	await house().tables.arrive(circle, an);
	expect((await house().hall.live(circle))?.table.circle.seated.has(an)).toBe(false);
	const own = { do: 'answer', version, person: an, answer: 'yes', words: '', until: null } as const;
	expect(await mover(circle, an)({ ...own, how: 'spoken', witness: null })).toBeNull();
	expect((await copyOf(at, an, version))?.answers.some(({ person }) => person === an)).toBe(true);
});

it('a second parent at home is asked with the others, and stands in the version by their own name', async () => {
	const at = await aTraject(house(), joris);
	const an = await add(house(), at.traject, 'An', 'moeder');
	const circle = await aCircle(at);
	const leader = (await house().hall.live(circle))?.table.circle.leader;
	expect(await mover(circle, leader ?? an)({ do: 'expect', person: an, asked: true })).toBeNull();
	const promise = { owner: named(at, 'Wim'), asker: null, text: 'Ik bel.', audience: 'core' } as const;
	const version = await hold(at, circle, [promise]);
	const rows = await house().store.read((db) =>
		db.select().from(disclosure).where(eq(disclosure.version, version))
	);
	const people = rows.flatMap(({ words }) => {
		const [, value] = JSON.parse(Buffer.from(words ?? 'bnVsbA', 'base64url').toString()) as [string, never];
		const { part } = value as { part: { part: string; name: string; present: boolean; answers: boolean } };
		return part.part === 'person' ? [part] : [];
	});
	expect(people.find(({ name }) => name === 'An')).toMatchObject({ present: false, answers: true });
	expect(JSON.stringify(people)).not.toMatch(/ouders/i);
});

it('whoever was deliberately not invited, or refuses contact, is not put on the list', async () => {
	const at = await aTraject(house(), joris);
	const { circle, move } = await agreed(at, [
		{ owner: named(at, 'Wim'), asker: null, text: 'Ik bel.', audience: 'core' }
	]);
	const bart = await add(house(), at.traject, 'Bart', 'nonkel');
	const { contactBar } = await import('#server/store/schema.ts');
	await house().store.write((tx) =>
		tx.insert(contactBar).values({ traject: at.traject, person: named(at, 'Wim'), other: bart })
	);
	await house().hall.touch(circle);
	expect(await move({ do: 'expect', person: bart, asked: true })).toBe('contact-refused');
});

it('a reserve on a part that stays here is a reserve without words for the school, and in full for who has that part', async () => {
	const at = await aTraject(house(), joris);
	const sara = await add(house(), at.traject, 'Sara', 'leerkracht', true);
	const again = { ...at, people: [...at.people, { ...at.people[0], id: sara, role: 'school' }] } as Preparing;
	const wim = named(at, 'Wim');
	const { circle, version, move } = await agreed(again, [
		{ owner: wim, asker: null, text: 'Ik drink niet meer.', audience: 'inner' },
		{ owner: wim, asker: null, text: 'Ik bel maandag.', audience: 'core' }
	]);
	const parts = (await copyOf(at, wim, version))?.parts.map(
		({ part }) => part as { id: string; text: string }
	);
	const idOf = (text: string) => parts?.find((part) => part.text === text)?.id ?? '';
	const say = { do: 'answer', version, answer: 'yes-but', until: null, how: 'spoken' } as const;
	const mine = { ...say, person: wim, witness: null } as const;
	const inner = { ...mine, words: 'Alleen als ik hulp krijg.', target: idOf('Ik drink niet meer.') };
	const theirs = { ...say, person: sara, witness: null, words: 'Ja maar', target: inner.target };
	expect(inner.target).not.toBe('');
	// Of a part one does not have, and of one that is nowhere, one hears the same.
	expect(await mover(circle, sara)(theirs)).toBe('no-such-part');
	expect(await mover(circle, sara)({ ...theirs, target: newId() })).toBe('no-such-part');
	expect(await mover(circle, sara)({ ...theirs, target: idOf('Ik bel maandag.') })).toBeNull();
	expect(await mover(circle, wim)(inner)).toBeNull();
	expect(await move({ do: 'expect', person: wim, asked: true })).toBeNull();
	const hers = await copyOf(at, sara, version);
	const his = await copyOf(at, wim, version);
	const ofWim = (copy: typeof his) => copy?.answers.findLast(({ person }) => person === wim);
	expect(ofWim(hers)).toMatchObject({ answer: 'yes-but', words: null, target: null });
	expect(ofWim(his)).toMatchObject({ words: { text: inner.words }, target: { of: inner.target } });
	expect(his?.answers.findLast(({ person }) => person === sara)?.words?.text).toBe('Ja maar');
	const seen = async (person: PersonId, role: 'school' | 'pupil') =>
		JSON.stringify(await house().tables.view(circle, { is: 'person', person, role }, newId()));
	expect(await seen(sara, 'school')).not.toContain('hulp krijg');
	expect(await seen(named(at, 'Steven'), 'pupil')).toContain('hulp krijg');
	expect(JSON.stringify(await house().tables.view(circle, { is: 'wall' }, newId()))).not.toContain(
		'hulp krijg'
	);
});
