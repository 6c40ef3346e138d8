// DER (X.690 §10), as little of it as a certificate and a seal need: written here, and read strictly here, so that
// one value has one text.

/** A value as it stands: its tag, what is in it, and all of its bytes. */
export type Der = { readonly tag: number; readonly body: Uint8Array; readonly whole: Uint8Array };

export const tags = {
	boolean: 0x01,
	integer: 0x02,
	bits: 0x03,
	octets: 0x04,
	oid: 0x06,
	utf8: 0x0c,
	sequence: 0x30,
	set: 0x31,
	time: 0x18,
	utcTime: 0x17
} as const;

export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
	const size = parts.reduce((sum, part) => sum + part.length, 0);
	const bytes = new Uint8Array([tag, ...lengthOf(size), ...new Uint8Array(size)]);
	let at = bytes.length - size;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}

function lengthOf(size: number): number[] {
	if (size < 128) return [size];
	const digits: number[] = [];
	for (let left = size; left > 0; left = Math.floor(left / 256)) digits.unshift(left % 256);
	return [128 + digits.length, ...digits];
}

/** An object identifier, as in "1.2.840.10045.4.3.2". */
export function oid(dotted: string): Uint8Array {
	const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
	const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
		const digits = [arc % 128];
		for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
			digits.unshift((left % 128) + 128);
		return digits;
	});
	return der(tags.oid, Uint8Array.from(bytes));
}

/** A number that is not negative, from its bytes. */
export function unsigned(bytes: Uint8Array): Uint8Array {
	let from = 0;
	while (from < bytes.length - 1 && bytes[from] === 0) from++;
	const least = bytes.subarray(from);
	return der(tags.integer, (least[0] ?? 0) > 127 ? Uint8Array.of(0, ...least) : least);
}

/** The values that stand one after another, or null when they are no DER. */
export function readAll(bytes: Uint8Array): Der[] | null {
	const found: Der[] = [];
	let at = 0;
	while (at < bytes.length) {
		const one = readOne(bytes.subarray(at));
		if (one === null) return null;
		found.push(one);
		at += one.whole.length;
	}
	return found;
}

/** The first value of these bytes. */
export function readOne(bytes: Uint8Array): Der | null {
	const tag = bytes[0];
	const first = bytes[1];
	if (tag === undefined || first === undefined || (tag & 31) === 31) return null;
	let size = first;
	let from = 2;
	if (first > 127) {
		const digits = first - 128;
		if (digits === 0 || digits > 3) return null;
		size = bytes.subarray(2, 2 + digits).reduce((sum, digit) => sum * 256 + digit, 0);
		from = 2 + digits;
	}
	const whole = bytes.subarray(0, from + size);
	if (whole.length !== from + size || lengthOf(size).length !== from - 1) return null;
	return { tag, body: whole.subarray(from), whole };
}

/** What is in a value of this tag, in order; null when it is another. */
export function inside(value: Der | null | undefined, tag: number): Der[] | null {
	return value && value.tag === tag ? readAll(value.body) : null;
}

export const same = (a: Uint8Array, b: Uint8Array): boolean =>
	a.length === b.length && a.every((byte, at) => byte === b[at]);
