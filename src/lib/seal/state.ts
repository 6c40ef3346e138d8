// How a version stands, by the word of its house at one moment: a copy alone cannot know. It says nothing of
// how many answered, and an older one proves nothing of today. FORMAT.md §11.

import type { Digest } from '#lib/base/digest.ts';
import { isNo, no, type No } from '#lib/base/no.ts';
import { thumbprint, type PublicJwk, type Signer } from '#lib/seal/key.ts';
import { hasExactly, isDigestText, isSeconds, unpack } from '#lib/seal/text.ts';
import {
	checkSignature,
	makeToken,
	parseToken,
	type SignatureRefusal,
	type TokenRefusal
} from '#lib/seal/token.ts';

const stateTyp = 'rondetafel-state+jwt';

/** voorgelegd · van kracht · vervangen · ingetrokken. */
const standings = ['presented', 'in-force', 'superseded', 'withdrawn'] as const;
export type Standing = (typeof standings)[number];

export type State = {
	/** The digest of the version's token. */
	readonly version: Digest;
	readonly state: Standing;
	/** When it stood so, in seconds since 1970 UTC, by the house's clock. */
	readonly at: number;
};

export type StateRefusal =
	| TokenRefusal
	| SignatureRefusal
	/** No key of the house is the one the header names. */
	| 'key-missing'
	/** A member too many or too few, or of another shape. */
	| 'state-form';

export function signState({ version, state, at }: State, signer: Signer): Promise<string> {
	return makeToken(
		{ alg: 'ES256', kid: thumbprint(signer.key), typ: stateTyp },
		{ version, state, at },
		signer
	);
}

/** The state in a token that one of these keys signed. Never throws. */
export function readState(token: string, house: readonly PublicJwk[]): State | No<StateRefusal> {
	const parsed = parseToken(token, stateTyp, 'kid');
	if (isNo(parsed)) return parsed;
	const kid = parsed.header['kid'];
	if (!isDigestText(kid)) return no('header-form');
	const key = house.find((one) => thumbprint(one) === kid);
	if (key === undefined) return no('key-missing');
	const wrong = checkSignature(parsed, key);
	if (wrong !== null) return wrong;
	const payload = unpack(parsed.payload);
	if (payload === null) return no('text-form');
	if (!hasExactly(payload, ['at', 'state', 'version'])) return no('state-form');
	const { at, version } = payload;
	const state = standings.find((one) => one === payload['state']);
	if (state === undefined || !isSeconds(at) || !isDigestText(version)) return no('state-form');
	return { version, state, at };
}
