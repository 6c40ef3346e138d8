// The letters on the pages of a PDF, in the order in which they were drawn: through each font's own map back to
// Unicode (ISO 32000-1 §9.10), or through the text that stands for a span (§14.9.4).

import type { PdfFile } from '#lib/paper/pdf-file.ts';
import { latin } from '#lib/paper/pdf-file.ts';
import {
	isArray,
	isBytes,
	isDict,
	isName,
	isWord,
	NotPdf,
	Tokens,
	type PdfDict,
	type PdfValue
} from '#lib/paper/pdf-tokens.ts';

/** `beside`: what belongs to the page and not to the document: its number. */
export type PageText = { readonly text: string; readonly beside: string };

const mostPages = 400;

/** Throws NotPdf. A page with anything laid over it (annotations) is none of ours. */
export async function pagesOf(pdf: PdfFile): Promise<PageText[]> {
	const pages: PdfDict[] = [];
	const walk = (value: PdfValue | undefined, depth: number): void => {
		const node = pdf.dict(value);
		if (!node || depth > 12 || pages.length > mostPages) throw new NotPdf('crooked pages');
		if (isName(pdf.at(node, 'Type'), 'Page')) return void pages.push(node);
		for (const kid of pdf.list(node.dict.get('Kids'))) walk(kid, depth + 1);
	};
	walk(pdf.root.dict.get('Pages'), 0);
	const texts: PageText[] = [];
	for (const page of pages) {
		if (page.dict.has('Annots')) throw new NotPdf('something is laid over a page');
		texts.push(await textOfPage(pdf, page));
	}
	return texts;
}

type Font = ReadonlyMap<number, string>;

async function textOfPage(pdf: PdfFile, page: PdfDict): Promise<PageText> {
	const out = { text: '', beside: '' };
	const contents = page.dict.get('Contents');
	const streams = isArray(pdf.get(contents)) ? pdf.list(contents) : [contents];
	for (const stream of streams)
		await draw(pdf, await pdf.stream(stream), pdf.dict(page.dict.get('Resources')), out, 0);
	return out;
}

/** `marked`: what the marks around the letters say; `null` is a mark that says nothing. */
type Marked = 'beside' | 'instead' | null;

async function draw(
	pdf: PdfFile,
	bytes: Uint8Array,
	resources: PdfDict | null,
	out: { text: string; beside: string },
	depth: number
): Promise<void> {
	if (depth > 4) throw new NotPdf('drawings in drawings');
	const tokens = new Tokens(bytes, 0, false);
	const marks: Marked[] = [];
	let operands: PdfValue[] = [];
	let font: Font = new Map();
	const say = (text: string) => {
		if (marks.includes('instead')) return;
		if (marks.includes('beside')) out.beside += text;
		else out.text += text;
	};
	for (;;) {
		const token = tokens.next();
		if (token === undefined) break;
		if (!isWord(token)) {
			operands.push(token);
			continue;
		}
		const [first, second] = operands;
		switch (token.word) {
			case 'Tf':
				font = await fontNamed(pdf, resources, first);
				break;
			case 'Tj':
			case "'":
				say(read(first, font));
				break;
			case 'TJ':
				for (const one of isArray(first) ? first : []) if (isBytes(one)) say(read(one, font));
				break;
			case 'BMC':
			case 'BDC': {
				const given = isName(second) ? pdf.at(resources, 'Properties', second.name) : second;
				const instead = isDict(given) ? pdf.get(given.dict.get('ActualText')) : undefined;
				if (isBytes(instead)) say(unicode(instead.bytes));
				marks.push(isBytes(instead) ? 'instead' : isName(first, 'Artifact') ? 'beside' : null);
				break;
			}
			case 'EMC':
				marks.pop();
				break;
			case '"':
			case 'BI':
				throw new NotPdf('drawn in a way of its own');
			case 'Do': {
				const name = isName(first) ? first.name : '';
				const objects = pdf.dict(resources?.dict.get('XObject'));
				const form = pdf.dict(objects?.dict.get(name));
				if (isName(pdf.at(form, 'Subtype'), 'Form'))
					await draw(
						pdf,
						await pdf.stream(objects?.dict.get(name)),
						pdf.dict(form?.dict.get('Resources')),
						out,
						depth + 1
					);
				break;
			}
		}
		operands = [];
	}
}

const fonts = new WeakMap<PdfDict, Font>();

async function fontNamed(pdf: PdfFile, resources: PdfDict | null, name: PdfValue | undefined): Promise<Font> {
	const font = isName(name) ? pdf.at(resources, 'Font', name.name) : undefined;
	if (!isDict(font)) throw new NotPdf('a font that is not there');
	const known = fonts.get(font);
	if (known) return known;
	const map = readMap(latin(await pdf.stream(font.dict.get('ToUnicode'))));
	fonts.set(font, map);
	return map;
}

/** A character map of two bytes a letter (Adobe Technical Note 5411). */
function readMap(text: string): Font {
	const map = new Map<number, string>();
	for (const [, body = ''] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
		for (const [, from = '', to = ''] of body.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g))
			map.set(parseInt(from, 16), unicode(hex(to)));
	for (const [, body = ''] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
		for (const [, low = '', high = '', to = ''] of body.matchAll(
			/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g
		)) {
			const first = unicode(hex(to)).codePointAt(0) ?? 0;
			for (let at = parseInt(low, 16); at <= Math.min(parseInt(high, 16), 0xffff); at++)
				map.set(at, String.fromCodePoint(first + at - parseInt(low, 16)));
		}
	return map;
}

function hex(digits: string): Uint8Array {
	return Uint8Array.from(digits.match(/../g) ?? [], (one) => parseInt(one, 16));
}

/** UTF-16, as PDF writes what is not Latin; a mark at its start is left out. */
function unicode(bytes: Uint8Array): string {
	let out = '';
	for (let i = 0; i + 1 < bytes.length; i += 2)
		out += String.fromCharCode(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
	return out.replace(/^\uFEFF/, '');
}

function read(value: PdfValue | undefined, font: Font): string {
	if (!isBytes(value)) return '';
	let out = '';
	for (let i = 0; i + 1 < value.bytes.length; i += 2)
		out += font.get(((value.bytes[i] ?? 0) << 8) | (value.bytes[i + 1] ?? 0)) ?? '\uFFFD';
	return out;
}
