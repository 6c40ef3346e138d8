// What a version says in the open, on every copy: who issued it, when, which version, after which; and an annex.
// Neither holds a name of a person or words of the plan. FORMAT.md §5, §9.

import type { Json } from '#lib/base/canonical.ts';
import type { Digest } from '#lib/base/digest.ts';
import { isId, type Id, type TrajectId, type VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { hasExactly, isDigestText, isList, isSeconds, type Fields } from '#lib/seal/text.ts';

/** What versions and annexes share. */
type Issued = {
	/** The house that issued it, as it calls itself: 1 to 200 UTF-16 units. */
	readonly iss: string;
	/** When, in whole seconds since 1970 UTC, by the house's clock. */
	readonly iat: number;
	readonly traject: TrajectId;
};

/** Careful: `no` is a number here, so `isNo` takes bare claims for a refusal. Ask it of what holds them. */
export type Claims = Issued & {
	readonly jti: VersionId;
	/** Which version of the traject, from 1. */
	readonly no: number;
	/** The digest of the token of the version before; null when there is none. */
	readonly prev: Digest | null;
};

export type AnnexId = Id<'annex'>;

/** An annex has no number: the second would tell that there is a first, to who may not know. */
export type AnnexClaims = Issued & {
	readonly jti: AnnexId;
	/** The digest of the token of the version it belongs to. */
	readonly of: Digest;
};

/** A kind of token that lists hidden parts: versions and annexes differ in their claims alone. */
export type Kind<Its> = {
	readonly typ: string;
	readonly names: readonly (keyof Its & string)[];
	/** The claims in a payload of just these names, or null when one is of another shape. */
	read(payload: Fields): Its | null;
};

export type ClaimsRefusal =
	/** A claim too many or too few, or one of another shape. */
	| 'claims-form'
	/** Digests by another function than SHA-256 (RFC 9901 §4.1.1). */
	| 'sd-alg'
	/** The list holds something else than digests, or its length is not 256, 512, 1024, 2048 or 4096. */
	| 'list-form'
	/** The same digest twice in the list (RFC 9901 §7.1). */
	| 'digest-twice';

/** How many digests a token may list. The length tells a copy's reader no more than this. */
export const lengths: readonly number[] = [256, 512, 1024, 2048, 4096];

export const versionKind: Kind<Claims> = {
	typ: 'rondetafel-version+sd-jwt',
	names: ['iss', 'iat', 'jti', 'traject', 'no', 'prev'],
	read(payload) {
		const issued = readIssued(payload);
		const { jti, no: number, prev } = payload;
		if (issued === null || !isId(jti) || typeof number !== 'number' || number < 1) return null;
		return prev === null || isDigestText(prev) ? { ...issued, jti, no: number, prev } : null;
	}
};

export const annexKind: Kind<AnnexClaims> = {
	typ: 'rondetafel-annex+sd-jwt',
	names: ['iss', 'iat', 'jti', 'traject', 'of'],
	read(payload) {
		const issued = readIssued(payload);
		const { jti, of } = payload;
		return issued !== null && isId(jti) && isDigestText(of) ? { ...issued, jti, of } : null;
	}
};

function readIssued({ iss, iat, traject }: Fields): Issued | null {
	if (typeof iss !== 'string' || iss === '' || iss.length > 200) return null;
	return isSeconds(iat) && isId(traject) ? { iss, iat, traject } : null;
}

/** The payload of a token: its claims and its list. */
export function payloadOf<Its extends Fields>(
	kind: Kind<Its>,
	claims: Its,
	digests: readonly Digest[]
): Fields {
	const own = Object.fromEntries(kind.names.map((name) => [name, claims[name] ?? null]));
	return { ...own, parts: digests.map((digest) => ({ '...': digest })), _sd_alg: 'sha-256' };
}

/** The claims and the listed digests of a payload. */
export function readPayload<Its>(
	kind: Kind<Its>,
	payload: Json
): { readonly claims: Its; readonly listed: ReadonlySet<string> } | No<ClaimsRefusal> {
	if (!hasExactly(payload, [...kind.names, '_sd_alg', 'parts'])) return no('claims-form');
	const claims = kind.read(payload);
	if (claims === null) return no('claims-form');
	if (payload['_sd_alg'] !== 'sha-256') return no('sd-alg');
	const digests = readList(payload['parts']);
	if (isNo(digests)) return digests;
	const listed = new Set(digests);
	if (listed.size < digests.length) return no('digest-twice');
	return { claims, listed };
}

/** RFC 9901 §4.2.4.2: each hidden element stands as `{"...": digest}`. */
function readList(parts: Json | undefined): readonly Digest[] | No<'list-form'> {
	if (!isList(parts) || !lengths.includes(parts.length)) return no('list-form');
	const digests: Digest[] = [];
	for (const each of parts) {
		if (!hasExactly(each, ['...']) || !isDigestText(each['...'])) return no('list-form');
		digests.push(each['...']);
	}
	return digests;
}
