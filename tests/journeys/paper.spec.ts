// A copy on paper, in real browsers: asked for without a script, kept, checked without a network; and a card of one's own.

import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { readItems, textOf } from '#lib/plan/sheet.ts';
import type { Browser } from '@playwright/test';
import { Person } from '../server/person.ts';
import { look } from './hands.ts';
import { expect, giveCookie, phone, test, type House } from './house.ts';

const promise = 'We bellen elkaar niet na acht uur.';

/** A plan in force, made without screens; the pupil's seat. */
async function agreed(house: House) {
	const [circle] = await house.world(1, 3);
	const [leads, pupil] = circle?.seats ?? [];
	if (!leads || !pupil) throw new Error('three seats were asked for');
	const lead = new Person(leads, house.origin);
	await lead.sit();
	lead.write('core');
	await expect.poll(() => readItems(lead.doc).length).toBeGreaterThan(0);
	const [block] = readItems(lead.doc);
	if (block) textOf(lead.doc, block.id, 'text')?.insert(0, promise);
	await expect.poll(() => lead.state).toBe('saved');
	expect(await lead.move({ do: 'present' })).toBeNull();
	const told = () => /"presented","version":"([a-z2-7]{26})"/.exec(lead.heard)?.[1] ?? '';
	await expect.poll(told).not.toBe('');
	const version = told() as never;
	expect(await lead.move({ do: 'declare', version, reason: 'om te proberen' })).toBeNull();
	lead.leave();
	return { pupil, version };
}

/** The file somebody kept, opened from disk: it asks nothing of anybody, and says of each file what it is worth. */
async function checksAlone(browser: Browser, kept: string, pdf: Buffer, copy: string) {
	const page = await (await browser.newContext(phone)).newPage();
	const asked: string[] = [];
	await page.context().setOffline(true);
	await page.route(/^(?!file:)/, (route) => {
		asked.push(route.request().url());
		return route.abort();
	});
	page.on('console', (message) => message.type() === 'error' && asked.push(message.text()));
	page.on('pageerror', (error) => void asked.push(error.message));
	// A page from disk is not a secure context everywhere.
	await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
	await page.goto(pathToFileURL(kept).href);
	const choose = page.getByLabel('Planbestand of PDF');
	const give = (name: string, buffer: Buffer) =>
		choose.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
	await give('plan.json', Buffer.from(copy));
	await expect(page.locator('[data-verified="house"] [data-key="house"]')).toContainText(
		'in deze pagina bewaard'
	);
	await expect(page.getByText(promise)).toBeVisible();
	await look(page, 'kept-good');
	await give('plan.pdf', pdf);
	await expect(page.locator('[data-verified="house"] [data-sealed="true"]')).toBeVisible();
	await give('plan.pdf', Buffer.concat([pdf, Buffer.from('\n')]));
	await expect(page.locator('[data-verified="no"]')).toBeVisible();
	await give('plan.json', Buffer.from(copy.replace('"saved":1', '"saved":2').replace(/~(.)/, '~x$1')));
	await expect(page.locator('[data-verified="no"]')).toContainText('Dit bestand klopt niet');
	// What was said of the file before does not stay beside another.
	await give('plan.json', Buffer.from(copy));
	await expect(page.locator('[data-verified="house"]')).toBeVisible();
	await give('groot.json', Buffer.alloc(25_000_001, 0x20));
	await expect(page.locator('[data-verified="no"]')).toContainText('Dit bestand klopt niet');
	await choose.setInputFiles([]);
	await expect(page.locator('[data-verified="waiting"]')).toBeAttached();
	await give('elders.json', Buffer.from(elsewhere()));
	await expect(page.locator('[data-verified="unknown"]')).toContainText('Onbekende sleutel');
	await expect(page.getByText('Dit bestand klopt.')).toHaveCount(0);
	await page.getByRole('button', { name: 'English' }).click();
	await expect(page.locator('[data-verified="unknown"]')).toContainText('Unknown key');
	await look(page, 'kept-elsewhere');
	expect(asked).toEqual([]);
	await page.context().close();
}

/** A copy of a house that this one never heard of: of the test vectors. */
function elsewhere(): string {
	const read = (name: string) =>
		readFileSync(new URL(`../../src/lib/seal/vectors/${name}.json`, import.meta.url), 'utf8');
	const tokens = JSON.parse(read('tokens')) as Record<string, string>;
	const [first] = JSON.parse(read('files')) as { text: string }[];
	return (first?.text ?? '').replace(/<([^<>]+)>/g, (_, name: string) => tokens[name] ?? '');
}

test('a paper comes without a script, is checked without a network, and a card is made of own words', async ({
	browser,
	house
}) => {
	const { pupil, version } = await agreed(house);
	const here = `${pupil.page}/copy/${version}/pdf`;
	const plain = await browser.newContext({ ...phone, javaScriptEnabled: false });
	await giveCookie(plain, house, pupil);
	const quiet = await plain.newPage();
	const bytes = await test.step('S-paper: the page looks by itself whether it is there', async () => {
		await quiet.goto(here);
		await expect(quiet.locator('[data-paper="made"]')).toBeVisible({ timeout: 30_000 });
		const link = quiet.getByRole('link', { name: 'Open mijn exemplaar (PDF)' });
		const answer = await plain.request.get(
			new URL((await link.getAttribute('href')) ?? '', house.origin).href
		);
		expect(answer.headers()).toMatchObject({
			'content-type': 'application/pdf',
			'cache-control': 'no-store'
		});
		return answer.body();
	});

	await test.step('whoever has it checks it, with the network gone', async () => {
		const context = await browser.newContext(phone);
		const page = await context.newPage();
		await page.goto(`${house.origin}/verify`);
		const choose = page.getByLabel('Planbestand of PDF');
		await expect(choose).toBeEnabled();
		await context.setOffline(true);
		const paper = (buffer: Buffer) => ({ name: 'plan.pdf', mimeType: 'application/pdf', buffer });
		await choose.setInputFiles(paper(bytes));
		await expect(page.locator('[data-verified="house"] [data-sealed="true"]')).toBeVisible();
		await expect(page.getByText(promise)).toBeVisible();
		await look(page, 'paper-checked');
		await choose.setInputFiles(paper(Buffer.concat([bytes, Buffer.from('\n')])));
		await expect(page.locator('[data-verified="no"]')).toBeVisible();
	});

	await test.step('who kept the page checks without us, from a folder, on a line that is dead', async () => {
		const context = await browser.newContext(phone);
		await giveCookie(context, house, pupil);
		const copy = await context.request.get(`${pupil.page}/copy/${version}`, {
			headers: { 'x-rondetafel': '1' }
		});
		const page = await context.newPage();
		await page.goto(`${house.origin}/verify`);
		const [file] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name: 'Bewaar deze pagina' }).click()
		]);
		await page.getByText('Is je bestand echt van hier?').click();
		await look(page, 'verify-keep');
		const where = test.info().outputPath(file.suggestedFilename());
		await file.saveAs(where);
		const kept = readFileSync(where);
		expect(file.suggestedFilename()).toBe('nakijken.html');
		await expect(page.locator('.digest')).toHaveText(createHash('sha256').update(kept).digest('hex'));
		await checksAlone(browser, where, bytes, await copy.text());
	});

	await test.step('S3-10: a card of own words, to print and as a picture', async () => {
		await quiet.getByRole('link', { name: 'Mijn kaartje' }).click();
		const much = 'Traag ademen. '.repeat(40).trim();
		await quiet.getByLabel('Op het kaartje').fill(much);
		await quiet.getByRole('button', { name: 'Maak mijn kaartje' }).click();
		await expect(quiet.getByText('Dat is te veel voor één kaartje.')).toBeVisible();
		await expect(quiet.getByLabel('Op het kaartje')).toHaveValue(much);
		await quiet.getByLabel('Bovenaan').fill('Als het moeilijk wordt');
		await quiet
			.getByLabel('Op het kaartje')
			.fill('Drie keer traag ademen, Amal bellen, of de rustige tafel.');
		await quiet.getByRole('button', { name: 'Maak mijn kaartje' }).click();
		await expect(quiet.locator('[data-card] img')).toHaveAttribute('alt', /Amal bellen/);
		await expect(quiet.getByRole('link', { name: 'Als prentje' })).toHaveAttribute('download', 'kaartje.svg');
	});
});
