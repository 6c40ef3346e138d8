// A PDF as a checker reads it: by its tables of objects, from the last to the first (ISO 32000-1 §7.5). Only the
// plain kind that our own papers are: no object streams, no encryption, no repairs.

import {
	isArray,
	isDict,
	isName,
	isRef,
	isWord,
	NotPdf,
	Tokens,
	type PdfDict,
	type PdfValue
} from '#lib/paper/pdf-tokens.ts';

export type PdfStream = { readonly dict: PdfDict; readonly raw: Uint8Array };

/** 8 MB: a copy's paper is some tens of kilobytes. */
export const largestPaper = 8_000_000;
const largestStream = 16_000_000;

export class PdfFile {
	readonly bytes: Uint8Array;
	readonly #offsets = new Map<number, number>();
	readonly root: PdfDict;

	/** Throws NotPdf. */
	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
		if (bytes.length > largestPaper || latin(bytes.subarray(0, 5)) !== '%PDF-') throw new NotPdf('no PDF');
		let at: number | null = startOf(bytes);
		let root: PdfValue | undefined;
		for (let sections = 0; at !== null; sections++) {
			if (sections > 3) throw new NotPdf('changed too often');
			const trailer = this.#section(at);
			root ??= trailer.dict.get('Root');
			if (trailer.dict.has('Encrypt') || trailer.dict.has('XRefStm')) throw new NotPdf('of another kind');
			const before = trailer.dict.get('Prev');
			at = typeof before === 'number' ? before : null;
		}
		const found = this.get(root);
		if (!isDict(found)) throw new NotPdf('no catalogue');
		this.root = found;
	}

	/** One table and its trailer; what a later table said of an object stands. */
	#section(at: number): PdfDict {
		const tokens = new Tokens(this.bytes, at, false);
		if (!isWordNamed(tokens.next(), 'xref')) throw new NotPdf('no table');
		for (;;) {
			const first = tokens.next();
			if (isWordNamed(first, 'trailer')) break;
			const count = tokens.next();
			if (typeof first !== 'number' || typeof count !== 'number' || count > 100_000)
				throw new NotPdf('no table');
			for (let i = 0; i < count; i++) {
				const offset = tokens.next();
				const generation = tokens.next();
				const kind = tokens.next();
				if (typeof offset !== 'number' || typeof generation !== 'number' || !isWord(kind))
					throw new NotPdf('no table');
				if (kind.word === 'n' && !this.#offsets.has(first + i)) this.#offsets.set(first + i, offset);
			}
		}
		const trailer = new Tokens(this.bytes, tokens.at).next();
		if (!isDict(trailer)) throw new NotPdf('no trailer');
		return trailer;
	}

	/** A value itself, or what it refers to; undefined when that is not there. A stream gives its dictionary. */
	get(value: PdfValue | undefined): PdfValue | undefined {
		return isRef(value) ? this.#object(value.ref)?.value : value;
	}

	dict(value: PdfValue | undefined): PdfDict | null {
		const found = this.get(value);
		return isDict(found) ? found : null;
	}

	/** What stands under these names, one in the other. */
	at(from: PdfDict | null, ...names: readonly string[]): PdfValue | undefined {
		let here: PdfValue | undefined = from ?? undefined;
		for (const name of names) here = this.get(isDict(here) ? here.dict.get(name) : undefined);
		return here;
	}

	list(value: PdfValue | undefined): readonly PdfValue[] {
		const found = this.get(value);
		return isArray(found) ? found : [];
	}

	#object(number: number): { value: PdfValue; end: number } | null {
		const offset = this.#offsets.get(number);
		if (offset === undefined) return null;
		const tokens = new Tokens(this.bytes, offset);
		const [own, , word] = [tokens.next(), tokens.next(), tokens.next()];
		if (own !== number || !isWordNamed(word, 'obj')) throw new NotPdf('not the object that was meant');
		const value = tokens.next();
		if (value === undefined) throw new NotPdf('an object without a value');
		return { value, end: tokens.at };
	}

	/** Throws NotPdf for a stream that is none, or is packed another way. */
	async stream(value: PdfValue | undefined): Promise<Uint8Array> {
		const found = isRef(value) ? this.#object(value.ref) : null;
		if (!found || !isDict(found.value)) throw new NotPdf('no stream');
		const tokens = new Tokens(this.bytes, found.end);
		if (!isWordNamed(tokens.next(), 'stream')) throw new NotPdf('no stream');
		let from = tokens.at;
		if (this.bytes[from] === 13) from++;
		if (this.bytes[from] === 10) from++;
		const size = this.get(found.value.dict.get('Length'));
		if (typeof size !== 'number') throw new NotPdf('a stream without a length');
		const raw = this.bytes.subarray(from, from + size);
		const after = new Tokens(this.bytes, from + size).next();
		if (raw.length !== size || !isWordNamed(after, 'endstream'))
			throw new NotPdf('a stream of another length');
		const packed = this.get(found.value.dict.get('Filter'));
		if (packed === undefined) return raw;
		if (!isName(packed, 'FlateDecode') || found.value.dict.has('DecodeParms'))
			throw new NotPdf('packed otherwise');
		return unpacked(raw);
	}
}

const isWordNamed = (value: PdfValue | undefined, name: string): boolean =>
	isWord(value) && value.word === name;

export const latin = (bytes: Uint8Array): string => {
	let out = '';
	for (const byte of bytes) out += String.fromCharCode(byte);
	return out;
};

/** Where the last table stands: the last words of the file, and nothing after them. */
function startOf(bytes: Uint8Array): number {
	const end = latin(bytes.subarray(Math.max(0, bytes.length - 64)));
	const found = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(end);
	if (!found) throw new NotPdf('no end');
	return Number(found[1]);
}

/** zlib (RFC 1950), by what every browser has; never more than a paper may be. */
async function unpacked(raw: Uint8Array): Promise<Uint8Array> {
	const reader = new Blob([new Uint8Array(raw)])
		.stream()
		.pipeThrough(new DecompressionStream('deflate'))
		.getReader();
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			size += value.length;
			if (size > largestStream) throw new NotPdf('too large');
			chunks.push(value);
		}
	} catch (error) {
		throw error instanceof NotPdf ? error : new NotPdf('packed badly');
	}
	const all = new Uint8Array(size);
	let at = 0;
	for (const chunk of chunks) {
		all.set(chunk, at);
		at += chunk.length;
	}
	return all;
}
