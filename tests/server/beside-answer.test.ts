// Beside an answer, at a real house: consent to the help as a record of its own, a device that joins in sight of somebody,
// and what was read out before an answer, by whom.

import { randomBytes } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { CircleId, PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { answerAct } from '#lib/seal/act.ts';
import { checkFile } from '#lib/seal/check.ts';
import { signStatement } from '#lib/seal/statement.ts';
import type { Part } from '#lib/seal/verify.ts';
import type { Move } from '#lib/wire/move.ts';
import { newId } from '#server/door/secret.ts';
import { openSeat, type SeatWho } from '#server/door/seat.ts';
import type { Staff } from '#server/door/staff.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { answer, seat } from '#server/store/schema.ts';
import { copyFor } from '#server/table/copies.ts';
import { moveFor } from '#server/table/moves.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, add, aHouse, aTraject, named, yes } from './door-house.ts';

const house = aHouse();
let joris: Staff;
beforeAll(async () => void (joris = await aCoach(house())), 60_000);

const random = (count: number) => new Uint8Array(randomBytes(count));
const mover = (circle: CircleId, by: PersonId) => (move: Move) =>
	moveFor(house().moveTools, circle, { person: by, seat: null }, newId(), move);

async function seatOf(
	at: Preparing,
	circle: CircleId,
	person: PersonId,
	key: unknown = null
): Promise<SeatWho> {
	const made = { person, circle: null, via: 'card', state: 'seated', card: null, claim: null } as const;
	const opened = await house().store.write((tx) => openSeat(tx, { traject: at.traject, ...made }));
	if (key) await house().store.write((tx) => tx.update(seat).set({ key }).where(eq(seat.id, opened.id)));
	const role = (await house().hall.live(circle))?.table.people.get(person)?.role ?? null;
	const who = { is: 'seat', seat: opened.id, traject: at.traject, state: 'seated', circle: null } as const;
	return { ...who, person, role, wall: false, tablet: null };
}

const deviceKeyOf = (parts: readonly Part[], person: PersonId): string | null => {
	const people = parts.map(({ part }) => part as { part: string; id: string; key: string | null });
	return people.find((one) => one.part === 'person' && one.id === person)?.key ?? null;
};

async function agreed(closed = true) {
	const at = await aTraject(house(), joris);
	const sara = await add(house(), at.traject, 'Sara', 'leerkracht', true);
	const people = [...at.people, { ...at.people[0], id: sara, role: 'school' }] as Preparing['people'];
	const circle = await aCircle({ ...at, people });
	const [wim, steven] = [named(at, 'Wim'), named(at, 'Steven')];
	const promise = { owner: wim, asker: null, text: 'Ik bel maandag.', audience: 'core' } as const;
	const version = await hold({ ...at, people }, circle, [promise], true, [], closed);
	const live = await house().hall.live(circle);
	const [leader, digest] = [live?.table.circle.leader, live?.table.versions.get(version)?.digest];
	if (!leader || !digest) throw new Error('no version');
	return { at, circle, version, digest, wim, steven, sara, leader };
}

async function copyOf(at: Preparing, circle: CircleId, person: PersonId, version: VersionId) {
	const copy = await copyFor(house(), await seatOf(at, circle, person), version);
	if (!copy || isNo(copy)) throw new Error('no copy');
	const keys = house()
		.keys()
		.map((jwk) => ({ jwk, trust: 'house' as const }));
	return yes(checkFile(copy.file, keys, deviceKeyOf));
}

/** The digest of the last answer of theirs. */
const lastOf = async (version: VersionId, person: PersonId) => {
	const rows = await house().store.read((db) =>
		db.select().from(answer).where(eq(answer.version, version)).orderBy(desc(answer.at))
	);
	return (rows.find((row) => row.person === person)?.digest ?? null) as Digest | null;
};

it('consent to the help is asked of the pupil and the parents, apart, refused and taken back, and never a school’s to know', async () => {
	const { at, circle, version, wim, steven, sara, leader } = await agreed();
	const help = { do: 'help', version, given: true, words: '', witness: null } as const;
	expect(await mover(circle, steven)({ ...help, person: steven, words: 'Als Joris het doet.' })).toBeNull();
	expect(await mover(circle, wim)({ ...help, person: steven })).toBe('not-yours-to-answer');
	expect(await mover(circle, sara)({ ...help, person: sara })).toBe('help-not-asked');
	expect(await mover(circle, leader)({ ...help, person: leader })).toBe('help-not-asked');
	const aloud = { ...help, person: wim, given: false, witness: leader } as const;
	expect(await mover(circle, leader)({ ...aloud, witness: wim })).toBe('no-witness');
	expect(await mover(circle, leader)(aloud)).toBeNull();
	expect(await mover(circle, steven)({ ...help, person: steven, given: false })).toBeNull();
	// Their own no is nobody else's to turn.
	const turned = { ...help, person: steven, witness: leader } as const;
	expect(await mover(circle, leader)(turned)).toBe('not-yours-to-answer');
	const helpIn = async (person: PersonId) =>
		(await copyOf(at, circle, person, version)).statements.flatMap((one) =>
			one.act === 'help' ? [[one.person, one.given, one.how, one.hidden.words?.is ?? null]] : []
		);
	expect(await helpIn(steven)).toEqual([
		[steven, true, 'house', 'Als Joris het doet.'],
		[wim, false, 'spoken', null],
		[steven, false, 'house', '']
	]);
	expect((await helpIn(wim)).map(([person, given]) => [person, given])).toHaveLength(3);
	expect(JSON.stringify(await helpIn(wim))).not.toContain('Joris');
	expect(await helpIn(sara)).toEqual([]);
	// The answer to the plan stands as it was.
	const { answers } = await copyOf(at, circle, steven, version);
	expect(answers.filter(({ person }) => person === steven).map(({ answer }) => answer)).toEqual(['yes']);
	const view = async (person: PersonId, role: 'school' | 'parent') =>
		(await house().tables.view(circle, { is: 'person', person, role }, newId()))?.versions[0]?.help;
	expect(await view(sara, 'school')).toEqual([]);
	expect(await view(wim, 'parent')).toHaveLength(3);
});

it('a new device answers for its person once somebody who sits there says whose it is', async () => {
	const { at, circle, version, digest, wim, leader } = await agreed(false);
	const device = signerFrom(newKey());
	const joins = { do: 'key-joins', version, person: wim } as const;
	expect(await mover(circle, leader)(joins)).toBe('no-new-key');
	await seatOf(at, circle, wim, device.key);
	const about = {
		version: digest,
		traject: at.traject,
		person: wim,
		at: 1_790_000_000,
		aloud: null
	} as const;
	const said = { ...answerAct('yes', null), words: '', target: null, mark: 'M1 1L9 9' } as const;
	const sign = () => signStatement({ ...about, how: 'device', witness: null, ...said }, random, device);
	const yesNow = async () => {
		const { token, disclosures } = await sign();
		const [words = '', target = '', mark = ''] = disclosures;
		return {
			do: 'answer-signed',
			version,
			token,
			disclosures: [words, target, mark] as [string, string, string]
		} as const;
	};
	expect(await mover(circle, wim)(await yesNow())).toBe('not-signed-well');
	expect(await mover(circle, wim)(joins)).toBe('key-witness');
	expect(await mover(circle, newId<'person'>())(joins)).toBe('key-witness');
	expect(await mover(circle, leader)(joins)).toBeNull();
	expect(await mover(circle, leader)(joins)).toBe('no-new-key');
	// A yes that waited without a network overrules nothing that was written down since it was given.
	const waited = await yesNow();
	const base = { do: 'answer', version, person: wim, answer: 'no', words: '', until: null } as const;
	expect(await mover(circle, leader)({ ...base, how: 'spoken', witness: leader })).toBeNull();
	expect(await mover(circle, wim)({ ...waited, after: null })).toBe('answered-since');
	const written = await lastOf(version, wim);
	expect(await mover(circle, wim)({ ...(await yesNow()), after: written })).toBeNull();
	const copy = await copyOf(at, circle, wim, version);
	const last = copy.answers.findLast(({ person }) => person === wim);
	expect(last).toMatchObject({ by: 'device', how: 'device', mark: { path: 'M1 1L9 9' } });
	expect(copy.statements.find(({ act }) => act === 'key')).toMatchObject({ witness: leader, by: 'house' });
	const told = (await house().hall.live(circle))?.table.versions.get(version)?.joined;
	expect(told && [...told]).toEqual([[wim, leader]]);
});

it('once the circle is closed nobody sits there any more to say whose device it is', async () => {
	const { at, circle, version, wim, leader } = await agreed();
	await seatOf(at, circle, wim, signerFrom(newKey()).key);
	expect(await mover(circle, leader)({ do: 'key-joins', version, person: wim })).toBe('key-later');
	const told = (await house().hall.live(circle))?.table.versions.get(version)?.joined;
	expect(told && [...told]).toEqual([]);
});

it('what somebody said with their own hand stays on a tablet that goes round, and is written down anew when they ask it', async () => {
	const { circle, version, steven, wim, sara, leader } = await agreed(false);
	const onTablet = (move: Move) =>
		moveFor(house().moveTools, circle, { person: steven, seat: null, tablet: newId() }, newId(), move);
	const no = { do: 'answer', version, person: steven, answer: 'no', words: '', until: null } as const;
	const before = await lastOf(version, steven);
	// Anybody taps his name on the tablet, and a witness beside it.
	expect(await onTablet({ ...no, how: 'tablet', witness: wim })).toBe('said-by-own-hand');
	expect(await mover(circle, leader)({ ...no, how: 'spoken', witness: wim })).toBe('not-yours-to-answer');
	const anew = { ...no, how: 'spoken', anew: true } as const;
	expect(await mover(circle, leader)({ ...anew, witness: leader })).toBe('no-witness');
	expect(await mover(circle, sara)({ ...anew, witness: wim })).toBe('not-yours-to-answer');
	expect(await lastOf(version, steven)).toBe(before);
	expect(await mover(circle, leader)({ ...anew, witness: wim })).toBeNull();
	expect(await lastOf(version, steven)).not.toBe(before);
	const help = { do: 'help', version, person: steven, words: '' } as const;
	expect(await mover(circle, steven)({ ...help, given: true, witness: null })).toBeNull();
	expect(await onTablet({ ...help, given: false, witness: wim })).toBe('said-by-own-hand');
});

it('S5-11: an answer says in which language it was read out and by whom; no minor reads out', async () => {
	const { at, circle, version, wim, steven, leader } = await agreed();
	const base = { do: 'answer', version, person: wim, answer: 'yes', words: '', until: null } as const;
	const spoken = { ...base, how: 'spoken', witness: leader } as const;
	const by = (person: PersonId) => ({ language: 'fa-AF', by: person });
	expect(await mover(circle, leader)({ ...spoken, aloud: by(steven) })).toBe('may-not-interpret');
	expect(await mover(circle, leader)({ ...spoken, aloud: by(wim) })).toBe('may-not-interpret');
	expect(await mover(circle, leader)({ ...spoken, aloud: by(leader) })).toBeNull();
	const copy = await copyOf(at, circle, wim, version);
	const last = copy.answers.findLast(({ person }) => person === wim);
	expect(last).toMatchObject({ how: 'spoken', witness: leader, aloud: by(leader) });
});
