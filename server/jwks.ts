// Every key this house ever signed with, as anybody may fetch it at
// /.well-known/jwks.json (RFC 7517; seal/FORMAT.md §10): public, and of no person.

import type { HouseKey } from '#lib/seal/house-keys.ts';
import { thumbprint } from '#lib/seal/key.ts';

/** Beside the members of RFC 7517, those with which one key hands on to the next. */
export function jwksOf(history: readonly HouseKey[]) {
	return {
		keys: history.map(({ jwk, from, until, handed }) => ({
			...{ kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y },
			...{ kid: thumbprint(jwk), use: 'sig', alg: 'ES256' },
			...{ from, until, handed }
		}))
	};
}
