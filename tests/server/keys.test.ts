// The key of a house is handed on: what the old one signed verifies, what comes is signed with the new one, and no
// other key starts the house.

import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isNo } from '#lib/base/no.ts';
import { openCopy } from '#lib/live/copy.ts';
import { readHouseKeys } from '#lib/seal/house-keys.ts';
import { thumbprint } from '#lib/seal/key.ts';
import { checkTraject } from '#server/chain/check.ts';
import { parseConfig } from '#server/config.ts';
import { newId } from '#server/door/secret.ts';
import { openHouse, type House } from '#server/house.ts';
import { jwksOf } from '#server/jwks.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { rotateKey } from '#server/rotate.ts';
import { openStore } from '#server/store/open.ts';
import { copyFor } from '#server/table/copies.ts';
import { onPostgres, placeIn, type Place } from '../place.ts';
import { freshDirectory, made } from '../store/places.ts';
import { hold } from './door-agreed.ts';
import { aCircle, aCoach, aTraject, named, quiet } from './door-house.ts';

let place: Place;
let folder: string;
let house: House | null = null;
const enter = async () => (house = await openHouse(parseConfig(place.env), quiet));
const leave = async () => {
	await house?.close();
	house = null;
};
beforeAll(async () => {
	folder = freshDirectory();
	place = await placeIn(folder);
	if (!onPostgres) cpSync(await made(), join(folder, 'db'), { recursive: true });
}, 120_000);
afterAll(async () => {
	await leave();
	await place?.gone();
});

/** Where the house finds its key. */
const keyAt = () => place.env['SIGNING_KEY_FILE'] ?? join(folder, 'house.key');

/** As the command does it. */
async function rotate(): Promise<string> {
	const config = parseConfig(place.env);
	const store = await openStore(config.database ?? { dataDir: config.dataDir });
	const next = onPostgres ? newKey() : null;
	try {
		return await rotateKey(store, config, next, Date.now());
	} finally {
		await store.close();
		if (next) writeFileSync(keyAt(), next);
	}
}

it('signs with the next one, and nothing of before is lost', async () => {
	let open = await enter();
	const at = await aTraject(open, await aCoach(open));
	const steven = named(at, 'Steven');
	const promised = {
		owner: named(at, 'Wim'),
		asker: null,
		text: 'Ik haal hem op.',
		audience: 'core'
	} as const;
	const first = await hold(at, await aCircle(at), [promised]);
	await leave();
	const before = readFileSync(keyAt(), 'utf8');
	const kid = await rotate();
	expect(thumbprint(signerFrom(readFileSync(keyAt(), 'utf8')).key)).toBe(kid);

	// A next key that the database does not know was a crash on the way.
	if (!onPostgres) writeFileSync(`${keyAt()}.next`, newKey());
	open = await enter();
	expect(existsSync(`${keyAt()}.next`)).toBe(false);
	const again = { ...at, house: open };
	const second = await hold(again, await aCircle(again), [promised]);
	const seat = { is: 'seat', seat: newId<'seat'>(), traject: at.traject, state: 'seated' } as const;
	const who = { ...seat, person: steven, role: 'pupil', circle: null, wall: false, tablet: null } as const;
	for (const [version, key] of [
		[first, thumbprint(signerFrom(before).key)],
		[second, kid]
	] as const) {
		const copy = await copyFor(open, who, version);
		if (!copy || isNo(copy)) throw new Error('no copy');
		const opened = openCopy(copy.file, open.keys());
		if (isNo(opened)) throw new Error(opened.no);
		expect([opened.issuer, thumbprint(opened.key)]).toEqual(['house', key]);
	}
	expect(await open.store.read((db) => checkTraject(db, at.traject, open.keys()))).toEqual([]);
	const keys = readHouseKeys(JSON.parse(JSON.stringify(open.history())));
	if (isNo(keys)) throw new Error(keys.no);
	expect(keys.map(({ jwk }) => thumbprint(jwk))).toEqual([thumbprint(signerFrom(before).key), kid]);
	expect(keys[1]?.handed).toBeTypeOf('string');
	expect(jwksOf(open.history()).keys.map(({ kid }) => kid)).toEqual(keys.map(({ jwk }) => thumbprint(jwk)));
	await leave();

	writeFileSync(keyAt(), before);
	await expect(enter()).rejects.toThrow(/signs with key .* the key given is/);
	writeFileSync(keyAt(), newKey());
	await expect(enter()).rejects.toThrow(/the key given is/);
}, 180_000);
