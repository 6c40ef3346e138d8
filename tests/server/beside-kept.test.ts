// What stands beside a version when things went on: two who are not to meet since, a copy that is held, a version that is
// over, the same signature sent again, an erasure that others are not to notice.

import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo, type No } from '#lib/base/no.ts';
import { openCopy } from '#lib/live/copy.ts';
import { readFile, writeFile } from '#lib/seal/file.ts';
import { signStatement } from '#lib/seal/statement.ts';
import type { Signer } from '#lib/seal/key.ts';
import { newId } from '#server/door/secret.ts';
import { openSeat, type SeatWho } from '#server/door/seat.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { rendering } from '#server/store/agreed.ts';
import { annexDraft } from '#server/store/beside.ts';
import { contactBar, seat, version as versions } from '#server/store/schema.ts';
import { addAccount, readAccounts, type AccountAsked } from '#server/table/accounts.ts';
import { answerAnnex } from '#server/table/annex-said.ts';
import { dropAnnex, leaveAnnex, proposeAnnex, takeAnnex } from '#server/table/annex-write.ts';
import { besidePage, waitsBeside } from '#server/table/beside-page.ts';
import { copyFor } from '#server/table/copies.ts';
import { erase } from '#server/table/erase.ts';
import { atTraject, type Preparing } from '#server/traject/at-traject.ts';
import { tablesWith } from '../store/search.ts';
import { hold } from './door-agreed.ts';
import { add, aCircle, aCoach, aHouse, aTraject, named } from './door-house.ts';

const house = aHouse();
const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const noOf = (made: unknown) => (isNo(made as No) ? (made as No).no : made);
let at: Preparing;
let v1: VersionId;
let device: Signer;
let who: Record<'coach' | 'steven' | 'wim' | 'tom' | 'ilse', SeatWho & { person: PersonId }>;

async function seated(person: PersonId, key: Signer | null = null) {
	const made = { person, circle: null, via: 'card', state: 'seated', card: null, claim: null } as const;
	const opened = await house().store.write((tx) => openSeat(tx, { traject: at.traject, ...made }));
	if (key)
		await house().store.write((tx) => tx.update(seat).set({ key: key.key }).where(eq(seat.id, opened.id)));
	const role = at.people.find((one) => one.id === person)?.role ?? 'parent';
	const is = { is: 'seat', seat: opened.id, traject: at.traject, state: 'seated', circle: null } as const;
	return { ...is, person, role, wall: false, tablet: null };
}

const promised = () => [
	{ owner: who.steven.person, asker: null, text: 'Ik kom.', audience: 'core' as const }
];

beforeAll(async () => {
	const joris = await aCoach(house());
	const before = await aTraject(house(), joris);
	await add(house(), before.traject, 'Tom', 'leerkracht', true);
	at = await atTraject({ house: house(), staff: joris }, before.traject);
	device = signerFrom(newKey());
	who = {
		coach: await seated(at.mine as PersonId),
		steven: await seated(named(at, 'Steven'), device),
		wim: await seated(named(at, 'Wim')),
		tom: await seated(named(at, 'Tom')),
		ilse: await seated(named(at, 'Ilse'))
	};
	v1 = await hold(at, await aCircle(at), promised());
}, 60_000);

const page = async (one: SeatWho, id: VersionId = v1) => {
	const found = await besidePage(house(), one, id);
	if (!found) throw new Error('no page');
	return found;
};
const promise = (owner: PersonId, text: string) => ({ id: '', owner, text, when: '', asker: '' });
const propose = (promises: ReturnType<typeof promise>[], id: VersionId = v1) =>
	proposeAnnex(house(), who.coach, id, { readers: [], promises });
const account = (one: SeatWho, change: Partial<AccountAsked> = {}, id: VersionId = v1) =>
	addAccount(house(), one, id, { words: 'Zo was het.', to: 'all', people: [], signed: null, ...change });
async function apart<T>(person: PersonId, other: PersonId, then: () => Promise<T>): Promise<T> {
	await house().store.write((tx) => tx.insert(contactBar).values({ traject: at.traject, person, other }));
	try {
		return await then();
	} finally {
		await house().store.write((tx) => tx.delete(contactBar).where(eq(contactBar.traject, at.traject)));
	}
}
const digestOf = async (id: VersionId) => {
	const [row] = await house().store.read((db) => db.select().from(versions).where(eq(versions.id, id)));
	return (row?.digest ?? '') as Digest;
};

describe('two who are not to meet since', () => {
	it('read nothing of what is still being written for both, and take nothing of it', async () => {
		expect(
			await propose([
				promise(who.wim.person, 'Kanarie van Wim.'),
				promise(who.steven.person, 'Kanarie van Steven.')
			])
		).toBe('done');
		const [draft] = (await page(who.wim)).drafts;
		const his = draft?.promises.find(({ digest }) => digest);
		const asked = { draft: draft?.id ?? '', item: his?.id ?? '', digest: his?.digest ?? '', when: '' };
		await apart(who.steven.person, who.wim.person, async () => {
			expect((await page(who.wim)).drafts).toEqual([]);
			expect(await waitsBeside(house(), who.wim, v1)).toBe(false);
			const taken = await takeAnnex(house(), who.wim, v1, { ...asked, text: 'Kanarie van Wim.' });
			expect(noOf(taken)).toBe('annex-gone');
		});
		expect(await dropAnnex(house(), who.coach, v1, draft?.id ?? '')).toBe('done');
	});

	it('one whose copy is held reads no accounts beside it either, but their own', async () => {
		expect(await account(who.ilse, { words: 'Steven woont nu elders.' })).toBe('added');
		expect(await account(who.wim, { words: 'Mijn kant.' })).toBe('added');
		await apart(who.steven.person, who.wim.person, async () => {
			expect(noOf(await copyFor(house(), who.wim, v1))).toBe('copy-held');
			expect((await page(who.wim)).accounts.map(({ words }) => words)).toEqual(['Mijn kant.']);
			expect((await page(who.ilse)).accounts).toHaveLength(2);
		});
		expect((await page(who.wim)).accounts).toHaveLength(2);
	});
});

it('the same signature sent again is one account and one answer, and moves neither', async () => {
	const hand = { at: 1_790_000_000, how: 'device', witness: null } as const;
	const about = { traject: at.traject, person: who.steven.person, aloud: null };
	const words = 'Voor Wim alleen.';
	const said = { ...about, version: await digestOf(v1), ...hand, act: 'annex', words } as const;
	const signed = await signStatement(said, random, device);
	const own = { words, to: 'named', people: [who.wim.person], signed } as const;
	expect(await account(who.steven, own)).toBe('added');
	expect(await account(who.steven, { words: 'Iets anders.' })).toBe('added');
	expect(noOf(await account(who.steven, { ...own, to: 'all' }))).toBe('not-signed-well');
	expect((await page(who.tom)).accounts.map((one) => one.words)).not.toContain(words);

	expect(await propose([promise(who.steven.person, 'Ik bel.')])).toBe('done');
	const [draft] = (await page(who.steven)).drafts;
	const [its] = draft?.promises ?? [];
	const asked = { draft: draft?.id ?? '', item: its?.id ?? '', digest: its?.digest ?? '' };
	expect(await takeAnnex(house(), who.steven, v1, { ...asked, text: 'Ik bel.', when: '' })).toBe('done');
	const [annex] = (await page(who.steven)).annexes;
	const fields = { until: null, words: '', target: null, mark: null } as const;
	const yes = await signStatement(
		{ ...about, version: annex?.digest as Digest, ...hand, ...fields, act: 'answer', answer: 'yes' },
		random,
		device
	);
	const answer = (say: 'yes' | 'no', token: typeof yes | null) =>
		answerAnnex(house(), who.steven, v1, {
			...{ annex: annex?.id ?? '', answer: say, words: '', signed: token }
		});
	expect(await answer('yes', yes)).toBe('done');
	expect(await answer('no', null)).toBe('done');
	expect(noOf(await answer('yes', yes))).toBe('not-signed-well');
	expect((await page(who.steven)).annexes[0]?.answers.at(-1)?.answer).toBe('no');
});

it('nobody adds what another said to a file of their own, with a key of their own', async () => {
	const copy = await copyFor(house(), who.tom, v1);
	if (!copy || isNo(copy)) throw new Error('no copy');
	const file = readFile(copy.file);
	if (isNo(file) || file.format !== 2) throw new Error('no file');
	const forged = async (person: PersonId) => {
		const about = { version: await digestOf(v1), traject: at.traject, person, aloud: null };
		const hand = { at: 1_790_000_000, how: 'device', witness: null } as const;
		const said = { ...about, ...hand, act: 'annex', words: 'Ik heb gelogen.' } as const;
		const { token, disclosures } = await signStatement(said, random, signerFrom(newKey()));
		return openCopy(
			writeFile({ ...file, statements: [...file.statements, { token, disclosures }] }),
			house().keys()
		);
	};
	// Wim stands in it without a device; of somebody it does not name, it says nothing.
	expect(noOf(await forged(who.wim.person))).toBe('answer-signer');
	const stranger = await forged(newId<'person'>() as PersonId);
	expect(isNo(stranger) ? stranger : stranger.beside.accounts.map(({ words }) => words)).not.toContain(
		'Ik heb gelogen.'
	);
});

it('of what is wiped for few nobody else’s paper is drawn anew', async () => {
	const paper = (person: PersonId) => ({
		...{ key: newId(), traject: at.traject, version: v1, person, what: 'copy:nl', source: 'x' },
		...{ bytes: new Uint8Array([1]), tryAt: new Date() }
	});
	await house().store.write((tx) =>
		tx.insert(rendering).values([paper(who.tom.person), paper(who.wim.person)])
	);
	const all = await house().store.read((db) => readAccounts(db, v1));
	const mine = all.find(({ words }) => words === 'Voor Wim alleen.');
	const asked = { traject: at.traject, what: mine?.digest ?? '', reason: 'Toch niet.' };
	const { person } = who.steven;
	expect(await erase(house(), { ...asked, person, by: person })).toBe(1);
	const left = await house().store.read((db) => db.select().from(rendering));
	expect(left.map((one) => one.person)).toEqual([who.tom.person]);
});

it('what nobody took goes still when its version is over', async () => {
	expect(await propose([promise(who.wim.person, 'Kanarie een.')])).toBe('done');
	expect(await propose([promise(who.steven.person, 'Kanarie twee.')])).toBe('done');
	const drafts = (await page(who.coach)).drafts;
	const of = (text: string) => drafts.find(({ promises }) => promises[0]?.text === text);
	await hold(at, await aCircle(at), promised());
	expect(noOf(await propose([promise(who.wim.person, 'Te laat.')]))).toBe('version-replaced');
	const [one, two] = [of('Kanarie een.'), of('Kanarie twee.')];
	expect(await dropAnnex(house(), who.coach, v1, one?.id ?? '')).toBe('done');
	const item = two?.promises[0]?.id ?? '';
	expect(await leaveAnnex(house(), who.steven, v1, two?.id ?? '', item)).toBe('done');
	expect(await house().store.read((db) => db.$count(annexDraft))).toBe(0);
	expect(await tablesWith(house().store, 'Kanarie')).toEqual([]);
});
