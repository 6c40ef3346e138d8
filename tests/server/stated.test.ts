// What people say of a version, as it is kept and handed out at a real house: answers of the old form and the new beside
// each other, a device that joins later, what each reader has of a statement, and how the version stands.

import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { CircleId, PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { signAnswer } from '#lib/seal/answer.ts';
import { checkFile, type Checked } from '#lib/seal/check.ts';
import { thumbprint, type Signer } from '#lib/seal/key.ts';
import { signStatement, type StatementFields } from '#lib/seal/statement.ts';
import type { Part } from '#lib/seal/verify.ts';
import { newId } from '#server/door/secret.ts';
import { openSeat, type SeatWho } from '#server/door/seat.ts';
import type { Staff } from '#server/door/staff.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { statement } from '#server/store/agreed.ts';
import { answer, seat, version as versions } from '#server/store/schema.ts';
import { copyFor } from '#server/table/copies.ts';
import { moveFor } from '#server/table/moves.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, aHouse, aTraject, named, yes } from './door-house.ts';

const house = aHouse();
let joris: Staff;
/** One table for all of it: what is said there stays there. */
let there: Awaited<ReturnType<typeof agreed>>;
beforeAll(async () => {
	joris = await aCoach(house());
	there = await agreed();
}, 60_000);

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));

async function seatOf(at: Preparing, person: PersonId, key: Signer | null = null): Promise<SeatWho> {
	const made = { person, circle: null, via: 'card', state: 'seated', card: null, claim: null } as const;
	const opened = await house().store.write((tx) => openSeat(tx, { traject: at.traject, ...made }));
	if (key)
		await house().store.write((tx) => tx.update(seat).set({ key: key.key }).where(eq(seat.id, opened.id)));
	const role = at.people.find((one) => one.id === person)?.role ?? 'parent';
	const who = { is: 'seat', seat: opened.id, traject: at.traject, state: 'seated', circle: null } as const;
	return { ...who, person, role, wall: false, tablet: null };
}

const deviceKeyOf = (parts: readonly Part[], person: PersonId): string | null => {
	const people = parts.map(({ part }) => part as { part: string; id: string; key: string | null });
	return people.find((one) => one.part === 'person' && one.id === person)?.key ?? null;
};

async function copyOf(at: Preparing, person: PersonId, version: VersionId): Promise<Checked> {
	const copy = await copyFor(house(), await seatOf(at, person), version);
	if (!copy || isNo(copy)) throw new Error('no copy');
	const keys = house().keys();
	const checked = checkFile(
		copy.file,
		keys.map((jwk) => ({ jwk, trust: 'house' as const })),
		deviceKeyOf
	);
	return yes(checked);
}

/** A version of one promise; Wim has a device with a key. */
async function agreed(declared = true) {
	const at = await aTraject(house(), joris);
	const device = signerFrom(newKey());
	const [wim, steven] = [named(at, 'Wim'), named(at, 'Steven')];
	await seatOf(at, wim, device);
	const circle = await aCircle(at);
	const promise = { owner: wim, asker: null, text: 'Ik bel maandag.', audience: 'core' } as const;
	const version = await hold(at, circle, [promise], declared);
	const [row] = await house().store.read((db) => db.select().from(versions).where(eq(versions.id, version)));
	const about = { version: row?.digest as Digest, traject: at.traject, at: 1_790_000_000, aloud: null };
	return { at, circle, version, device, wim, steven, about };
}

const move = (circle: CircleId, by: PersonId, what: Parameters<typeof moveFor>[4]) =>
	moveFor(house().moveTools, circle, { person: by, seat: null }, newId(), what);

/** Keeps a statement as the house would: with its link, in one transaction. */
async function keep(fields: StatementFields, id: VersionId, by: Signer): Promise<void> {
	const { token, digest, disclosures } = await signStatement(fields, random, by);
	const { traject, person, act } = fields;
	const row = { digest, traject, version: id, person, act, token, disclosures: [...disclosures] };
	await house().store.write(async (tx) => {
		await tx.insert(statement).values({ ...row, nonce: newId() });
		await house().chains.link(tx, traject, 'statements');
	});
}

const own = { how: 'device', witness: null, answer: 'yes', until: null, words: '', target: null } as const;

it('answers are statements now, and one of the old form is still taken and handed out', async () => {
	const { at, circle, version, device, wim, steven, about } = there;
	const old = await signAnswer({ ...about, person: wim, ...own }, random, device);
	const [words, target] = old.disclosures;
	const sent = { do: 'answer-signed', version, token: old.token, disclosures: [words, target] } as const;
	expect(await move(circle, wim, { ...sent, disclosures: [words, target] })).toBeNull();
	const now = await signStatement(
		{ ...about, person: wim, ...own, act: 'answer', answer: 'no', mark: 'M1 1L9 9' },
		random,
		device
	);
	const [first = '', second = '', third = ''] = now.disclosures;
	const again = { ...sent, token: now.token };
	expect(await move(circle, wim, { ...again, disclosures: [first, second] })).toBe('not-signed-well');
	expect(await move(circle, wim, { ...again, disclosures: [first, second, third] })).toBeNull();
	const { answers, issuer } = await copyOf(at, steven, version);
	expect(issuer).toBe('house');
	const told = answers.map((one) => [one.told.in, one.person === wim, one.answer, one.by]);
	expect(told).toEqual([
		['statement', false, 'yes', 'house'],
		['answer', true, 'yes', 'device'],
		['statement', true, 'no', 'device']
	]);
	expect(answers[2]?.mark).toEqual({ path: 'M1 1L9 9' });
	const rows = await house().store.read((db) => db.select().from(answer).where(eq(answer.version, version)));
	expect(rows).toHaveLength(3);
});

it('another device answers once its key joined in sight of somebody, and everybody can check it', async () => {
	const { at, circle, version, wim, steven, about } = there;
	const next = signerFrom(newKey());
	const yes = { ...about, person: wim, ...own, act: 'answer', mark: null } as const;
	const { token, disclosures } = await signStatement(yes, random, next);
	const [first = '', second = '', third = ''] = disclosures;
	const sent = { do: 'answer-signed' as const, version, token, disclosures: [first, second, third] as const };
	const given = { ...sent, disclosures: [first, second, third] as [string, string, string] };
	expect(await move(circle, wim, given)).toBe('not-signed-well');
	const joins = { act: 'key', of: 'device', thumbprint: thumbprint(next.key), words: 'gsm kwijt' } as const;
	const seen = { how: 'house', witness: steven } as const;
	await keep({ ...about, person: wim, ...seen, ...joins }, version, house().moveTools.signer);
	expect(await move(circle, wim, given)).toBeNull();
	const { answers, statements } = await copyOf(at, steven, version);
	expect(answers.findLast(({ person }) => person === wim)).toMatchObject({ by: 'device', key: next.key });
	expect(statements).toMatchObject([{ act: 'key', by: 'house', person: wim, hidden: { words: null } }]);
	expect((await copyOf(at, wim, version)).statements).toMatchObject([
		{ hidden: { words: { is: 'gsm kwijt' } } }
	]);
});

it('consent to the help is one’s own, and to whom one shows parts nobody else’s', async () => {
	const { at, version, device, wim, steven, about } = there;
	const said = { ...about, person: wim, how: 'device', witness: null, given: true } as const;
	await keep({ ...said, act: 'help', words: 'Ja, maar traag.' }, version, device);
	await keep({ ...said, act: 'sees', words: '', reader: 'trainer Ali', shows: [] }, version, device);
	const acts = async (person: PersonId) =>
		(await copyOf(at, person, version)).statements
			.filter(({ act }) => act !== 'key')
			.map(({ act, hidden }) => [act, hidden.words]);
	expect(await acts(wim)).toEqual([
		['help', { is: 'Ja, maar traag.' }],
		['sees', { is: '' }]
	]);
	expect(await acts(steven)).toEqual([['help', null]]);
});

it('a copy says how its version stands, and each key of the house since when it signs', async () => {
	const { at, version, steven } = await agreed(false);
	expect((await copyOf(at, steven, version)).state).toMatchObject({ state: 'presented' });
	const copy = await copyOf(there.at, there.steven, there.version);
	expect(copy.state).toMatchObject({ version: copy.digest, state: 'in-force' });
	expect(house().history()).toMatchObject([{ jwk: copy.key, until: null, handed: null }]);
});
