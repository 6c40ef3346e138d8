// Who and what the vectors are about: fixed keys, fixed chance, one small plan of people who do not exist.
// The secrets are known to everyone; they sign nothing but vectors and tests. FORMAT.md §15.

import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64url, utf8 } from '#lib/base/bytes.ts';
import { idFrom, type Id } from '#lib/base/id.ts';
import type { PublicJwk, Random, Signer } from '#lib/seal/key.ts';
import { thumbprint } from '#lib/seal/key.ts';
import type { Leaf } from '#lib/seal/issue.ts';
import type { DeviceKeyOf } from '#lib/seal/check.ts';

/** Bytes nobody would call random: SHA-256 of `seed/0`, of `seed/1`, and so on, one after the other. */
export function chance(seed: string): Random {
	let block = 0;
	let left: number[] = [];
	return (count) => {
		while (left.length < count) left = [...left, ...sha256(utf8(`${seed}/${block++}`))];
		const drawn = Uint8Array.from(left.slice(0, count));
		left = left.slice(count);
		return drawn;
	};
}

/** The secret of a name is SHA-256 of `rondetafel-vector-key/name`; signatures follow RFC 6979. */
export function signer(name: string): Signer {
	const secret = sha256(utf8(`rondetafel-vector-key/${name}`));
	const point = p256.getPublicKey(secret, false);
	const key: PublicJwk = {
		kty: 'EC',
		crv: 'P-256',
		x: base64url(point.slice(1, 33)),
		y: base64url(point.slice(33))
	};
	return {
		key,
		sign: async (bytes) => p256.sign(bytes, secret, { lowS: false, prehash: true, format: 'compact' })
	};
}

export const house = signer('house');
export const other = signer('other-house');
export const stranger = signer('stranger');
export const samira = signer('samira');
export const wim = signer('wim');

/** The id of a name: its SHA-256, cut to 16 bytes. */
export const id = <Kind extends string>(name: string): Id<Kind> =>
	idFrom<Kind>(sha256(utf8(name)).slice(0, 16));

/** Eight parts: what every copy may have, what the school may not, and one line for two. */
export const plan: readonly Leaf[] = [
	{
		layer: 0,
		part: { kind: 'person', person: id('samira'), name: 'Samira', device: thumbprint(samira.key) }
	},
	{ layer: 0, part: { kind: 'person', person: id('wim'), name: 'Wim', device: thumbprint(wim.key) } },
	{ layer: 0, part: { kind: 'person', person: id('oma'), name: 'Oma Jeanne', device: null } },
	{
		layer: 1,
		part: { kind: 'shared', block: 'zorgen', text: 'Thuis is het ’s avonds te druk om te leren.' }
	},
	{ layer: 0, part: { kind: 'goal', text: 'Samira is elke dinsdag en donderdag de hele dag op school.' } },
	{ layer: 2, part: { kind: 'shared', block: 'plan-b', text: 'Lukt het niet, dan slaapt ze bij oma. 🌙' } },
	{ layer: 0, part: { kind: 'engagement', who: id('wim'), text: 'Ik bel haar elke maandag om 8 u.' } },
	{
		layer: 0,
		part: { kind: 'next', day: '2026-10-19', place: 'in het lokaal van \"de Brug\"\n(eerste deur)' }
	}
];

/** Where this plan names a person's device: in the part of kind `person`. */
export const deviceKeyOf: DeviceKeyOf = (parts, person) => {
	for (const { part } of parts) {
		if (typeof part !== 'object' || part === null || !('person' in part)) continue;
		if (part.person === person && typeof part['device'] === 'string') return part['device'];
	}
	return null;
};
