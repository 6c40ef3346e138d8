// Paper of a copy: whose it is, what stands on it, and what other makers' tools say of it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { and, eq } from 'drizzle-orm';
import { isNo, type No } from '#lib/base/no.ts';
import { openPaper, type OpenedPaper } from '#lib/live/paper.ts';
import { readPaper } from '#lib/paper/check.ts';
import { forgetRenderings } from '#server/store/renderings.ts';
import { makeCard } from '#server/paper/card.ts';
import { rendering } from '#server/store/agreed.ts';
import { aCoach, aHouse } from '../server/door-house.ts';
import { agree, coreWords, innerWords, type Agreed } from './agreed.ts';
import { ask, needTools } from './tools.ts';

const house = aHouse();
let agreed: Agreed;
let presented: Agreed;
let pdf: Uint8Array;

beforeAll(async () => {
	needTools();
	const staff = await aCoach(house());
	agreed = await agree(house(), staff);
	presented = await agree(house(), staff, false);
	pdf = await agreed.paper('Steven');
}, 240_000);

const opened = async (bytes: Uint8Array): Promise<OpenedPaper> => {
	const read: OpenedPaper | No = await openPaper(bytes, house().keys());
	if (isNo(read)) throw new Error(read.no);
	return read;
};
const lettersOf = async (bytes: Uint8Array): Promise<string> => {
	const read = await readPaper(bytes);
	if (isNo(read)) throw new Error(read.no);
	return read.text + read.file;
};
const bare = (text: string) => text.replace(/\s/g, '');

describe('a paper', () => {
	it('is one person’s copy, sealed, and says exactly what the copy in it says', async () => {
		const read = await opened(pdf);
		expect(read).toMatchObject({ sealed: true, issuer: 'house', person: agreed.of('Steven') });
		expect((await opened(await agreed.paper('Wim'))).person).toBe(agreed.of('Wim'));
		expect(await lettersOf(pdf)).toContain(bare(coreWords));
	});
	it('has the fixed sentence, whoever it is for, and tells a school nothing of what stays here', async () => {
		const school = await agreed.paper('Bral');
		expect((await opened(school)).sealed).toBe(true);
		for (const bytes of [pdf, school])
			expect(await lettersOf(bytes)).toContain(
				bare('Dit plan kan delen hebben die niet voor jou bedoeld zijn.')
			);
		expect(await lettersOf(pdf)).toContain(bare(innerWords));
		expect(await lettersOf(school)).not.toContain(bare(innerWords));
		expect(ask('pdftotext', school, '@', '-').said).not.toContain('drie adressen');
	});
	it('says how many answered, and carries no seal, before the plan is in force', async () => {
		const bytes = await presented.paper('Steven');
		expect((await opened(bytes)).sealed).toBe(false);
		expect(await lettersOf(bytes)).toContain(bare('Voorgelegd, 1 van 5. Nog niet van kracht.'));
		expect(ask('pdfsig', bytes, '@').said).not.toContain('Signature #1');
	});
	it('speaks the language of who asks', async () => {
		const english = await agreed.paper('Steven', 'copy:en');
		expect((await opened(english)).sealed).toBe(true);
		expect(await lettersOf(english)).toContain('CopyofSteven');
	});
	it('printed with the sentences of an earlier edition is as right as it was', async () => {
		const bytes = readFileSync(join(import.meta.dirname, 'printed/edition-1.pdf'));
		const read: OpenedPaper | No = await openPaper(bytes, []);
		expect(isNo(read) ? read.no : [read.sealed, read.issuer]).toEqual([true, 'unknown']);
		expect(await lettersOf(bytes)).not.toContain(bare('Hoe het gezegd werd'));
	});
	it('is made once, whoever asks again, and is gone when its version is forgotten', async () => {
		const rows = (of: Agreed) =>
			house().store.read((db) =>
				db
					.select()
					.from(rendering)
					.where(and(eq(rendering.version, of.version), eq(rendering.person, of.of('Ilse'))))
			);
		const all = await Promise.all(Array.from({ length: 6 }, () => agreed.paper('Ilse')));
		expect(new Set(all.map((bytes) => Buffer.from(bytes).toString('base64'))).size).toBe(1);
		expect((await rows(agreed)).map(({ tries, trouble }) => [tries, trouble])).toEqual([[1, null]]);
		await presented.paper('Ilse');
		await house().store.write((tx) => forgetRenderings(tx, agreed.version, null));
		expect([(await rows(agreed)).length, (await rows(presented)).length]).toEqual([0, 1]);
	});
	it('is nobody’s who has no copy', async () => {
		const strangers = { version: presented.version, person: agreed.of('Steven'), what: 'copy:nl' } as const;
		expect(await house().paper.ask(strangers)).toBeNull();
	});
});

describe('in the eyes of others', () => {
	it('qpdf and mutool find nothing wrong with it', () => {
		expect(ask('qpdf', pdf, '--check', '@')).toMatchObject({ status: 0, complained: '' });
		const info = ask('mutool', pdf, 'info', '@');
		expect([info.status, info.complained]).toEqual([0, '']);
	});
	it('pdfsig finds one valid seal over all of it, certified', () => {
		const { said } = ask('pdfsig', pdf, '@');
		expect(said.match(/Signature #\d/g)).toEqual(['Signature #1']);
		expect(said).toContain('Signature Validation: Signature is Valid.');
		expect(said).toContain('Total document signed');
		expect(said).toContain('ETSI.CAdES.detached');
		expect(ask('mutool', pdf, 'show', '@', 'trailer/Root/Perms/DocMDP/Reference').said).toMatch(/\/P 1\b/);
	});
	it('a screen reader gets headings, paragraphs and quotes in the order of the page, and what the code shows', () => {
		const { said } = ask('pdfinfo', pdf, '-struct-text', '@');
		const order = [
			'H1 "Ons plan"',
			'Exemplaar van Steven',
			'H2 "Dit beloofde ik"',
			'H2 "Wat ieder op dit plan zegt"',
			'H2 "Hoe het gezegd werd"',
			'H3 "Was erbij"',
			'H3 "Zegt op het plan"',
			'H3 "Stemt in met de hulp"',
			'H3 "Stemt in dat iemand een stuk leest"',
			'H2 "Nakijken of dit klopt"'
		];
		const places = order.map((one) => said.indexOf(one));
		expect(places.every((at) => at >= 0)).toBe(true);
		expect(places).toEqual([...places].sort((a, b) => a - b));
		expect(ask('pdfinfo', pdf, '@').said).toMatch(/Tagged:\s+yes/);
		const plain = ask('mutool', pdf, 'show', '@', 'grep').said;
		expect(plain).toContain('/Lang(nl)');
		expect(plain).toContain('/Alt(QR-code naar ');
		expect(plain).toMatch(/pdfuaid:part>1|MarkInfo<<\/Marked true/);
	});
});

describe('other paper', () => {
	it('for the fridge says what one promised and none of another’s words', async () => {
		const fridge = await agreed.paper('Steven', 'fridge:nl');
		const { said } = ask('pdftotext', fridge, '@', '-');
		expect(said).toContain('Wat ik doe: Steven');
		expect(said).toContain('Ik ben elke dinsdag');
		expect(ask('qpdf', fridge, '--check', '@').status).toBe(0);
	});
	it('a card says what its owner chose, as big as a bank card, and neither a logo nor the house', async () => {
		const words = 'Drie keer traag ademen, Amal bellen, of de rustige tafel.';
		const card = await makeCard(house(), { heading: '', words }, 'nl');
		if (isNo(card)) throw new Error(card.no);
		const bytes = Buffer.from(card.pdf.split(',')[1] ?? '', 'base64');
		const { said } = ask('pdfinfo', bytes, '@');
		expect(said).toMatch(/Pages:\s+1\n/);
		expect(said).toMatch(/Page size:\s+242\.6\d* x 153\.0\d* pts/);
		const text = ask('pdftotext', bytes, '-raw', '@', '-').said;
		expect(text.replace(/\s+/g, ' ').trim()).toBe(words);
		expect(said + text).not.toMatch(/NAFT|Keerwind/);
		const svg = Buffer.from(card.picture.split(',')[1] ?? '', 'base64').toString();
		expect(svg).toMatch(/^<svg/);
		expect(svg).not.toMatch(/<script|<image/);
	});
	it('a card that says nothing, or too much, is a kind no', async () => {
		const none = await makeCard(house(), { heading: '', words: '' }, 'nl');
		const much = await makeCard(house(), { heading: '', words: 'x'.repeat(401) }, 'nl');
		expect([none, much]).toEqual([{ no: 'card-empty' }, { no: 'card-too-long' }]);
	});
});
