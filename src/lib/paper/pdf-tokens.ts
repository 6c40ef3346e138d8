// The words PDF is written in (ISO 32000-1 §7.2, §7.3): what a file of ours is made of, and no more. What does not
// read is null, never a guess.

export type PdfName = { readonly name: string };
export type PdfRef = { readonly ref: number };
/** `from`, `to`: where it stands, brackets and all. */
export type PdfBytes = { readonly bytes: Uint8Array; readonly from: number; readonly to: number };
export type PdfDict = { readonly dict: ReadonlyMap<string, PdfValue> };
/** An operator of a content stream, or a keyword. */
export type PdfWord = { readonly word: string };
export type PdfValue =
	number | boolean | null | PdfName | PdfRef | PdfBytes | PdfDict | PdfWord | readonly PdfValue[];

export const isName = (value: PdfValue | undefined, name?: string): value is PdfName =>
	typeof value === 'object' &&
	value !== null &&
	'name' in value &&
	(name === undefined || value.name === name);
export const isRef = (value: PdfValue | undefined): value is PdfRef =>
	typeof value === 'object' && value !== null && 'ref' in value;
export const isBytes = (value: PdfValue | undefined): value is PdfBytes =>
	typeof value === 'object' && value !== null && 'bytes' in value;
export const isDict = (value: PdfValue | undefined): value is PdfDict =>
	typeof value === 'object' && value !== null && 'dict' in value;
export const isWord = (value: PdfValue | undefined): value is PdfWord =>
	typeof value === 'object' && value !== null && 'word' in value;
export const isArray = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value);

const space = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set([...'()<>[]{}/%'].map((one) => one.charCodeAt(0)));
const code = (letter: string): number => letter.charCodeAt(0);
/** How deep arrays and dictionaries may stand in each other. */
const deepest = 40;

/** Thrown inside this room for what is no PDF; whoever reads a file makes a no of it. */
export class NotPdf extends Error {}

export class Tokens {
	readonly bytes: Uint8Array;
	at: number;
	/** In a content stream nothing refers to another object. */
	readonly #refs: boolean;
	#depth = 0;

	constructor(bytes: Uint8Array, at = 0, refs = true) {
		this.bytes = bytes;
		this.at = at;
		this.#refs = refs;
	}

	/** The next value, or undefined at the end. Throws NotPdf. */
	next(): PdfValue | undefined {
		this.#skip();
		const byte = this.bytes[this.at];
		if (byte === undefined) return undefined;
		if (byte === code('/')) return this.#name();
		if (byte === code('(')) return this.#letters();
		if (byte === code('[')) return this.#list();
		if (byte === code('<')) return this.bytes[this.at + 1] === code('<') ? this.#dictionary() : this.#hex();
		if (delimiters.has(byte)) throw new NotPdf(`a stray ${String.fromCharCode(byte)}`);
		return this.#plain();
	}

	#skip(): void {
		for (;;) {
			const byte = this.bytes[this.at];
			if (byte === code('%')) while (this.at < this.bytes.length && !this.#endsLine()) this.at++;
			else if (byte !== undefined && space.has(byte)) this.at++;
			else return;
		}
	}

	#endsLine(): boolean {
		const byte = this.bytes[this.at];
		return byte === 10 || byte === 13;
	}

	#run(): string {
		const from = this.at;
		for (;;) {
			const byte = this.bytes[this.at];
			if (byte === undefined || space.has(byte) || delimiters.has(byte)) break;
			this.at++;
		}
		return String.fromCharCode(...this.bytes.subarray(from, this.at));
	}

	#plain(): PdfValue {
		const word = this.#run();
		if (word === 'true') return true;
		if (word === 'false') return false;
		if (word === 'null') return null;
		if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return { word };
		if (this.#refs && /^\d+$/.test(word)) {
			const before = this.at;
			this.#skip();
			const generation = this.#run();
			this.#skip();
			if (generation === '0' && this.#run() === 'R') return { ref: Number(word) };
			this.at = before;
		}
		return Number(word);
	}

	#name(): PdfName {
		this.at++;
		return {
			name: this.#run().replace(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
		};
	}

	#hex(): PdfBytes {
		const from = this.at;
		const end = this.bytes.indexOf(code('>'), from);
		if (end < 0) throw new NotPdf('a string without an end');
		let digits = '';
		for (const byte of this.bytes.subarray(from + 1, end))
			if (!space.has(byte)) digits += String.fromCharCode(byte);
		if (!/^[0-9a-fA-F]*$/.test(digits)) throw new NotPdf('a string of other digits');
		if (digits.length % 2 === 1) digits += '0';
		const bytes = new Uint8Array(digits.length / 2);
		for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(digits.slice(2 * i, 2 * i + 2), 16);
		this.at = end + 1;
		return { bytes, from, to: this.at };
	}

	#letters(): PdfBytes {
		const from = this.at++;
		const out: number[] = [];
		const named: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
		for (let open = 1; ;) {
			const byte = this.bytes[this.at++];
			if (byte === undefined) throw new NotPdf('a string without an end');
			if (byte === code('(')) open++;
			if (byte === code(')') && --open === 0) return { bytes: Uint8Array.from(out), from, to: this.at };
			if (byte !== code('\\')) {
				out.push(byte);
				continue;
			}
			const letter = String.fromCharCode(this.bytes[this.at++] ?? 0);
			if (letter === '\n' || letter === '\r') {
				if (letter === '\r' && this.bytes[this.at] === 10) this.at++;
			} else if (/[0-7]/.test(letter)) {
				let digits = letter;
				while (digits.length < 3 && /[0-7]/.test(String.fromCharCode(this.bytes[this.at] ?? 0)))
					digits += String.fromCharCode(this.bytes[this.at++] ?? 0);
				out.push(parseInt(digits, 8) & 255);
			} else out.push(named[letter] ?? code(letter));
		}
	}

	#list(): PdfValue[] {
		this.#enter();
		this.at++;
		const all: PdfValue[] = [];
		for (;;) {
			this.#skip();
			if (this.bytes[this.at] === code(']')) break;
			const value = this.next();
			if (value === undefined) throw new NotPdf('a list without an end');
			all.push(value);
		}
		this.at++;
		this.#depth--;
		return all;
	}

	#dictionary(): PdfDict {
		this.#enter();
		this.at += 2;
		const dict = new Map<string, PdfValue>();
		for (;;) {
			this.#skip();
			if (this.bytes[this.at] === code('>') && this.bytes[this.at + 1] === code('>')) break;
			const key = this.next();
			const value = this.next();
			// One name twice is read one way here and another way there.
			if (!isName(key) || value === undefined || dict.has(key.name)) throw new NotPdf('a crooked dictionary');
			dict.set(key.name, value);
		}
		this.at += 2;
		this.#depth--;
		return { dict };
	}

	#enter(): void {
		if (++this.#depth > deepest) throw new NotPdf('too deep');
	}
}
