// The keys of a house with their history: since when and until when each signed, and how one handed on to the
// next. Whoever trusts a key trusts what it handed on to, and never what came before it. FORMAT.md §10.

import type { Json } from '#lib/base/canonical.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { parsePublicJwk, thumbprint, type PublicJwk, type Signer } from '#lib/seal/key.ts';
import { hasExactly, isDigestText, isList, isSeconds, unpack } from '#lib/seal/text.ts';
import { checkSignature, makeToken, parseToken } from '#lib/seal/token.ts';
import type { TrustedKey } from '#lib/seal/verify.ts';

export type HouseKey = {
	readonly jwk: PublicJwk;
	/** Since when the house signs with it, in seconds since 1970 UTC, by its own clock. */
	readonly from: number;
	/** Until when; null while it does, or when that is not known. */
	readonly until: number | null;
	/** What the key before it in the list signed: `handOver`. Null for a first key, and after a lost one. */
	readonly handed: string | null;
};

export type HouseKeysRefusal =
	/** A key twice, out of order, or a member of another shape. */
	| 'keys-form'
	/** A key is not handed on to by the one before it, at the moment it says. */
	| 'keys-handed';

const keyTyp = 'rondetafel-key+jwt';

/** The most keys a house has had. */
const most = 64;

/** What the key that leaves signs of the one that comes, at a moment in seconds. Throws when the signer is not who it says. */
export function handOver(to: PublicJwk, at: number, signer: Signer): Promise<string> {
	return makeToken(
		{ alg: 'ES256', kid: thumbprint(signer.key), typ: keyTyp },
		{ at, jwk: { crv: to.crv, kty: to.kty, x: to.x, y: to.y } },
		signer
	);
}

/** The list in a value: oldest first, each handed on to by the one before it or by none. */
export function readHouseKeys(value: Json | undefined): readonly HouseKey[] | No<HouseKeysRefusal> {
	if (!isList(value) || value.length === 0 || value.length > most) return no('keys-form');
	const keys = value.map(readHouseKey).filter((key) => key !== null);
	const prints = new Set(keys.map(({ jwk }) => thumbprint(jwk)));
	const sorted = keys.every(({ from }, at) => at === 0 || from >= (keys[at - 1]?.from ?? 0));
	if (prints.size < value.length || !sorted) return no('keys-form');
	const handed = keys.every((key, at) => key.handed === null || isHandedBy(keys[at - 1], key));
	return handed ? keys : no('keys-handed');
}

/** The keys one trusts, and those they handed on to, in as many steps as there are. */
export function trustedOn(keys: readonly HouseKey[], trusted: readonly TrustedKey[]): readonly TrustedKey[] {
	const all = [...trusted];
	const trustIn = (key: HouseKey | undefined) =>
		key && all.find(({ jwk }) => thumbprint(jwk) === thumbprint(key.jwk))?.trust;
	for (const [at, key] of keys.entries()) {
		const trust = key.handed === null ? undefined : trustIn(keys[at - 1]);
		if (trust !== undefined && trustIn(key) === undefined) all.push({ jwk: key.jwk, trust });
	}
	return all;
}

function readHouseKey(value: Json): HouseKey | null {
	if (!hasExactly(value, ['from', 'handed', 'jwk', 'until'])) return null;
	const { from, handed, until } = value;
	const jwk = parsePublicJwk(value['jwk']);
	if (jwk === null || !isSeconds(from) || !(handed === null || typeof handed === 'string')) return null;
	if (until === null) return { jwk, from, until, handed };
	return isSeconds(until) && until >= from ? { jwk, from, until, handed } : null;
}

function isHandedBy(before: HouseKey | undefined, key: HouseKey): boolean {
	if (before === undefined || key.handed === null || before.until !== key.from) return false;
	const token = parseToken(key.handed, keyTyp, 'kid');
	if (isNo(token) || !isDigestText(token.header['kid'])) return false;
	if (token.header['kid'] !== thumbprint(before.jwk) || checkSignature(token, before.jwk) !== null)
		return false;
	const payload = unpack(token.payload);
	if (!hasExactly(payload, ['at', 'jwk']) || payload['at'] !== key.from) return false;
	const to = parsePublicJwk(payload['jwk']);
	return to !== null && thumbprint(to) === thumbprint(key.jwk);
}
