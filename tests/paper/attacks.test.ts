// What somebody can do to a paper, and what a PDF reader then still calls valid: the checker takes none of it.

import { beforeAll, describe, expect, it } from 'vitest';
import { PDF } from '@libpdf/core';
import { isNo } from '#lib/base/no.ts';
import { openPaper } from '#lib/live/paper.ts';
import type { Signer } from '#lib/seal/key.ts';
import { newKey, signerFrom } from '#server/key.ts';
import { certificateOf, ecdsaDer } from '#server/paper/certificate.ts';
import { drawPdf, type Drawing } from '#server/paper/draw.ts';
import { sealed } from '#server/paper/seal.ts';
import { sourceOf } from '#server/paper/source.ts';
import { chance } from '../sync/wait.ts';
import { aCoach, aHouse } from '../server/door-house.ts';
import { agree, coreWords, type Agreed } from './agreed.ts';
import { ask, needTools } from './tools.ts';

const house = aHouse();
let agreed: Agreed;
let pdf: Uint8Array;
let drawing: Drawing;
let mine: Signer;
const other = signerFrom(newKey());
const at = Date.UTC(2026, 9, 6);

beforeAll(async () => {
	needTools();
	agreed = await agree(house(), await aCoach(house()));
	pdf = await agreed.paper('Steven');
	mine = house().moveTools.signer;
	drawing = await drawingOf('Steven');
}, 240_000);

async function drawingOf(name: string): Promise<Drawing> {
	const asked = { version: agreed.version, person: agreed.of(name), what: 'copy:nl' } as const;
	const found = await sourceOf(house(), asked, async () => certificateOf(mine, 'localhost'));
	if (!found || isNo(found)) throw new Error('no source');
	return found.sheet.drawing;
}

const seal = async (bytes: Uint8Array, signer: Signer) =>
	sealed(bytes, { certificate: await certificateOf(signer, 'localhost'), sign: (b) => signer.sign(b), at });
const draw = (of: Drawing) => drawPdf(of, at / 1000);
/** The same drawing, with other words on its pages and the true copy in it. */
const reworded = (from: string, to: string, of = drawing): Drawing => {
	const { attached, ...data } = of.data as { attached: unknown };
	const text = JSON.stringify(data);
	if (!text.includes(from)) throw new Error(`"${from}" stands nowhere`);
	return { ...of, data: { ...(JSON.parse(text.replaceAll(from, to)) as object), attached } };
};
const verdict = async (bytes: Uint8Array, keys = house().keys() as never) => {
	const read = await openPaper(bytes, keys);
	return isNo(read) ? read.no : { sealed: read.sealed, issuer: read.issuer };
};
const joined = (...parts: (Uint8Array | string)[]): Uint8Array =>
	new Uint8Array(Buffer.concat(parts.map((one) => Buffer.from(one))));
const valid = 'Signature Validation: Signature is Valid.';

it('the original is right, and a checker that does not know the house says so', async () => {
	expect(await verdict(pdf)).toEqual({ sealed: true, issuer: 'house' });
	expect(await verdict(pdf, [] as never)).toEqual({ sealed: true, issuer: 'unknown' });
	expect(await verdict(await seal(draw(drawing), mine))).toEqual({ sealed: true, issuer: 'house' });
});

describe('valid to a PDF reader, and refused', () => {
	it('a page that was rewritten after the seal', async () => {
		const text = Buffer.from(pdf).toString('latin1');
		const page = /(\d+) 0 obj\s*<<\s*\/Type \/Page\b[\s\S]*?endobj/.exec(text);
		const contents = /\/Contents (\d+) 0 R/.exec(page?.[0] ?? '')?.[1];
		const last = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
		const trailer = text.slice(text.lastIndexOf('trailer'));
		const root = /\/Root (\d+) 0 R/.exec(trailer)?.[1];
		const size = /\/Size (\d+)/.exec(trailer)?.[1];
		const words = 'BT ET 0 0 600 850 re f';
		const put = `\n${contents} 0 obj\n<< /Length ${words.length} >>\nstream\n${words}\nendstream\nendobj\n`;
		const table = `xref\n${contents} 1\n${String(pdf.length + 1).padStart(10, '0')} 00000 n \ntrailer\n<< /Size ${size} /Root ${root} 0 R /Prev ${last} >>\nstartxref\n${pdf.length + put.length}\n%%EOF\n`;
		const changed = joined(pdf, put, table);
		const said = ask('pdfsig', changed, '@').said;
		expect(said).toContain(valid);
		expect(await verdict(changed)).toBe('paper-range');
	});
	it('other words under the seal of somebody else, with the true copy in it', async () => {
		const forged = await seal(draw(reworded('elke dinsdag', 'elke dag')), other);
		const said = ask('pdfsig', forged, '@').said;
		expect(said).toContain(valid);
		expect(said).toContain('Total document signed');
		expect(await verdict(forged)).toBe('paper-key');
	});
	it('the true pages under the seal of somebody else', async () => {
		expect(await verdict(await seal(draw(drawing), other))).toBe('paper-key');
	});
	it('other words under the seal of the house itself: one letter, a line more, a line less', async () => {
		for (const [from, to] of [
			['elke dinsdag', 'elke dinsdag niet'],
			['Steven', 'Stefen'],
			['Van kracht.', 'Ingetrokken.'],
			[coreWords.slice(0, 8), '']
		] as const) {
			const lying = await seal(draw(reworded(from, to)), mine);
			expect(ask('pdfsig', lying, '@').said).toContain(valid);
			expect([from, await verdict(lying)]).toEqual([from, 'paper-words']);
		}
	});
	it('one person’s pages with another’s copy in it', async () => {
		const wims = (await drawingOf('Bral')).data as { attached: unknown };
		const mixed = { ...drawing, data: { ...(drawing.data as object), attached: wims.attached } };
		expect(await verdict(await seal(draw(mixed), mine))).toBe('paper-words');
	});
	it('a seal that permits changes, or a second one', async () => {
		const plain = await PDF.load(draw(drawing));
		const signer = {
			certificate: await certificateOf(mine, 'localhost'),
			keyType: 'EC',
			signatureAlgorithm: 'ECDSA',
			sign: async (bytes: Uint8Array) => ecdsaDer(await mine.sign(bytes))
		} as const;
		const how = { signer, signingTime: new Date(at), estimatedSize: 4096 };
		const open = (await plain.sign({ ...how, fieldName: 'zegel' })).bytes;
		expect(ask('pdfsig', open, '@').said).toContain(valid);
		expect(await verdict(open)).toBe('paper-seals');
		const twice = (await (await PDF.load(pdf)).sign({ ...how, fieldName: 'nog een' })).bytes;
		expect(await verdict(twice)).toBe('paper-seals');
	});
	it('no seal at all, with other words', async () => {
		expect(await verdict(draw(reworded('elke dinsdag', 'elke dag')))).toBe('paper-words');
	});
	it('no copy in it', async () => {
		const { attached: _, ...data } = drawing.data as { attached: unknown };
		expect(await verdict(await seal(draw({ ...drawing, data }), mine))).toBe('paper-copy');
	});
});

describe('any byte', () => {
	it('more, before or after, or less, is a no', async () => {
		const letters = Buffer.from(pdf).toString('latin1');
		for (const [bytes, code] of [
			[joined(pdf, '\n'), 'paper-range'],
			[joined(pdf, '%%EOF\n'), 'paper-form'],
			[joined('\n', pdf), 'paper-form'],
			[pdf.subarray(0, pdf.length - 2), 'paper-form'],
			[new Uint8Array(Buffer.from(letters.replace(/0{8}>/, '0000000 >'), 'latin1')), 'paper-seal'],
			[new Uint8Array(), 'paper-form'],
			[joined('%PDF-1.7\n'), 'paper-form'],
			[joined('%PDF-1.7\n', '['.repeat(5000), '\nstartxref\n9\n%%EOF\n'), 'paper-form'],
			[new Uint8Array(9_000_000), 'paper-form']
		] as const)
			expect([code, await verdict(bytes)]).toEqual([code, code]);
	});
	it('changed anywhere is a no: 300 at random', async () => {
		const seed = Math.floor(Math.random() * 2 ** 31);
		const next = chance(seed);
		const gap = Buffer.from(pdf).lastIndexOf('/Contents <');
		for (let i = 0; i < 300; i++) {
			const changed = new Uint8Array(pdf);
			// One of three in the seal itself, where no signature looks.
			const where = i % 3 === 0 ? gap + 11 + Math.floor(next() * 8192) : Math.floor(next() * pdf.length);
			const byte = changed[where] ?? 0;
			changed[where] = byte ^ (1 << Math.floor(next() * 8));
			expect([seed, where, typeof (await verdict(changed))]).toEqual([seed, where, 'string']);
		}
	});
});
