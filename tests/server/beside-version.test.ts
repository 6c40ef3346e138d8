// What stands beside a version for some of its readers: an annex for Layla and Samira, and own accounts. Nobody else's
// copy, page, event, log or list is another for it; only the owner of a promise takes it; and what is tampered with is named.

import { eq, sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { CircleId, ItemId, PersonId, SheetId, VersionId } from '#lib/base/id.ts';
import { isNo, type No } from '#lib/base/no.ts';
import { openCopy } from '#lib/live/copy.ts';
import { wholeDigest } from '#lib/plan/item.ts';
import { addItem, itemsOf } from '#lib/plan/sheet.ts';
import type { Move } from '#lib/wire/move.ts';
import { textOf } from '#lib/paper/blocks.ts';
import { editions } from '#lib/paper/editions.ts';
import { pageOf } from '#lib/paper/page.ts';
import { readFile } from '#lib/seal/file.ts';
import type { Signer } from '#lib/seal/key.ts';
import { signStatement } from '#lib/seal/statement.ts';
import { accountLetters } from '#lib/version/account.ts';
import { sayer } from '#lib/words/say.ts';
import { checkTraject } from '#server/chain/check.ts';
import { newId } from '#server/door/secret.ts';
import { openSeat, type SeatWho } from '#server/door/seat.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { annex, account, annexDraft } from '#server/store/beside.ts';
import { contactBar, seat, version as versions } from '#server/store/schema.ts';
import { addAccount, type AccountAsked } from '#server/table/accounts.ts';
import { answerAnnex, carryAnnex, reviewAnnex } from '#server/table/annex-said.ts';
import { dropAnnex, leaveAnnex, proposeAnnex, takeAnnex } from '#server/table/annex-write.ts';
import { besidePage, waitsBeside } from '#server/table/beside-page.ts';
import { besideEach } from '#server/table/beside-version.ts';
import { copyFor } from '#server/table/copies.ts';
import { erase } from '#server/table/erase.ts';
import { moveFor } from '#server/table/moves.ts';
import { atTraject, type Preparing } from '#server/traject/at-traject.ts';
import { tablesWith } from '../store/search.ts';
import { hold } from './door-agreed.ts';
import { add, aCircle, aCoach, aHouse, aTraject, named, yes } from './door-house.ts';

type Mover = (move: Move) => Promise<string | null>;

const house = aHouse();
const e5 = 'Op zondag een halfuur samen, telefoon weg.';
const e6 = "Ik zeg 'vandaag niet' in plaats van niets.";
let at: Preparing;
let circle: CircleId;
let v1: VersionId;
let device: Signer;
/** Steven is the pupil, Wim the father, Tom of the school, Ilse of the CLB; the coach leads. */
let who: Record<'coach' | 'steven' | 'wim' | 'tom' | 'ilse', SeatWho & { person: PersonId }>;

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));

async function seated(person: PersonId, key: Signer | null = null) {
	const made = { person, circle: null, via: 'card', state: 'seated', card: null, claim: null } as const;
	const opened = await house().store.write((tx) => openSeat(tx, { traject: at.traject, ...made }));
	if (key)
		await house().store.write((tx) => tx.update(seat).set({ key: key.key }).where(eq(seat.id, opened.id)));
	const role = at.people.find((one) => one.id === person)?.role ?? 'parent';
	const is = { is: 'seat', seat: opened.id, traject: at.traject, state: 'seated', circle: null } as const;
	return { ...is, person, role, wall: false, tablet: null };
}

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
	circle = await aCircle(at);
	const text = 'Ik kom elke dinsdag.';
	v1 = await hold(at, circle, [{ owner: who.steven.person, asker: null, text, audience: 'core' }]);
}, 60_000);

async function fileOf(one: SeatWho, id: VersionId = v1): Promise<string> {
	const copy = await copyFor(house(), one, id);
	if (!copy || isNo(copy)) throw new Error('no copy');
	return copy.file;
}
const opened = async (one: SeatWho, id: VersionId = v1) =>
	yes(openCopy(await fileOf(one, id), house().keys()));
const page = async (one: SeatWho, id: VersionId = v1) => {
	const found = await besidePage(house(), one, id);
	if (!found) throw new Error('no page');
	return found;
};
const noOf = (made: unknown) => (isNo(made as No) ? (made as No).no : made);
const digestOf = async (id: VersionId) => {
	const [row] = await house().store.read((db) => db.select().from(versions).where(eq(versions.id, id)));
	return (row?.digest ?? '') as Digest;
};
/** What a copy file says, without what changes from second to second, and with every packed piece of it opened. */
function told(file: string): string {
	const read = yes(readFile(file));
	if (read.format !== 2) throw new Error('an old file');
	const { saved: _, state: __, ...rest } = read;
	const text = JSON.stringify(rest);
	const packed = text.match(/[\w-]{16,}/g) ?? [];
	return [text, ...packed.map((one) => Buffer.from(one, 'base64url').toString())].join('\n');
}
const faults = () => house().store.read((db) => checkTraject(db, at.traject, house().keys()));

/** What others have of it: their copy, their page, whether something waits for them, and what is told to tables. */
async function others() {
	const those = [who.tom, who.ilse];
	return Promise.all(
		those.map(async (one) => ({
			file: told(await fileOf(one)),
			length: (await fileOf(one)).length,
			page: await page(one),
			waits: await waitsBeside(house(), one, v1)
		}))
	);
}

const promises = () => [
	{ id: '', owner: who.wim.person, text: e5, when: 'wekelijks', asker: who.steven.person },
	{ id: '', owner: who.steven.person, text: e6, when: 'wekelijks', asker: who.wim.person }
];
const propose = (by: SeatWho, change: Partial<Parameters<typeof proposeAnnex>[3]> = {}, id: string = v1) =>
	proposeAnnex(house(), by, id, { readers: [], promises: promises(), ...change });
async function take(one: SeatWho, change: { text?: string; digest?: string } = {}) {
	const [draft] = (await page(one)).drafts;
	const mine = draft?.promises.find(({ digest, taken }) => digest && !taken);
	if (!draft || !mine?.digest) throw new Error('nothing to take');
	const asked = { draft: draft.id, item: mine.id, digest: mine.digest, text: mine.text, when: mine.when };
	return takeAnnex(house(), one, v1, { ...asked, ...change });
}

describe('an annex after the freeze', () => {
	it('is written down by who leads, for people who have the version, once', async () => {
		const heard: unknown[] = [];
		const before = await others();
		const stop = house().hall.listen((news) => heard.push(news));
		expect(noOf(await propose(who.steven))).toBe('only-the-leader');
		expect(noOf(await propose(who.coach, { promises: [] }))).toBe('annex-empty');
		const change = (it: Record<string, string>) => ({
			promises: promises().map((one, i) => (i === 0 ? { ...one, ...it } : one))
		});
		expect(noOf(await propose(who.coach, change({ text: 'x'.repeat(601) })))).toBe('annex-too-long');
		expect(noOf(await propose(who.coach, change({ owner: '' })))).toBe('annex-for-whom');
		expect(noOf(await propose(who.coach, change({ owner: newId() })))).toBe('annex-for-whom');
		expect(noOf(await propose(who.coach, change({ asker: who.wim.person })))).toBe('asks-oneself');
		expect(await propose(who.coach, {}, newId())).toBeNull();
		expect(await propose({ ...who.coach, tablet: newId<'seat'>() })).toBeNull();
		expect(await propose({ ...who.coach, traject: newId<'traject'>() })).toBeNull();
		for (const _ of [1, 2]) expect(await propose(who.coach)).toBe('done');
		expect(await house().store.read((db) => db.$count(annexDraft))).toBe(1);

		expect((await page(who.wim)).drafts).toHaveLength(1);
		expect(await waitsBeside(house(), who.wim, v1)).toBe(true);
		expect(await waitsBeside(house(), who.coach, v1)).toBe(false);
		expect(await others()).toEqual(before);
		expect(heard).toEqual([]);
		stop();
	});

	it('is taken by its owner alone, and sealed at the last yes', async () => {
		const before = await others();
		const [draft] = (await page(who.coach)).drafts;
		const [his] = (await page(who.wim)).drafts[0]?.promises ?? [];
		if (!draft || !his?.digest) throw new Error('no draft');
		const asked = { draft: draft.id, item: his.id, digest: his.digest, text: his.text, when: his.when };
		for (const other of [who.coach, who.steven])
			expect(noOf(await takeAnnex(house(), other, v1, asked))).toBe('only-its-owner');
		expect(noOf(await takeAnnex(house(), who.tom, v1, asked))).toBe('annex-gone');
		expect(noOf(await leaveAnnex(house(), who.steven, v1, draft.id, his.id))).toBe('only-its-owner');
		expect(noOf(await dropAnnex(house(), who.wim, v1, draft.id))).toBe('only-its-owner');
		expect(noOf(await take(who.wim, { digest: 'x' }))).toBe('other-words');
		expect(noOf(await take(who.wim, { text: ' ' }))).toBe('annex-empty');
		expect(await take(who.wim, { text: e5 })).toBe('done');
		expect((await opened(who.wim)).annexes).toEqual([]);
		expect(await take(who.steven)).toBe('done');
		expect(noOf(await takeAnnex(house(), who.wim, v1, asked))).toBe('annex-gone');

		for (const one of [who.wim, who.steven, who.coach]) {
			const copy = await opened(one);
			expect(copy.issuer).toBe('house');
			const [its] = copy.beside.annexes;
			expect(its?.parts.map((part) => ('text' in part ? part.text : ''))).toEqual([e5, e6]);
		}
		expect(await others()).toEqual(before);
		expect(await faults()).toEqual([]);
	});

	it('is answered by who is asked, on the own device or through the house, and by nobody else', async () => {
		const before = await others();
		const [its] = (await page(who.steven)).annexes;
		if (!its) throw new Error('no annex');
		const said = { annex: its.id, answer: 'yes' as const, words: '', signed: null };
		expect(noOf(await answerAnnex(house(), who.coach, v1, said))).toBe('not-asked');
		expect(noOf(await answerAnnex(house(), who.tom, v1, said))).toBe('annex-gone');
		expect(noOf(await answerAnnex(house(), who.wim, v1, { ...said, answer: 'yes-but' }))).toBe(
			'reserve-needs-words'
		);
		const about = { version: its.digest, traject: at.traject, person: who.steven.person, aloud: null };
		const hand = { at: 1_790_000_000, how: 'device', witness: null } as const;
		const fields = {
			act: 'answer',
			answer: 'yes',
			until: null,
			words: '',
			target: null,
			mark: null
		} as const;
		const signed = await signStatement({ ...about, ...hand, ...fields }, random, device);
		const other = await signStatement(
			{ ...about, version: await digestOf(v1), ...hand, ...fields },
			random,
			device
		);
		expect(noOf(await answerAnnex(house(), who.steven, v1, { ...said, signed: other }))).toBe(
			'not-signed-well'
		);
		for (const _ of [1, 2])
			expect(await answerAnnex(house(), who.steven, v1, { ...said, signed })).toBe('done');
		// His own, until everybody who is asked said something.
		expect((await opened(who.wim)).beside.annexes[0]?.answers).toEqual([]);
		expect(await answerAnnex(house(), who.wim, v1, said)).toBe('done');
		const [seen] = (await opened(who.wim)).beside.annexes;
		expect(seen?.answers.map(({ answer }) => answer)).toEqual(['yes', 'yes']);
		expect((await opened(who.wim)).answers).toEqual((await opened(who.ilse)).answers);
		expect(await waitsBeside(house(), who.wim, v1)).toBe(false);
		expect(await others()).toEqual(before);
		expect(await faults()).toEqual([]);
	});

	it('begins with what two people let out of a besloten tijd later, for who leads', async () => {
		const later = await aCircle(at);
		const [leader, pupil, parent] = [who.coach, who.steven, who.wim].map(
			({ person }) =>
				(move: Move) =>
					moveFor(house().moveTools, later, { person, seat: null }, newId(), move)
		) as [Mover, Mover, Mover];
		const setting = (await house().hall.live(later))?.table.circle.setting ?? 'school';
		expect(await leader({ do: 'open', setting })).toBeNull();
		for (const { person } of [who.steven, who.wim])
			expect(await leader({ do: 'seat', person, school: false })).toBeNull();
		const [talk, item] = [newId<'sheet'>() as SheetId, newId<'item'>() as ItemId];
		const among = [who.steven.person, who.wim.person];
		expect(await pupil({ do: 'private-ask', talk, among })).toBeNull();
		expect(await parent({ do: 'private-agree', talk })).toBeNull();
		const doc = new Y.Doc();
		itemsOf(doc);
		const [owner, asker] = among as [PersonId, PersonId];
		addItem(doc, { id: item, kind: 'engagement', owner, asker, text: 'Elke zondag bellen.' });
		expect(await house().hub.insert(talk, Y.encodeStateAsUpdate(doc), owner)).toBeNull();
		const inner = (await house().hall.live(later))?.sheets.find(({ audience }) => audience === 'inner')?.id;
		const [said] = await house().moveTools.itemsOf(talk);
		if (!inner || !said) throw new Error('no sheets');
		const yes = { do: 'private-yes', talk, item, digest: wholeDigest(said), to: inner } as const;
		expect(await pupil(yes)).toBeNull();
		expect((await page(who.coach)).sources).toEqual([]);
		expect(await parent(yes)).toBeNull();
		await house().moveTools.bringIn(later);
		expect((await page(who.coach)).sources).toMatchObject([
			{ id: item, owner, text: 'Elke zondag bellen.', among }
		]);
		for (const one of [who.wim, who.tom]) expect((await page(one)).sources).toEqual([]);
		const promise = { id: item, owner, text: 'Elke zondag bellen.', when: '', asker };
		expect(await propose(who.coach, { promises: [promise] })).toBe('done');
		expect((await page(who.coach)).sources).toEqual([]);
		const [draft] = (await page(who.coach)).drafts;
		expect(await dropAnnex(house(), who.coach, v1, draft?.id ?? '')).toBe('done');
		expect(await pupil({ do: 'private-end', talk })).toBeNull();
	});

	it('is read by nobody from whom it is kept apart later', async () => {
		const pair = { traject: at.traject, person: who.wim.person, other: who.steven.person };
		await house().store.write((tx) => tx.insert(contactBar).values(pair));
		expect(
			noOf(await propose(who.coach, { promises: promises().map((one) => ({ ...one, when: 'x' })) }))
		).toBe('annex-apart');
		expect((await page(who.steven)).annexes).toEqual([]);
		await house().store.write((tx) => tx.delete(contactBar).where(eq(contactBar.traject, at.traject)));
		expect((await page(who.steven)).annexes).toHaveLength(1);
	});

	it('that was tampered with or deleted is named', async () => {
		const after = async (change: ReturnType<typeof sql>) => {
			let found: string[] = [];
			const undone = new Error('undone');
			const attempt = house().store.write(async (tx) => {
				await tx.execute(sql`set local session_replication_role = replica`);
				await tx.execute(change);
				const all = await checkTraject(tx, at.traject, house().keys());
				found = all.map(({ table, code }) => `${table} ${code}`);
				throw undone;
			});
			await expect(attempt).rejects.toBe(undone);
			return found;
		};
		expect(await after(sql`delete from annex`)).toContain('annex row-missing');
		expect(await after(sql`update annex set readers = readers || ${`["${who.tom.person}"]`}::jsonb`)).toEqual(
			['annex row-altered']
		);
		expect(await after(sql`update annex set token = token || 'A'`)).toContain('annex annex-token');
		expect(await after(sql`update annex set disclosures = '[]'`)).toEqual(['annex words-gone']);
		expect(await after(sql`update annex set disclosures = '["WyJz"]'`)).toContain('annex annex-unlisted');
		expect(await after(sql`delete from statement where act = 'answer'`)).toContain('statement row-missing');
	});
});

/** All that stands on the paper of their copy. */
async function paperOf(one: SeatWho & { person: PersonId }): Promise<string> {
	const copy = await opened(one);
	const say = sayer(editions[0].nl, 'nl');
	const of = {
		copy,
		beside: copy,
		me: one.person,
		standing: { is: 'in-force' },
		say,
		six: '',
		where: ''
	} as const;
	return textOf(pageOf(of)).join('\n');
}

it('stands on the paper of who sees it, and on no other', async () => {
	expect(await paperOf(who.wim)).toContain(e5);
	expect(await paperOf(who.wim)).toContain('Afspraken voor enkelen');
	expect(await paperOf(who.tom)).not.toMatch(/Zondag|zondag|enkelen/);
});

describe('mijn versie', () => {
	const add = (one: SeatWho, change: Partial<AccountAsked> = {}, id: string = v1) =>
		addAccount(house(), one, id, {
			words: 'Kanarieverhaal',
			to: 'not-school',
			people: [],
			signed: null,
			...change
		});

	it('is refused empty, too long, for nobody, for strangers, and where it is not theirs', async () => {
		expect(noOf(await add(who.steven, { words: ' \n' }))).toBe('account-empty');
		expect(noOf(await add(who.steven, { words: 'x'.repeat(accountLetters + 1) }))).toBe('account-too-long');
		expect(noOf(await add(who.steven, { to: null }))).toBe('account-for-whom');
		expect(noOf(await add(who.steven, { to: 'named' }))).toBe('account-for-whom');
		expect(noOf(await add(who.steven, { to: 'named', people: [newId()] }))).toBe('account-for-whom');
		expect(await add(who.steven, {}, newId())).toBeNull();
		expect(await add({ ...who.steven, traject: newId<'traject'>() })).toBeNull();
		expect(await add({ ...who.steven, tablet: newId<'seat'>() })).toBeNull();
	});

	it('is in the copy of who may read it, in full, and changes nothing else', async () => {
		const [before, digest] = [await others(), await digestOf(v1)];
		const answers = (await opened(who.coach)).answers;
		expect(await add(who.steven, { to: 'named', people: [who.wim.person] })).toBe('added');
		expect(await others()).toEqual(before);
		for (const _ of [1, 2]) expect(await add(who.steven, { words: 'Zonder school.' })).toBe('added');
		const words = async (one: SeatWho) => (await opened(one)).beside.accounts.map((its) => its.words);
		expect(await words(who.wim)).toEqual(['Kanarieverhaal', 'Zonder school.']);
		expect(await words(who.ilse)).toEqual(['Zonder school.']);
		expect(await words(who.tom)).toEqual([]);
		const [school] = await others();
		expect(school).toEqual(before[0]);
		expect(await add(who.wim, { to: 'all', words: 'Voor iedereen.' })).toBe('added');
		expect(await words(who.tom)).toEqual(['Voor iedereen.']);
		expect(await paperOf(who.wim)).toMatch(/De versie van Steven\nKanarieverhaal/);
		expect(await paperOf(who.tom)).not.toMatch(/Steven\nKanarie|Zonder school/);
		expect(await digestOf(v1)).toBe(digest);
		expect((await opened(who.coach)).answers).toEqual(answers);
		expect(await faults()).toEqual([]);
	});

	it('is signed by the own device where there is a key, and by nobody else’s', async () => {
		const about = {
			version: await digestOf(v1),
			traject: at.traject,
			person: who.steven.person,
			aloud: null
		};
		const hand = { at: 1_790_000_000, how: 'device', witness: null } as const;
		const said = { ...about, ...hand, act: 'annex', words: 'Zelf getekend.' } as const;
		const strange = await signStatement(said, random, signerFrom(newKey()));
		const own = { words: 'Zelf getekend.', to: 'named', people: [who.wim.person] } as const;
		expect(noOf(await add(who.steven, { ...own, signed: strange }))).toBe('not-signed-well');
		expect(noOf(await add(who.wim, { ...own, signed: strange }))).toBe('not-signed-well');
		const signed = await signStatement(said, random, device);
		expect(noOf(await add(who.steven, { ...own, words: 'Iets anders.', signed }))).toBe('not-signed-well');
		expect(await add(who.steven, { ...own, signed })).toBe('added');
		const acts = (await opened(who.wim)).acts.filter((one) => one.said.is === 'account');
		expect(acts.map(({ how, by }) => [how, by])).toContainEqual(['device', 'device']);
		expect(acts.map(({ how, by }) => [how, by])).toContainEqual(['house', 'house']);
		expect(await faults()).toEqual([]);
	});

	it('is wiped when its writer asks: the words are nowhere, the proof stays, others learn nothing', async () => {
		const before = await others();
		const heard: unknown[] = [];
		const stop = house().hall.listen((news) => heard.push(news));
		const mine = (await page(who.steven)).accounts.find(({ words }) => words === 'Kanarieverhaal');
		const asked = { traject: at.traject, what: mine?.digest ?? '', reason: 'Toch niet.' };
		const by = async (person: PersonId, hand: PersonId) => erase(house(), { ...asked, person, by: hand });
		expect(await by(who.wim.person, who.wim.person)).toHaveProperty('no');
		expect(await by(who.steven.person, who.ilse.person)).toHaveProperty('no');
		// Who coaches does not read this one, and so is not told here that it is there.
		expect(await by(who.steven.person, who.coach.person)).toEqual({ no: 'nothing-to-erase' });
		expect(await by(who.steven.person, who.steven.person)).toBe(1);
		expect(await house().store.read((db) => db.$count(account))).toBe(4);
		expect(await tablesWith(house().store, 'Kanarieverhaal')).toEqual([]);
		expect((await opened(who.wim)).beside.accounts[0]).toMatchObject({ words: null });
		expect(await others()).toEqual(before);
		expect(heard).toEqual([]);
		stop();
		expect(await faults()).toEqual([]);
	});

	it('words of an annex go as well, at the request of whose promise it is', async () => {
		const before = await others();
		const [its] = (await page(who.coach)).annexes;
		const his = its?.promises.find(({ owner }) => owner === who.wim.person);
		const asked = {
			traject: at.traject,
			what: his?.id ?? '',
			reason: 'Het klopt niet meer.',
			by: who.coach.person
		};
		expect(await erase(house(), { ...asked, person: who.tom.person })).toHaveProperty('no');
		expect(await erase(house(), { ...asked, person: who.wim.person })).toBe(1);
		const [left] = (await opened(who.steven)).beside.annexes;
		expect(left?.parts.map((part) => ('text' in part ? part.text : ''))).toEqual([e6]);
		expect(left?.answers).toHaveLength(2);
		expect(await others()).toEqual(before);
		expect(await faults()).toEqual([]);
	});
});

it('goes along to the next version with how it went, and beside an older or a withdrawn one nothing is laid', async () => {
	const [its] = (await page(who.steven)).annexes;
	const [e] = its?.promises ?? [];
	if (!its || !e) throw new Error('no annex');
	const review = (one: SeatWho, words: string, result = 'partly') =>
		reviewAnnex(house(), one, v1, { annex: its.id, item: e.id, result, words });
	expect(noOf(await review(who.wim, 'Te vroeg.'))).toBe('owner-first');
	expect(noOf(await review(who.coach, 'Niet van mij.'))).toBe('only-its-owner');
	expect(noOf(await review(who.tom, 'Wat?'))).toBe('annex-gone');
	expect(await review(who.steven, 'Twee keer gezegd.')).toBe('done');
	expect(await review(who.wim, 'Ik heb hem gerust gelaten.', 'kept')).toBe('done');

	const text = 'Ik kom elke dinsdag.';
	const next = await aCircle(at);
	const v2 = await hold(at, next, [{ owner: who.steven.person, asker: null, text, audience: 'core' }]);
	const school = told(await fileOf(who.tom, v2));
	expect(school).not.toMatch(/vandaag niet|gerust gelaten/);
	expect((await page(who.tom, v2)).carriable).toEqual([]);
	expect(noOf(await carryAnnex(house(), who.tom, v2, its.id))).toBe('annex-gone');
	expect((await page(who.steven, v2)).carriable).toHaveLength(1);
	expect(await carryAnnex(house(), who.steven, v2, its.id)).toBe('done');
	expect(noOf(await carryAnnex(house(), who.steven, v2, its.id))).toBe('annex-gone');
	const [draft] = (await page(who.steven, v2)).drafts;
	const mine = draft?.promises[0];
	const asked = { draft: draft?.id ?? '', item: mine?.id ?? '', digest: mine?.digest ?? '', when: '' };
	expect(await takeAnnex(house(), who.steven, v2, { ...asked, text: 'Of dinsdagavond.' })).toBe('done');
	const [there] = (await opened(who.wim, v2)).beside.annexes;
	expect(there?.parts.map((part) => [part.part, 'text' in part ? part.text : ''])).toEqual([
		['outcome', e6],
		['line', 'Twee keer gezegd.'],
		['line', 'Ik heb hem gerust gelaten.'],
		['engagement', 'Of dinsdagavond.']
	]);
	expect(told(await fileOf(who.tom, v2))).toBe(school);
	const listed = (one: SeatWho & { person: PersonId }) =>
		house().store.read(async (db) => {
			const versions = [v1, v2].map((id, i) => ({ id, no: i + 1 }));
			const reader = { person: one.person, role: one.role ?? '', has: true };
			return (await besideEach(db, at.traject, versions, reader)).map(({ annexes }) => annexes);
		});
	expect([await listed(who.wim), await listed(who.tom)]).toEqual([
		[1, 1],
		[0, 0]
	]);

	const account = { words: 'Laat.', to: 'all' as const, people: [], signed: null };
	expect(noOf(await addAccount(house(), who.steven, v1, account))).toBe('version-replaced');
	expect(noOf(await propose(who.coach))).toBe('version-replaced');
	const last = await aCircle(at);
	const v3 = await hold(at, last, [{ owner: who.wim.person, asker: null, text, audience: 'core' }], false);
	const by = { person: who.coach.person, seat: null };
	const withdraw = {
		do: 'withdraw',
		version: v3,
		reason: 'Een fout.',
		because: 'mistake',
		readers: null
	} as never;
	expect(await moveFor(house().moveTools, last, by, newId(), withdraw)).toBeNull();
	expect(noOf(await addAccount(house(), who.steven, v3, account))).toBe('version-withdrawn');
	expect(noOf(await propose(who.coach, {}, v3))).toBe('version-withdrawn');
	expect(await house().store.read((db) => db.$count(annex))).toBe(2);
	expect(await faults()).toEqual([]);
});
