// A passkey at a real house, with an authenticator of a few lines: made in sight of somebody, answering every version of
// its traject from then on, and refused wherever one step of it does not hold.

import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { base64url, fromBase64url } from '#lib/base/bytes.ts';
import type { Digest } from '#lib/base/digest.ts';
import type { CircleId, PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { answerAct } from '#lib/seal/act.ts';
import { checkFile } from '#lib/seal/check.ts';
import type { Signer } from '#lib/seal/key.ts';
import { contentOf } from '#lib/seal/statement.ts';
import { made, type Making } from '#lib/seal/vectors/new-passkey.ts';
import { assertionBy, type Authenticator } from '#lib/seal/vectors/passkey.ts';
import type { Part } from '#lib/seal/verify.ts';
import type { AnswerKind } from '#lib/version/version.ts';
import type { Move } from '#lib/wire/move.ts';
import { checkTraject } from '#server/chain/check.ts';
import { openSeat, type SeatWho } from '#server/door/seat.ts';
import { newId } from '#server/door/secret.ts';
import type { Staff } from '#server/door/staff.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { passkey } from '#server/store/agreed.ts';
import { copyFor } from '#server/table/copies.ts';
import { moveFor } from '#server/table/moves.ts';
import { askPasskey, endPasskey, makePasskey, passkeysOf } from '#server/table/passkeys.ts';
import type { Preparing } from '#server/traject/at-traject.ts';
import { planCircle, readCircles } from '#server/traject/circles.ts';
import { nextCircle } from '#server/traject/next-circle.ts';
import { hold } from './door-agreed.ts';
import { derOf } from './der.ts';
import { aCircle, aCoach, aHouse, aTraject, named, yes } from './door-house.ts';

const house = aHouse();
let joris: Staff;
beforeAll(async () => void (joris = await aCoach(house())), 60_000);

const origin = () => house().config.publicUrl.origin;
const hostname = () => house().config.publicUrl.hostname;
const mover =
	(circle: CircleId, by: PersonId, tablet: SeatWho['tablet'] = null) =>
	(move: Move) =>
		moveFor(house().moveTools, circle, { person: by, seat: null, tablet }, newId(), move);

async function seatOf(at: Preparing, circle: CircleId, person: PersonId): Promise<SeatWho> {
	const how = { person, circle: null, via: 'card', state: 'seated', card: null, claim: null } as const;
	const { id } = await house().store.write((tx) => openSeat(tx, { traject: at.traject, ...how }));
	const role = (await liveAt(circle)).table.people.get(person)?.role ?? null;
	const who = { is: 'seat', seat: id, traject: at.traject, state: 'seated', circle: null } as const;
	return { ...who, person, role, wall: false, tablet: null };
}

async function liveAt(circle: CircleId) {
	const live = await house().hall.live(circle);
	if (!live) throw new Error('no table');
	return live;
}

/** A table where a version lies and everybody sits. */
async function presented(closed = false) {
	const at = await aTraject(house(), joris);
	const circle = await aCircle(at);
	const wim = named(at, 'Wim');
	const promise = { owner: wim, asker: null, text: 'Ik bel maandag.', audience: 'core' } as const;
	const version = await hold(at, circle, [promise], true, [], closed);
	return { at, circle, version, wim, steven: named(at, 'Steven'), leader: (await liveAt(circle)).row.leader };
}

type Device = { readonly key: Signer; readonly id: Uint8Array };
const aDevice = (): Device => ({ key: signerFrom(newKey()), id: new Uint8Array(randomBytes(20)) });

/** Asks for a challenge and answers it; the no, or null. */
async function make(who: SeatWho, circle: CircleId, device: Device, change: Partial<Making> = {}) {
	const live = await liveAt(circle);
	const asked = await askPasskey(house(), who, live);
	if (!asked) return 'not theirs';
	if (isNo(asked)) return asked.no;
	const making = { key: device.key.key, id: device.id, challenge: asked.challenge, origin: origin() };
	const kept = await makePasskey(house(), who, live, made({ ...making, ...change }));
	return isNo(kept) ? kept.no : null;
}

type Said = {
	readonly at: Preparing;
	readonly circle: CircleId;
	readonly version: VersionId;
	readonly person: PersonId;
	readonly answer?: AnswerKind;
	/** What the content says in place of what is true. */
	readonly says?: Partial<{ person: PersonId; version: Digest }>;
	readonly counter?: number;
	readonly by?: Partial<Authenticator>;
	/** Names another passkey than the one that answers. */
	readonly credential?: string;
};

/** The move a page would send. */
async function answering(device: Device, said: Said): Promise<Move & { readonly do: 'answer-passkey' }> {
	const { at, circle, version, person, answer = 'yes', says, counter = 0, by = {} } = said;
	const digest = (await liveAt(circle)).table.versions.get(version)?.digest;
	if (!digest) throw new Error('no such version');
	const about = { version: digest, traject: at.traject, person, at: 1_790_000_000, aloud: null, ...says };
	const hidden = { words: '', target: null, mark: null };
	const { content, disclosures } = contentOf(
		{ ...about, how: 'passkey', witness: null, ...answerAct(answer, null), ...hidden },
		(count) => new Uint8Array(randomBytes(count))
	);
	const authenticator = { key: device.key, origin: origin(), host: hostname(), flags: 5, counter, ...by };
	const { authenticatorData, clientDataJSON, signature } = await assertionBy(authenticator, content);
	const [words = '', target = '', mark = ''] = disclosures;
	return {
		do: 'answer-passkey',
		...{ version, content, authenticatorData, clientDataJSON },
		disclosures: [words, target, mark],
		credential: said.credential ?? base64url(device.id),
		signature: base64url(derOf(fromBase64url(signature) ?? new Uint8Array()))
	};
}

const deviceKeyOf = (parts: readonly Part[], person: PersonId): string | null => {
	const people = parts.map(({ part }) => part as { part: string; id: string; key: string | null });
	return people.find((one) => one.part === 'person' && one.id === person)?.key ?? null;
};

async function copyOf(at: Preparing, circle: CircleId, person: PersonId, version: VersionId) {
	const copy = await copyFor(house(), await seatOf(at, circle, person), version);
	if (!copy || isNo(copy)) throw new Error('no copy');
	const keys = house()
		.keys()
		.map((jwk) => ({ jwk, trust: 'house' as const }));
	return yes(checkFile(copy.file, keys, deviceKeyOf));
}

/** One that Wim made at this table, and that who leads saw. */
async function withPasskey() {
	const table = await presented();
	const { at, circle, version, wim, leader } = table;
	const device = aDevice();
	const seat = await seatOf(at, circle, wim);
	expect(await make(seat, circle, device)).toBeNull();
	const joins = { do: 'key-joins', version, person: wim, of: 'passkey' } as const;
	expect(await mover(circle, leader)(joins)).toBeNull();
	return { ...table, device, seat };
}

it('is made in sight of somebody, answers, and stands in every copy as what it is', async () => {
	const { at, circle, version, wim, leader, steven } = await presented();
	const device = aDevice();
	const seat = await seatOf(at, circle, wim);
	const joins = { do: 'key-joins', version, person: wim, of: 'passkey' } as const;
	expect(await mover(circle, leader)(joins)).toBe('no-new-passkey');
	expect(await make(seat, circle, device)).toBeNull();
	const said = { at, circle, version, person: wim };
	expect(await passkeysOf(house(), seat)).toMatchObject([{ id: base64url(device.id), ready: false }]);
	expect(await mover(circle, wim)(await answering(device, said))).toBe('passkey-waits');
	expect(await mover(circle, wim)(joins)).toBe('key-witness');
	expect(await mover(circle, leader, newId())(joins)).toBe('key-witness');
	expect(await mover(circle, leader)(joins)).toBeNull();
	expect(await mover(circle, leader)(joins)).toBe('no-new-passkey');
	expect(await passkeysOf(house(), seat)).toMatchObject([{ ready: true }]);
	expect(await mover(circle, wim)(await answering(device, said))).toBeNull();
	const table = (await liveAt(circle)).table.versions.get(version);
	expect([...(table?.passkeys ?? [])]).toEqual([[wim, leader]]);
	expect([...(table?.joined ?? [])]).toEqual([]);
	for (const reader of [wim, steven]) {
		const copy = await copyOf(at, circle, reader, version);
		const his = copy.answers.findLast(({ person }) => person === wim);
		expect(his).toMatchObject({ how: 'passkey', by: 'passkey', answer: 'yes', witness: null });
		expect(copy.statements.filter(({ act }) => act === 'key')).toMatchObject([
			{ act: 'key', of: 'passkey', person: wim, witness: leader, by: 'house' }
		]);
	}
	expect(await house().store.read((db) => checkTraject(db, at.traject, house().keys()))).toEqual([]);
});

describe('making one is refused', () => {
	it('to who has no device of their own here, and where nobody sits beside', async () => {
		const { at, circle, wim } = await presented(true);
		const seat = await seatOf(at, circle, wim);
		expect(await make(seat, circle, aDevice())).toBe('key-later');
		expect(await make({ ...seat, tablet: newId() }, circle, aDevice())).toBe('not theirs');
		expect(await make({ ...seat, wall: true }, circle, aDevice())).toBe('not theirs');
		expect(await make({ ...seat, traject: newId() }, circle, aDevice())).toBe('not theirs');
	});

	it('for a challenge that was used, is of another device, or was never asked', async () => {
		const { at, circle, wim, steven } = await presented();
		const [seat, other] = [await seatOf(at, circle, wim), await seatOf(at, circle, steven)];
		const live = await liveAt(circle);
		const asked = await askPasskey(house(), seat, live);
		if (!asked || isNo(asked)) throw new Error('nothing was asked');
		const answer = (device: Device, challenge = asked.challenge) =>
			made({ key: device.key.key, id: device.id, challenge, origin: origin() });
		const [one, two] = [aDevice(), aDevice()];
		expect(await makePasskey(house(), other, live, answer(one))).toEqual({ no: 'passkey-not-asked' });
		expect(await makePasskey(house(), seat, live, answer(one))).toBe('kept');
		expect(await makePasskey(house(), seat, live, answer(two))).toEqual({ no: 'passkey-not-asked' });
		// A wrong answer uses it up as well.
		await askPasskey(house(), seat, live);
		expect(await makePasskey(house(), seat, live, answer(two))).toEqual({ no: 'passkey-not-asked' });
		const again = await askPasskey(house(), seat, live);
		if (!again || isNo(again)) throw new Error('nothing was asked');
		expect(await makePasskey(house(), seat, live, answer(two, 'x'))).toEqual({ no: 'passkey-not-asked' });
		expect(await makePasskey(house(), seat, live, answer(two, again.challenge))).toEqual({
			no: 'passkey-not-asked'
		});
	});

	it('at another address, unverified, of another kind; and of what is somebody’s already', async () => {
		const { at, circle, wim, steven } = await presented();
		const [seat, other] = [await seatOf(at, circle, wim), await seatOf(at, circle, steven)];
		expect(await make(seat, circle, aDevice(), { origin: 'https://evil.example' })).toBe('passkey-elsewhere');
		expect(await make(seat, circle, aDevice(), { flags: 0x41 })).toBe('passkey-unverified');
		expect(await make(seat, circle, aDevice(), { cose: new Uint8Array(77) })).toBe('passkey-kind');
		expect(await make(seat, circle, aDevice(), { flags: 5 })).toBe('passkey-form');
		const device = aDevice();
		expect(await make(seat, circle, device)).toBeNull();
		const known = await passkeysOf(house(), seat);
		expect(await make(seat, circle, device)).toBe('passkey-known');
		expect(await make(other, circle, { ...aDevice(), id: device.id })).toBe('passkey-known');
		expect(await make(other, circle, { ...device, id: aDevice().id })).toBe('passkey-known');
		expect(await passkeysOf(house(), seat)).toEqual(known);
		expect(await passkeysOf(house(), other)).toEqual([]);
	});

	it('beyond what anybody needs', async () => {
		const { at, circle, wim } = await presented();
		const seat = await seatOf(at, circle, wim);
		for (let i = 0; i < 5; i++) expect(await make(seat, circle, aDevice())).toBeNull();
		expect(await make(seat, circle, aDevice())).toBe('passkey-enough');
	});
});

describe('an answer with one is refused', () => {
	it('of another’s passkey, of none, and with another’s name in it', async () => {
		const { at, circle, version, wim, steven, device } = await withPasskey();
		const his = { at, circle, version, person: wim };
		expect(await mover(circle, steven)(await answering(device, { ...his, person: steven }))).toBe(
			'passkey-unknown'
		);
		expect(await mover(circle, steven)(await answering(device, his))).toBe('passkey-unknown');
		expect(await mover(circle, wim)(await answering(aDevice(), his))).toBe('passkey-unknown');
		const forSteven = await answering(device, { ...his, says: { person: steven } });
		expect(await mover(circle, wim)(forSteven)).toBe('not-signed-well');
		expect(await mover(circle, wim, newId())(await answering(device, his))).toBe('not-signed-well');
	});

	it('wherever one check of the assertion fails', async () => {
		const { at, circle, version, wim, device } = await withPasskey();
		const his = { at, circle, version, person: wim };
		const wrong: Partial<Authenticator>[] = [
			{ type: 'webauthn.create' },
			{ challenge: base64url(new Uint8Array(32)) },
			{ origin: 'https://evil.example' },
			{ host: 'evil.example' },
			{ crossOrigin: true },
			{ flags: 0x01 },
			{ flags: 0x04 },
			{ signedBy: signerFrom(newKey()) }
		];
		for (const by of wrong)
			expect([by, await mover(circle, wim)(await answering(device, { ...his, by }))]).toEqual([
				by,
				'not-signed-well'
			]);
		// At home with another house, down to the last letter.
		const there = { origin: 'http://localhost:1', host: 'localhost' };
		expect(await mover(circle, wim)(await answering(device, { ...his, by: there }))).toBe('not-signed-well');
		const good = await answering(device, his);
		expect(await mover(circle, wim)({ ...good, signature: 'AAAA' })).toBe('not-signed-well');
		const other = await answering(device, { ...his, answer: 'no' });
		expect(await mover(circle, wim)({ ...good, content: other.content })).toBe('not-signed-well');
		expect(await mover(circle, wim)({ ...good, disclosures: other.disclosures })).toBe('not-signed-well');
		expect(await mover(circle, wim)(good)).toBeNull();
	});

	it('of another version, and what was given once turns nothing back', async () => {
		const one = await withPasskey();
		const { at, circle, version, wim, device } = one;
		const his = { at, circle, version, person: wim };
		const elsewhere = { ...his, says: { version: base64url(new Uint8Array(32)) as Digest } };
		expect(await mover(circle, wim)(await answering(device, elsewhere))).toBe('not-signed-well');
		const first = await answering(device, his);
		expect(await mover(circle, wim)(first)).toBeNull();
		expect(await mover(circle, wim)(await answering(device, { ...his, answer: 'no' }))).toBeNull();
		const before = await copyOf(at, circle, wim, version);
		expect(await mover(circle, wim)(first)).toBeNull();
		const after = await copyOf(at, circle, wim, version);
		expect(after.answers.map(({ digest }) => digest)).toEqual(before.answers.map(({ digest }) => digest));
		expect(after.answers.at(-1)).toMatchObject({ person: wim, answer: 'no' });
	});

	it('by one whose counter goes back', async () => {
		const { at, circle, version, wim, device } = await withPasskey();
		const said = (counter: number) => answering(device, { at, circle, version, person: wim, counter });
		expect(await mover(circle, wim)(await said(0))).toBeNull();
		expect(await mover(circle, wim)(await said(0))).toBeNull();
		expect(await mover(circle, wim)(await said(3_000_000_000))).toBeNull();
		for (const counter of [3_000_000_000, 7, 0])
			expect(await mover(circle, wim)(await said(counter))).toBe('passkey-behind');
		expect(await mover(circle, wim)(await said(3_000_000_001))).toBeNull();
	});

	it('once its person took it back, and nobody else can', async () => {
		const { at, circle, version, wim, steven, device, seat } = await withPasskey();
		const id = base64url(device.id);
		expect(
			await mover(circle, wim)(await answering(device, { at, circle, version, person: wim }))
		).toBeNull();
		expect(await endPasskey(house(), await seatOf(at, circle, steven), id)).toBe(false);
		expect(await endPasskey(house(), { ...seat, tablet: newId() }, id)).toBe(false);
		expect(await endPasskey(house(), seat, 'x')).toBe(false);
		expect(await endPasskey(house(), seat, id)).toBe(true);
		expect(await endPasskey(house(), seat, id)).toBe(false);
		const next = await answering(device, { at, circle, version, person: wim, answer: 'no' });
		expect(await mover(circle, wim)(next)).toBe('passkey-ended');
		// What it answered stays, and can be checked.
		const copy = await copyOf(at, circle, wim, version);
		expect(copy.answers.at(-1)).toMatchObject({ answer: 'yes', by: 'passkey' });
	});
});

it('six weeks later it answers the next version of its traject, whatever device was lost, with who saw it then', async () => {
	const { at, circle: before, version: first, wim, leader, device } = await withPasskey();
	await mover(before, leader)({ do: 'close' });
	const circles = await house().store.read((db) => readCircles(db, at.traject));
	const next = nextCircle({ ...at, circles, versionInForce: true, now: house().hall.now() });
	if (!next) throw new Error('nobody leads');
	const circle = yes(await house().store.write((tx) => planCircle(tx, at.traject, next, at.people)));
	const promise = { owner: wim, asker: null, text: 'Ik bel nog eens.', audience: 'core' } as const;
	const version = await hold(at, circle, [promise], false, [], false);
	expect(version).not.toBe(first);
	expect(await mover(circle, wim)(await answering(device, { at, circle, version, person: wim }))).toBeNull();
	const copy = await copyOf(at, circle, wim, version);
	expect(copy.answers.at(-1)).toMatchObject({ person: wim, by: 'passkey' });
	const keys = copy.statements.filter(({ act }) => act === 'key');
	expect(keys).toMatchObject([{ of: 'passkey', person: wim, witness: leader, by: 'house' }]);
	expect(await mover(circle, wim)(await answering(device, { at, circle, version, person: wim }))).toBeNull();
	expect((await copyOf(at, circle, wim, version)).statements.filter(({ act }) => act === 'key')).toHaveLength(
		1
	);

	// Withdrawn meanwhile, it is late like any other that its person signed, and counts nowhere.
	const late = await answering(device, { at, circle, version, person: wim, answer: 'no' });
	const withdraw = { do: 'withdraw', version, reason: '' } as const;
	expect(await mover(circle, leader)(withdraw)).toBeNull();
	expect(await mover(circle, wim)(late)).toBeNull();
	const stands = (await liveAt(circle)).table.versions.get(version);
	expect(stands?.late.size).toBe(1);
	expect(await house().store.read((db) => checkTraject(db, at.traject, house().keys()))).toEqual([]);
	const [row] = await house().store.read((db) =>
		db
			.select()
			.from(passkey)
			.where(eq(passkey.id, base64url(device.id)))
	);
	expect(row).toMatchObject({ witness: leader, endedAt: null });
});
