// What a version says in the open, on every copy: who issued it, when, which version, after which.
// It holds no name of a person and no words of the plan. FORMAT.md §5.

import type { Json } from '#lib/base/canonical.ts';
import type { Digest } from '#lib/base/digest.ts';
import { isId, type TrajectId, type VersionId } from '#lib/base/id.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { hasExactly, isDigestText, isList, isSeconds, type Fields } from '#lib/seal/text.ts';

export const versionTyp = 'rondetafel-version+sd-jwt';

/** Careful: `no` is a number here, so `isNo` takes bare claims for a refusal. Ask it of what holds them. */
export type Claims = {
	/** The house that issued it, as it calls itself: 1 to 200 UTF-16 units. */
	readonly iss: string;
	/** When, in whole seconds since 1970 UTC, by the house's clock. */
	readonly iat: number;
	readonly jti: VersionId;
	readonly traject: TrajectId;
	/** Which version of the traject, from 1. */
	readonly no: number;
	/** The digest of the token of the version before; null when there is none. */
	readonly prev: Digest | null;
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

/** The payload of a version. */
export function payloadOf(claims: Claims, digests: readonly Digest[]): Fields {
	const { iss, iat, jti, traject, no: number, prev } = claims;
	const parts = digests.map((digest) => ({ '...': digest }));
	return { iss, iat, jti, traject, no: number, prev, parts, _sd_alg: 'sha-256' };
}

/** The claims and the listed digests of a payload. */
export function readPayload(
	payload: Json
): { readonly claims: Claims; readonly listed: ReadonlySet<string> } | No<ClaimsRefusal> {
	if (!hasExactly(payload, ['_sd_alg', 'iat', 'iss', 'jti', 'no', 'parts', 'prev', 'traject']))
		return no('claims-form');
	const { iss, iat, jti, traject, no: number, prev, parts, _sd_alg } = payload;
	if (typeof iss !== 'string' || iss === '' || iss.length > 200) return no('claims-form');
	if (!isSeconds(iat) || typeof number !== 'number' || number < 1) return no('claims-form');
	if (!isId(jti) || !isId(traject)) return no('claims-form');
	if (prev !== null && !isDigestText(prev)) return no('claims-form');
	if (_sd_alg !== 'sha-256') return no('sd-alg');
	const digests = readList(parts);
	if (isNo(digests)) return digests;
	const listed = new Set(digests);
	if (listed.size < digests.length) return no('digest-twice');
	return { claims: { iss, iat, jti, traject, no: number, prev }, listed };
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
