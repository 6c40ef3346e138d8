// SHA-256, alike on http and https: `crypto.subtle` is missing on a plain http page (design decision 16).

import { sha256 } from '@noble/hashes/sha2.js';
import { base64url, fromBase64url, utf8 } from '#lib/base/bytes.ts';
import { canonical, type Json } from '#lib/base/canonical.ts';

/** A SHA-256 digest as 43 letters of base64url. */
export type Digest = string & { readonly __digest: true };

function digestOf(bytes: Uint8Array): Digest {
	return base64url(sha256(bytes)) as Digest;
}

export function digestOfText(text: string): Digest {
	return digestOf(utf8(text));
}

/** The digest of a value's canonical text (RFC 8785). */
export function digestOfJson(value: Json): Digest {
	return digestOfText(canonical(value));
}

export function isDigest(text: unknown): text is Digest {
	return typeof text === 'string' && text.length === 43 && fromBase64url(text) !== null;
}
