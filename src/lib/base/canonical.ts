// One value, one text: RFC 8785 (JSON Canonicalization Scheme) for the values we sign and digest.
// Only strings, booleans, null, whole numbers, lists and plain objects; anything else is a bug.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * The canonical text of a value. Names are sorted by UTF-16 code units (RFC 8785 §3.2.3).
 * Throws a TypeError for a number that is not a safe integer, a lone surrogate, or `undefined`.
 */
export function canonical(value: Json): string {
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'string') return quote(value);
	if (typeof value === 'number') {
		if (!Number.isSafeInteger(value)) throw new TypeError(`not a whole number: ${value}`);
		return String(value);
	}
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	const object = value as { readonly [name: string]: Json };
	const names = Object.keys(object).sort();
	return `{${names.map((name) => `${quote(name)}:${canonical(object[name] as Json)}`).join(',')}}`;
}

function quote(text: string): string {
	if (typeof text !== 'string') throw new TypeError(`not a JSON value: ${typeof text}`);
	if (!text.isWellFormed()) throw new TypeError('a lone surrogate');
	return JSON.stringify(text);
}
