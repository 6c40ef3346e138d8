// A token of this house, as a row keeps it.

import { digestOfText } from '#lib/base/digest.ts';
import { isNo } from '#lib/base/no.ts';
import { readPayload, type Kind } from '#lib/seal/claims.ts';
import { thumbprint, type PublicJwk } from '#lib/seal/key.ts';
import { unpack } from '#lib/seal/text.ts';
import { checkSignature, parseToken } from '#lib/seal/token.ts';

/** A token that a key of this house signed, or null. */
export function signedToken<Its>(
	kind: Kind<Its>,
	row: { readonly token: string; readonly digest: string },
	keys: readonly PublicJwk[]
): { readonly claims: Its; readonly listed: ReadonlySet<string> } | null {
	const token = parseToken(row.token, kind.typ, 'kid');
	if (isNo(token) || digestOfText(row.token) !== row.digest) return null;
	const key = keys.find((one) => thumbprint(one) === token.header['kid']);
	if (!key || checkSignature(token, key)) return null;
	const payload = unpack(token.payload);
	const read = payload === null ? null : readPayload(kind, payload);
	return !read || 'no' in read ? null : read;
}
