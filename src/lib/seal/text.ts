// Values as signed text: base64url of canonical JSON (RFC 8785), and nothing else. What does not come
// back letter for letter is refused, so that one value has one text. FORMAT.md §1.

import { base64url, fromBase64url, fromUtf8, utf8 } from '#lib/base/bytes.ts';
import { canonical, type Json } from '#lib/base/canonical.ts';
import type { Digest } from '#lib/base/digest.ts';

export type Fields = { readonly [name: string]: Json };

/** Levels of lists and objects inside each other. A plan needs five; a trap needs thousands. */
export const deepest = 32;

/** Names that change what an object is in some languages; no value of ours has them. */
const barred = new Set(['__proto__', 'constructor', 'prototype']);

/** Throws a TypeError on a value that has no canonical text, is too deep or uses a barred name. */
export function canonicalText(value: Json): string {
	if (!isPlain(value, deepest)) throw new TypeError('too deep, or a name that is barred');
	return canonical(value);
}

/**
 * The value whose canonical text this is, or null: no JSON, other spacing, order or escapes, a name
 * twice, a fraction, a lone surrogate, too deep, a barred name. No text we read is the value null.
 */
export function fromCanonicalText(text: string): Json {
	try {
		const value = JSON.parse(text) as Json;
		return isPlain(value, deepest) && canonical(value) === text ? value : null;
	} catch {
		return null;
	}
}

/** base64url of the canonical text. Throws as `canonicalText` does. */
export function pack(value: Json): string {
	return base64url(utf8(canonicalText(value)));
}

/** The value in a packed text, or null when `pack` would not have written exactly this text. */
export function unpack(text: string): Json {
	const bytes = fromBase64url(text);
	if (bytes === null) return null;
	try {
		const value = fromCanonicalText(fromUtf8(bytes));
		// UTF-8 decoding drops a leading U+FEFF, so the bytes are compared too.
		return value !== null && pack(value) === text ? value : null;
	} catch {
		return null;
	}
}

export function isList(value: Json | undefined): value is readonly Json[] {
	return Array.isArray(value);
}

/** Whether this is an object with these members and no others. */
export function hasExactly(value: Json | undefined, names: readonly string[]): value is Fields {
	if (typeof value !== 'object' || value === null || isList(value)) return false;
	const found = Object.keys(value);
	return found.length === names.length && names.every((name) => Object.hasOwn(value, name));
}

/** Whether a value is base64url, in its one form, of so many bytes. */
export function isBytes(value: Json | undefined, count: number): value is string {
	return typeof value === 'string' && fromBase64url(value)?.length === count;
}

/** Whether a value is a digest in its one form: 43 letters have two bits over, which must be zero. */
export function isDigestText(value: Json | undefined): value is Digest {
	return isBytes(value, 32);
}

/** Whether a value is a time in whole seconds since 1970 UTC, up to the end of the year 9999. */
export function isSeconds(value: Json | undefined): value is number {
	return typeof value === 'number' && value >= 0 && value <= 253402300799;
}

function isPlain(value: Json, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return true;
	if (levels === 0) return false;
	if (isList(value)) return value.every((each) => isPlain(each, levels - 1));
	return Object.entries(value).every(([name, each]) => !barred.has(name) && isPlain(each, levels - 1));
}
