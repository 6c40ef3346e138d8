// Freezes while others type on, fast: what each signer's page verified is what was signed, by their own key, and what
// the version says is the same for all of them. FREEZES=50 makes it fifty.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Digest } from '#lib/base/digest.ts';
import type { PersonId, VersionId } from '#lib/base/id.ts';
import { isNo } from '#lib/base/no.ts';
import { openCopy, type OpenedCopy } from '#lib/live/copy.ts';
import type { DeviceKey } from '#lib/live/device-key.ts';
import { signHere } from '#lib/live/sign-here.ts';
import { readAnyAnswer } from '#lib/seal/any-answer.ts';
import { readFile } from '#lib/seal/file.ts';
import type { PublicJwk } from '#lib/seal/key.ts';
import { partsNamed } from '#lib/version/opened.ts';
import type { Move } from '#lib/wire/move.ts';
import { freePort, House } from '../house.ts';
import { until } from '../sync/wait.ts';
import { Device, openBrowser } from './device.ts';
import { Person } from './person.ts';

const freezes = Number(process.env['FREEZES'] ?? '5');

let house: House;
let lead: Person;
let devices: Device[];
let keys: DeviceKey[];

beforeAll(async () => {
	house = new House(await freePort());
	await house.start();
	const [circle] = await house.world(1, 4);
	const seats = circle?.seats ?? [];
	openBrowser(house.origin, seats);
	const [first, ...others] = seats;
	if (!first) throw new Error('four seats were asked for');
	lead = new Person(first, house.origin);
	await lead.sit();
	devices = others.map((seat, at) => new Device(seat, house.origin, at));
	for (const device of devices) await device.sit();
	keys = await Promise.all(devices.map(aKey));
	for (const [at, device] of devices.entries())
		expect(await device.person.move({ do: 'key', key: keys[at]?.jwk ?? {} })).toBeNull();
}, 120_000);
afterAll(async () => {
	for (const one of [...(devices ?? []), lead]) one?.leave();
	await house.stop();
});

async function aKey(): Promise<DeviceKey> {
	const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
		'sign',
		'verify'
	]);
	const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
	return { jwk: { kty: 'EC', crv: 'P-256', x, y }, pair };
}

it(
	`what was verified is what was signed, ${freezes} times`,
	async () => {
		let letters = 0;
		for (let freeze = 0; freeze < freezes; freeze++) {
			for (const one of devices) one.begin();
			await until(() => devices.every((one) => one.sheet !== null), 'the draft', 20_000);
			const from = devices.map((one) => one.letters);
			await until(
				() => devices.every((one, at) => one.letters > (from[at] ?? 0) + 20),
				'hands to type',
				30_000
			);
			const version = await present();
			const drafts = await Promise.all(devices.map((one) => one.ended()));
			letters += devices.reduce((sum, one, at) => sum + one.letters - (from[at] ?? 0), 0);

			// Each page verifies its own copy, and signs the digest it verified.
			const opened = await Promise.all(devices.map((one) => copyOf(one.person, version)));
			const signed: Digest[] = [];
			for (const [at, copy] of opened.entries()) signed.push(await sign(at, copy, version));
			const mine = { person: lead.seat.person, answer: 'yes', words: '', until: null } as const;
			// Once everybody answered, the answers are shown together.
			expect(await lead.move({ do: 'answer', version, ...mine, how: 'spoken', witness: null })).toBeNull();
			const last = await copyOf(lead, version);
			const words = opened.map(({ parts }) => partsNamed(parts, 'together').map(({ text }) => text));
			for (const [at, copy] of opened.entries()) {
				expect(copy.digest).toBe(last.digest);
				expect(words[at]).toEqual(words[0]);
				expect(last.given).toContain(signed[at]);
				const typed = drafts[at]?.typed ?? '';
				expect(words[0]?.some((text) => text !== '' && typed.startsWith(text))).toBe(true);
			}
			expect(await lead.move({ do: 'withdraw', version, reason: '' })).toBeNull();
		}
		console.log(
			`${freezes} freezes, ${devices.length * freezes} signatures, ${letters} letters typed meanwhile`
		);
	},
	60_000 + freezes * 10_000
);

const keysIn = (file: object): readonly PublicJwk[] => {
	const { key, keys } = file as { key?: PublicJwk; keys?: readonly { readonly jwk: PublicJwk }[] };
	return key ? [key] : (keys ?? []).map(({ jwk }) => jwk);
};

async function present(): Promise<VersionId> {
	const heard = lead.heard.length;
	expect(await lead.move({ do: 'present' })).toBeNull();
	const told = () => /"presented","version":"([a-z2-7]{26})"/.exec(lead.heard.slice(heard))?.[1];
	await until(() => told() !== undefined, 'the version to be told');
	return told() as VersionId;
}

async function copyOf(person: Person, version: VersionId): Promise<OpenedCopy> {
	const answer = await fetch(`${person.seat.page}/copy/${version}`, { headers: person.headers });
	const text = await answer.text();
	const file = readFile(text);
	const opened = isNo(file) ? file : openCopy(text, keysIn(file));
	if (isNo(opened)) throw new Error(opened.no);
	return opened;
}

/** The digest of what was signed, which names the version that was verified. */
async function sign(at: number, copy: OpenedCopy, version: VersionId): Promise<Digest> {
	const [device, key] = [devices[at], keys[at]];
	if (!device || !key) throw new Error('nobody');
	const person: PersonId = device.person.seat.person;
	const { token, disclosures } = await signHere(key, {
		version: copy.digest,
		traject: copy.traject,
		person,
		answer: 'yes',
		at: copy.at,
		until: null,
		how: 'device',
		witness: null,
		words: '',
		target: null
	});
	const move = { do: 'answer-signed', version, token, disclosures: [...disclosures] } satisfies Move;
	expect(await device.person.move(move)).toBeNull();
	const read = readAnyAnswer(token, disclosures);
	if (isNo(read)) throw new Error(read.no);
	expect([read.version, read.how]).toEqual([copy.digest, 'device']);
	return read.digest;
}
