// Checks a copy: that this house's key signed the version, and that every disclosed part is in it.
// It cannot know what the copy leaves out, nor whether a later version exists. FORMAT.md §6, §14.

import type { Json } from '#lib/base/canonical.ts';
import { digestOfText, type Digest } from '#lib/base/digest.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import {
	annexKind,
	readPayload,
	versionKind,
	type AnnexClaims,
	type Claims,
	type ClaimsRefusal,
	type Kind
} from '#lib/seal/claims.ts';
import { parseCopy, type CopyRefusal } from '#lib/seal/copy.ts';
import { checkListed, readDisclosure, type DisclosureRefusal } from '#lib/seal/disclosure.ts';
import { thumbprint, type PublicJwk } from '#lib/seal/key.ts';
import { orderEnd } from '#lib/seal/order.ts';
import { hasExactly, isDigestText, unpack } from '#lib/seal/text.ts';
import { checkSignature, parseToken, type SignatureRefusal, type TokenRefusal } from '#lib/seal/token.ts';

/** A key the checker has for itself: this house's, or another's that somebody compared and kept. */
export type TrustedKey = { readonly jwk: PublicJwk; readonly trust: 'house' | 'pinned' };

/** Whose key it was. `unknown`: only the copy itself vouches for it; compare the words on paper. */
export type Issuer = 'house' | 'pinned' | 'unknown';

/** A disclosed part. `o` only sorts: it counts nothing, and means nothing on another version. */
export type Part = { readonly o: number; readonly part: Json };

export type Sealed<Its> = {
	readonly claims: Its;
	readonly digest: Digest;
	/** Sorted by `o`. Perhaps not all there are. */
	readonly parts: readonly Part[];
	readonly issuer: Issuer;
	readonly key: PublicJwk;
};

export type Verified = Sealed<Claims>;
export type VerifiedAnnex = Sealed<AnnexClaims>;

/** Every no about a copy; the lines that say when stand with each group. */
export type VerifyRefusal =
	| CopyRefusal
	| TokenRefusal
	| SignatureRefusal
	| ClaimsRefusal
	| DisclosureRefusal
	/** No key at hand, ours or carried with the copy, is the one the header names. */
	| 'key-missing'
	/** A disclosed value is not an order number and a part, or two parts have one number. */
	| 'part-form';

/**
 * Checks a copy of a version, cheapest first: size, form, header, key, signature, claims, disclosures.
 * `keys` are tried before `carried`, the keys that came with the copy; the first with the header's
 * thumbprint is used. Never throws.
 */
export function verifyCopy(
	copy: string,
	keys: readonly TrustedKey[],
	carried: readonly PublicJwk[]
): Verified | No<VerifyRefusal> {
	return verifyAs(versionKind, copy, keys, carried);
}

/** Checks a copy of an annex in the same way. */
export function verifyAnnex(
	copy: string,
	keys: readonly TrustedKey[],
	carried: readonly PublicJwk[]
): VerifiedAnnex | No<VerifyRefusal> {
	return verifyAs(annexKind, copy, keys, carried);
}

function verifyAs<Its>(
	kind: Kind<Its>,
	copy: string,
	keys: readonly TrustedKey[],
	carried: readonly PublicJwk[]
): Sealed<Its> | No<VerifyRefusal> {
	const parsed = parseCopy(copy);
	if (isNo(parsed)) return parsed;
	const token = parseToken(parsed.token, kind.typ, 'kid');
	if (isNo(token)) return token;
	const kid = token.header['kid'];
	if (!isDigestText(kid)) return no('header-form');
	const found = keyOf(kid, keys, carried);
	if (found === null) return no('key-missing');
	const wrong = checkSignature(token, found.key);
	if (wrong !== null) return wrong;
	const payload = unpack(token.payload);
	if (payload === null) return no('text-form');
	const read = readPayload(kind, payload);
	if (isNo(read)) return read;
	const stray = checkListed(read.listed, parsed.disclosures);
	if (stray !== null) return stray;
	const parts = readParts(parsed.disclosures);
	if (isNo(parts)) return parts;
	return { claims: read.claims, digest: digestOfText(parsed.token), parts, ...found };
}

function keyOf(
	kid: Digest,
	keys: readonly TrustedKey[],
	carried: readonly PublicJwk[]
): { key: PublicJwk; issuer: Issuer } | null {
	const known = keys.find(({ jwk }) => thumbprint(jwk) === kid);
	if (known !== undefined) return { key: known.jwk, issuer: known.trust };
	const key = carried.find((one) => thumbprint(one) === kid);
	return key === undefined ? null : { key, issuer: 'unknown' };
}

function readParts(
	disclosures: readonly string[]
): readonly Part[] | No<'text-form' | 'disclosure-form' | 'part-form'> {
	const parts: Part[] = [];
	for (const words of disclosures) {
		const rest = readDisclosure(words, 1);
		if (isNo(rest)) return rest;
		const value = rest[0];
		if (!hasExactly(value, ['o', 'part'])) return no('part-form');
		const { o, part } = value;
		if (typeof o !== 'number' || o <= 0 || o >= orderEnd || part === undefined) return no('part-form');
		parts.push({ o, part });
	}
	parts.sort((a, b) => a.o - b.o);
	return parts.some(({ o }, at) => o === parts[at - 1]?.o) ? no('part-form') : parts;
}
