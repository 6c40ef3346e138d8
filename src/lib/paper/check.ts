// Checks a PDF of a copy as strictly as it can be made: one seal over every byte but its own, nothing after it,
// certified against change, and the copy in it. A PDF reader is content with less. FORMAT.md.

import { no, type No } from '#lib/base/no.ts';
import { fromUtf8 } from '#lib/base/bytes.ts';
import { sealedBy } from '#lib/paper/cms.ts';
import { latin, PdfFile } from '#lib/paper/pdf-file.ts';
import { pagesOf } from '#lib/paper/pdf-text.ts';
import { isBytes, isDict, isName, isRef, NotPdf, type PdfDict } from '#lib/paper/pdf-tokens.ts';
import type { PublicJwk } from '#lib/seal/key.ts';

/** Every reason a paper is refused for. On screen they are one sentence: it is not right, trust it not. */
export type PaperRefusal =
	/** No PDF, or none of the plain kind ours are. */
	| 'paper-form'
	/** More than one seal, or a seal that is not the one that certifies. */
	| 'paper-seals'
	/** The seal does not cover the whole file but itself: something was put before, in or after it. */
	| 'paper-range'
	/** It is sealed, and allows to be changed. */
	| 'paper-open'
	/** The seal is not over these bytes, or is made in another way than ours. */
	| 'paper-seal'
	/** There is not exactly one copy in it. */
	| 'paper-copy'
	/** The words on its pages are not those of the copy in it. */
	| 'paper-words'
	/** It was sealed by another than who fixed the plan. */
	| 'paper-key';

export type Paper = {
	/** Whose key sealed it; null: it has no seal, as before *van kracht*. */
	readonly seal: PublicJwk | null;
	/** The copy file in it, as text; nothing of it is checked here. */
	readonly file: string;
	/** All that stands on its pages, without what is only layout. */
	readonly text: string;
	/** BCP 47, as the paper names it. */
	readonly language: string;
};

export const isPdf = (bytes: Uint8Array): boolean => latin(bytes.subarray(0, 5)) === '%PDF-';

export async function readPaper(bytes: Uint8Array): Promise<Paper | No<PaperRefusal>> {
	try {
		const pdf = new PdfFile(bytes);
		const seal = sealOf(pdf);
		if (typeof seal === 'object' && seal !== null && 'no' in seal) return seal;
		const file = await copyIn(pdf);
		if (file === null) return no('paper-copy');
		const pages = await pagesOf(pdf);
		const numbered = pages.every(({ beside }, at) => bare(beside) === `${at + 1}/${pages.length}`);
		if (!numbered) return no('paper-words');
		const language = pdf.at(pdf.root, 'Lang');
		return {
			seal,
			file,
			text: pages.map((page) => bare(page.text)).join(''),
			language: isBytes(language) ? latin(language.bytes) : ''
		};
	} catch (error) {
		if (error instanceof NotPdf || error instanceof RangeError) return no('paper-form');
		throw error;
	}
}

function sealOf(pdf: PdfFile): PublicJwk | null | No<PaperRefusal> {
	const form = pdf.at(pdf.root, 'AcroForm');
	const perms = pdf.at(pdf.root, 'Perms');
	const text = latin(pdf.bytes);
	const ranges = text.split('/ByteRange').length - 1;
	if (form === undefined && perms === undefined && ranges === 0) return null;
	if (!isDict(form) || !isDict(perms) || ranges !== 1) return no('paper-seals');
	const fields = pdf.list(form.dict.get('Fields'));
	const field = pdf.dict(fields[0]);
	const named = field?.dict.get('V');
	const certifies = perms.dict.get('DocMDP');
	if (fields.length !== 1 || perms.dict.size !== 1 || !isRef(named) || !isRef(certifies))
		return no('paper-seals');
	const signature = pdf.dict(named);
	if (named.ref !== certifies.ref || !signature) return no('paper-seals');
	if (!allowsNothing(pdf, signature)) return no('paper-open');
	const seal = pdf.get(signature.dict.get('Contents'));
	const range = pdf.list(signature.dict.get('ByteRange'));
	if (!isBytes(seal) || pdf.bytes[seal.from] !== 0x3c) return no('paper-range');
	const [start, size, again, rest] = range;
	const whole = start === 0 && size === seal.from && again === seal.to && rest === pdf.bytes.length - seal.to;
	if (range.length !== 4 || !whole) return no('paper-range');
	const signed = new Uint8Array(pdf.bytes.length - (seal.to - seal.from));
	signed.set(pdf.bytes.subarray(0, seal.from));
	signed.set(pdf.bytes.subarray(seal.to), seal.from);
	// Its letters are not signed: one text for one seal.
	if (!/^<[0-9A-F]*>$/.test(text.slice(seal.from, seal.to))) return no('paper-seal');
	return sealedBy(seal.bytes, signed) ?? no('paper-seal');
}

/** ISO 32000-1 §12.8.2.2: one transform, DocMDP, which permits no change at all. */
function allowsNothing(pdf: PdfFile, signature: PdfDict): boolean {
	const references = pdf.list(signature.dict.get('Reference'));
	const reference = pdf.dict(references[0]);
	return (
		references.length === 1 &&
		isName(pdf.at(signature, 'SubFilter'), 'ETSI.CAdES.detached') &&
		isName(pdf.at(reference, 'TransformMethod'), 'DocMDP') &&
		pdf.at(reference, 'TransformParams', 'P') === 1
	);
}

/** The one file that goes along; null when there is none, or more. */
async function copyIn(pdf: PdfFile): Promise<string | null> {
	const names = pdf.list(pdf.at(pdf.root, 'Names', 'EmbeddedFiles', 'Names'));
	const spec = pdf.dict(names[1]);
	const files = pdf.at(spec, 'EF');
	if (names.length !== 2 || !isDict(files)) return null;
	try {
		return fromUtf8(await pdf.stream(files.dict.get('F')));
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}

/** Only letters one sees: how a page breaks its lines is nobody's words. */
export const bare = (text: string): string =>
	text
		.normalize('NFC')
		.replace(/\{U\+([0-9A-F]{4,6})\}/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
		.replace(/[\s\p{Cc}\p{Cf}\uFE00-\uFE0F]/gu, '');

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFEFC]/;

/**
 * Whether a page says exactly these texts, in this order and nothing else. What is written from right to left is drawn
 * from its end, so of such a text the letters are compared, wherever they stand in it.
 */
export function saysExactly(page: string, texts: readonly string[]): boolean {
	let at = 0;
	for (const one of texts.map(bare)) {
		const here = page.slice(at, at + one.length);
		const right = rightToLeft.test(one);
		if (right ? letters(here) !== letters(one) : here !== one) return false;
		at += one.length;
	}
	return at === page.length;
}

const letters = (text: string): string => [...text].sort().join('');
