// Secrets that open a door: 128 random bits, handed out once, kept only as their SHA-256.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { fromBase64url } from '#lib/base/bytes.ts';
import { idFrom, parseId, type Id } from '#lib/base/id.ts';

export function newId<Kind extends string>(): Id<Kind> {
	return idFrom<Kind>(randomBytes(16));
}

/** 16 random bytes as 22 letters of base64url. */
export const newSecret = (): string => randomBytes(16).toString('base64url');

export const hashSecret = (secret: string): Uint8Array => createHash('sha256').update(secret).digest();

/** Null for anything that cannot be one of our secrets: nobody is asked to look it up. */
export function parseSecret(text: unknown): string | null {
	return typeof text === 'string' && fromBase64url(text)?.length === 16 ? text : null;
}

export function sameSecret(secret: string, hash: Uint8Array): boolean {
	return timingSafeEqual(hashSecret(secret), hash);
}

/** A session token: "id.secret" (Lucia's form). The id finds the row, the secret proves it. */
export function parseToken<Kind extends string>(
	token: string | undefined
): { id: Id<Kind>; secret: string } | null {
	const [id, secret, ...rest] = (token ?? '').split('.');
	const parsed = parseId<Kind>(id);
	const known = parseSecret(secret);
	return parsed && known && rest.length === 0 ? { id: parsed, secret: known } : null;
}
