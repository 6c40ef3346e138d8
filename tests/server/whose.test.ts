// Whose words, whose yes: what one's own hand said nobody writes over, a device answers with the key its version
// names, and who left or comes later has nothing that was not theirs.

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { VersionId } from '#lib/base/id.ts';
import { newId } from '#lib/live/new-id.ts';
import { signAnswer } from '#lib/seal/answer.ts';
import type { Signer } from '#lib/seal/key.ts';
import type { Move } from '#lib/wire/move.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { freePort, House } from '../house.ts';
import { until } from '../sync/wait.ts';
import { Person } from './person.ts';

let house: House;
beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
}, 60_000);
afterAll(() => house.stop(), 30_000);

async function seated(): Promise<{ nele: Person; steven: Person; wim: Person }> {
	const [circle] = await house.world(1, 3);
	const [nele, steven, wim] = (circle?.seats ?? []).map((seat) => new Person(seat, house.origin));
	if (!nele || !steven || !wim) throw new Error('three seats were asked for');
	for (const one of [nele, steven, wim]) await one.sit();
	return { nele, steven, wim };
}

async function lay(who: Person, text: string): Promise<void> {
	const voice = who.view?.people.find((one) => one.id === who.seat.person)?.voices[0].id;
	if (!voice) throw new Error('no voice');
	const move = { do: 'lay' as const, line: newId<'line'>(), voice, kind: 'wish' as const, about: null, text };
	expect(await who.move(move)).toBeNull();
}

type Presented = { readonly id: VersionId; readonly digest: Digest };

async function present(nele: Person): Promise<Presented> {
	expect(await nele.move({ do: 'present' })).toBeNull();
	await until(() => nele.heard.includes('"issued"'), 'the version');
	const [, id] = /"presented","version":"([a-z2-7]{26})"/.exec(nele.heard) ?? [];
	const [, digest] = /"is":"issued","digest":"([^"]+)"/.exec(nele.heard) ?? [];
	return { id: id as VersionId, digest: digest as Digest };
}

async function signed(who: Person, version: Presented, answer: 'yes' | 'no', signer: Signer): Promise<Move> {
	const traject = who.view?.circle.traject;
	if (!traject) throw new Error('no view');
	const base = {
		at: 1_760_000_000,
		until: null,
		how: 'device',
		witness: null,
		words: '',
		target: null
	} as const;
	const said = { ...base, version: version.digest, traject, person: who.seat.person, answer };
	const {
		token,
		disclosures: [words, target]
	} = await signAnswer(said, (count) => new Uint8Array(randomBytes(count)), signer);
	return {
		do: 'answer-signed' as const,
		version: version.id,
		token,
		disclosures: [words, target]
	};
}

const print = (who: Person, { id }: Presented) =>
	fetch(`${who.seat.page}/copy/${id}/print`, { headers: who.headers });

it('a device answers with the key its version names, and no other spoils a copy', async () => {
	const { nele, steven, wim } = await seated();
	const [first, second] = [signerFrom(newKey()), signerFrom(newKey())];
	expect(await wim.move({ do: 'key', key: first.key })).toBeNull();
	await lay(steven, 'Een plek met rust.');
	const version = await present(nele);
	expect(await wim.move({ do: 'key', key: second.key })).toBeNull();
	expect(await wim.move(await signed(wim, version, 'no', second))).toBe('not-signed-well');
	expect(await wim.move(await signed(wim, version, 'no', first))).toBeNull();
	for (const one of [nele, steven]) {
		const by = { person: one.seat.person, how: 'spoken' as const, witness: null };
		expect(
			await one.move({ do: 'answer', version: version.id, answer: 'yes', words: '', until: null, ...by })
		).toBeNull();
	}
	await until(() => nele.heard.includes('"shown"'), 'the answers');
	for (const one of [nele, steven, wim]) expect((await print(one, version)).status).toBe(200);
	for (const one of [nele, steven, wim]) one.leave();
});

it('nobody writes a spoken yes over what somebody answered with their own hand', async () => {
	const { nele, steven, wim } = await seated();
	const device = signerFrom(newKey());
	await steven.move({ do: 'key', key: device.key });
	await lay(steven, 'Een plek met rust.');
	const version = await present(nele);
	expect(await steven.move(await signed(steven, version, 'no', device))).toBeNull();
	const spoken = { words: '', until: null, how: 'spoken' as const, witness: wim.seat.person };
	const over = {
		do: 'answer' as const,
		version: version.id,
		person: steven.seat.person,
		answer: 'yes' as const
	};
	expect(await nele.move({ ...over, ...spoken })).toBe('not-yours-to-answer');
	expect(await nele.move({ do: 'declare', version: version.id, reason: '' })).toBe('reason-needed');
	// For who did not answer yet it is still written down, with a witness.
	expect(
		await nele.move({ ...over, ...spoken, person: wim.seat.person, witness: steven.seat.person })
	).toBeNull();
	for (const one of [nele, steven, wim]) one.leave();
});

it('who left hears no words any more, on any way, and has them all when they are back', async () => {
	const { nele, steven, wim } = await seated();
	await lay(steven, 'Voor wie er zit.');
	await until(() => wim.heard.includes('Voor wie er zit.'), 'the words of who sits');
	expect(await nele.move({ do: 'leave', person: wim.seat.person })).toBeNull();
	await lay(steven, 'Stilwoord na het vertrek.');
	const again = new Person(wim.seat, house.origin);
	const view = await again.sit();
	expect(JSON.stringify(view)).not.toContain('Stilwoord');
	expect(view.sheets).toEqual([]);
	for (const page of ['', '/paper']) {
		const data = await fetch(`${wim.seat.page}${page}/__data.json`, { headers: wim.headers });
		expect((await data.text()).includes('Stilwoord'), page).toBe(false);
	}
	expect(wim.heard.includes('Stilwoord')).toBe(false);
	expect(await nele.move({ do: 'seat', person: wim.seat.person, school: false })).toBeNull();
	await until(() => wim.heard.includes('Stilwoord'), 'everything, once back at the table');
	for (const one of [nele, steven, wim, again]) one.leave();
});

it('one seat has eight lines at most; the newest stay and hear', async () => {
	const { nele, steven, wim } = await seated();
	const more = Array.from({ length: 12 }, () => new Person(steven.seat, house.origin));
	for (const one of more) await one.sit();
	await lay(wim, 'Voor wie nog luistert.');
	const hears = (one: Person) => one.heard.includes('Voor wie nog luistert.');
	await until(() => more.slice(-8).every(hears), 'the newest to hear');
	expect([steven, ...more].filter(hears)).toHaveLength(8);
	for (const one of [nele, steven, wim, ...more]) one.leave();
});
