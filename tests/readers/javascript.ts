// Another reader of copy files: @sd-jwt/core and jose, and not a line of this project's own sealing. It reads what is
// good; how much it refuses is not its business, our own reader is stricter than RFC 9901.

import { SDJwtInstance } from '@sd-jwt/core';
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { createHash, createPublicKey, verify } from 'node:crypto';

type Fields = { readonly [name: string]: unknown };
type Carried = { readonly token: string; readonly disclosures: readonly string[] };
type HouseKey = { readonly jwk: JWK; readonly handed: string | null };
type Part = { readonly o: number; readonly part: Fields };
export type Trusted = { readonly jwk: JWK; readonly trust: string };

const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const digest = (text: string): string => sha256(text).toString('base64url');
const es256 = { algorithms: ['ES256'] } as const;

/** A token and its disclosures, with what is shown put in its place. Throws when it is not this key's. */
async function read(token: string, disclosures: readonly string[], jwk: JWK): Promise<Fields> {
	const key = await importJWK(jwk, 'ES256');
	const reader = new SDJwtInstance({
		hashAlg: 'sha-256',
		hasher: (words) => sha256(typeof words === 'string' ? words : new Uint8Array(words)),
		verifier: async (signed, signature) => {
			await compactVerify(`${signed}.${signature}`, key, es256);
			return true;
		}
	});
	const whole = [token, ...disclosures, ''].join('~');
	const { payload } = await reader.verify(whole, { currentDate: 1_900_000_000 });
	return payload as Fields;
}

async function readJws(token: string, keys: readonly JWK[]): Promise<Fields> {
	const { payload } = await compactVerify(token, await importJWK(await keyOf(token, keys), 'ES256'), es256);
	return JSON.parse(Buffer.from(payload).toString('utf8')) as Fields;
}

async function keyOf(token: string, keys: readonly JWK[]): Promise<JWK> {
	const { kid } = decodeProtectedHeader(token);
	for (const key of keys) if ((await calculateJwkThumbprint(key)) === kid) return key;
	throw new Error('no key');
}

const same = (one: JWK, two: JWK): boolean => one['x'] === two['x'] && one['y'] === two['y'];

/** What somebody trusts, and what that handed on to. */
async function trustedOn(keys: readonly HouseKey[], trusted: readonly Trusted[]): Promise<Trusted[]> {
	const all = [...trusted];
	for (const [at, { jwk, handed }] of keys.entries()) {
		const before = keys[at - 1]?.jwk;
		const trust = before && all.find((one) => same(one.jwk, before))?.trust;
		if (!before || handed === null || trust === undefined) continue;
		const to = (await readJws(handed, [before]))['jwk'] as JWK;
		if (same(to, jwk) && !all.some((one) => same(one.jwk, jwk))) all.push({ jwk, trust });
	}
	return all;
}

/** Everything `thirty.json` says of a file, found anew. */
export async function readWith(text: string, trusted: readonly Trusted[]) {
	const file = JSON.parse(text) as Fields;
	const later = file['format'] === 'rondetafel-copy/2';
	const listed = (later ? file['keys'] : [{ jwk: file['key'], handed: null }]) as readonly HouseKey[];
	const known = await trustedOn(listed, trusted);
	const carried = listed.map(({ jwk }) => jwk);
	const version = await readCopy(String(file['copy']), [...known.map(({ jwk }) => jwk), ...carried]);
	const issuer = known.find(({ jwk }) => same(jwk, version.key))?.trust ?? 'unknown';
	const own = issuer === 'house' ? known.filter(({ trust }) => trust === 'house') : [];
	const house = [...(await trustedOn(listed, [{ jwk: version.key, trust: '' }])), ...own].map(
		({ jwk }) => jwk
	);
	const { key: _, ...copy } = version;
	const annexes = [];
	for (const one of (file['annexes'] ?? []) as readonly string[]) {
		const { key: __, ...annex } = await readCopy(one, house);
		annexes.push(annex);
	}
	const statements = await readSaid((file['statements'] ?? []) as readonly Carried[]);
	const answers = await readSaid(file['answers'] as readonly Carried[]);
	const joined = await joinedIn(statements, copy.digest, house);
	const hands = { parts: copy.parts, joined, house, origin: String(copy.claims['iss']) };
	return {
		...{ issuer, ...copy, annexes },
		state: later ? await readJws(String(file['state']), house) : null,
		statements: await Promise.all(statements.map((one) => toldOf(one, hands))),
		answers: await Promise.all(answers.map((one) => toldOf(one, hands)))
	};
}

async function readCopy(copy: string, keys: readonly JWK[]) {
	const [token = '', ...disclosures] = copy.split('~').slice(0, -1);
	const key = await keyOf(token, keys);
	const { parts, ...claims } = await read(token, disclosures, key);
	const shown = [...(parts as readonly Part[])].sort((a, b) => a.o - b.o);
	return { key, digest: digest(token), claims, parts: shown };
}

type Said = {
	readonly digest: string;
	readonly key: JWK;
	readonly payload: Fields;
	readonly hides: readonly string[];
};

async function readSaid(list: readonly Carried[]): Promise<Said[]> {
	return Promise.all(
		list.map(async ({ token, disclosures }) => {
			const key = decodeProtectedHeader(token)['jwk'] as JWK;
			const names = disclosures.map(
				(one) => JSON.parse(Buffer.from(one, 'base64url').toString())[1] as string
			);
			return { digest: digest(token), key, payload: await read(token, disclosures, key), hides: names };
		})
	);
}

type Joined = { readonly person: unknown; readonly of: unknown; readonly thumbprint: unknown };
type Hands = {
	readonly parts: readonly Part[];
	readonly joined: readonly Joined[];
	readonly house: readonly JWK[];
	readonly origin: string;
};

async function joinedIn(
	statements: readonly Said[],
	version: string,
	house: readonly JWK[]
): Promise<Joined[]> {
	return statements
		.filter(({ payload, key }) => payload['act'] === 'key' && house.some((one) => same(one, key)))
		.filter(({ payload }) => payload['version'] === version)
		.map(({ payload: { person, of, thumbprint } }) => ({ person, of, thumbprint }));
}

async function toldOf({ digest, key, payload, hides }: Said, hands: Hands) {
	const members = Object.entries(payload).filter(([name]) => !['nonce', 'assertion'].includes(name));
	const pick = (hidden: boolean) =>
		Object.fromEntries(members.filter(([name]) => hides.includes(name) === hidden));
	return { digest, by: await handOf(key, payload, hands), open: pick(false), hidden: pick(true) };
}

async function handOf(
	key: JWK,
	said: Fields,
	{ parts, joined, house, origin }: Hands
): Promise<string | null> {
	const print = await calculateJwkThumbprint(key);
	const person = parts.find(
		({ part }) => part['person'] === said['person'] && typeof part['device'] === 'string'
	);
	const has = (of: string, thumbprint: string) =>
		joined.some((one) => one.person === said['person'] && one.of === of && one.thumbprint === thumbprint);
	if (said['how'] === 'device') {
		if (person?.part['device'] === print || has('device', print)) return 'device';
		return person ? null : 'unnamed';
	}
	if (!house.some((one) => same(one, key))) return null;
	if (said['how'] !== 'passkey') return 'house';
	const assertion = said['assertion'] as { readonly [name: string]: string } & { readonly key: JWK };
	const passkey = await calculateJwkThumbprint(assertion.key);
	return has('passkey', passkey) && passkeySaid(assertion, origin) ? 'passkey' : null;
}

/** By Node's own hand: for this house, somebody there and verified, and signed. */
function passkeySaid(
	assertion: { readonly [name: string]: string } & { readonly key: JWK },
	origin: string
): boolean {
	const bytes = (name: string) => Buffer.from(assertion[name] ?? '', 'base64url');
	const [data, client] = [bytes('authenticatorData'), bytes('clientDataJSON')];
	const told = JSON.parse(client.toString('utf8')) as Fields;
	const here = data.subarray(0, 32).equals(sha256(new URL(origin).hostname));
	const key = {
		key: createPublicKey({ key: assertion.key, format: 'jwk' }),
		dsaEncoding: 'ieee-p1363'
	} as const;
	const signed = verify('sha256', Buffer.concat([data, sha256(client)]), key, bytes('signature'));
	return (
		here &&
		((data[32] ?? 0) & 5) === 5 &&
		told['origin'] === origin &&
		told['type'] === 'webauthn.get' &&
		signed
	);
}
