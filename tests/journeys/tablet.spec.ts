// The passed tablet: from the hands of one to those of another, and nothing of the first stays behind: not in
// storage, not in cookies, not in the cache, not behind the back button.

import type { BrowserContext, Page } from '@playwright/test';
import { look } from './hands.ts';
import { atTable, codeOn, expect, kept, sitDown, test, type House } from './house.ts';
import { tab } from './s1-agree.ts';

const tabletScreen = { viewport: { width: 820, height: 1180 }, hasTouch: true };
const canary = 'kanariegeel';

/** Everything a browser keeps of this house, as one text. */
async function everythingKept(context: BrowserContext, page: Page, house: House): Promise<string> {
	const stored = await page.evaluate(async () => {
		const copies = await Promise.all(
			(await caches.keys()).map(async (name) =>
				(await (await caches.open(name)).keys()).map(({ url }) => url)
			)
		);
		return JSON.stringify([
			{ ...localStorage },
			{ ...sessionStorage },
			(await indexedDB.databases()).map(({ name }) => name),
			copies,
			history.state
		]);
	});
	const session = await context.newCDPSession(page);
	const { entries } = await session.send('Page.getNavigationHistory');
	await session.detach();
	const cookies = (await context.cookies(house.origin)).map(({ name, value }) => `${name}=${value}`);
	return [stored, ...entries.map(({ url, title }) => `${url} ${title}`), ...cookies].join('\n');
}

/** Whether the browser can still show an address without asking the house. */
const isCached = (page: Page, path: string) =>
	page.evaluate(
		(path) =>
			fetch(path, { cache: 'only-if-cached', mode: 'same-origin' }).then(
				(response) => response.ok,
				() => false
			),
		path
	);

test('a tablet goes from hand to hand and keeps nothing of whoever had it', async ({ browser, house }) => {
	const [circle] = await house.world(1, 4);
	const [leads] = circle?.seats ?? [];
	if (!leads) throw new Error('four seats were asked for');
	const nele = await sitDown(browser, house, leads);
	const context = await browser.newContext(tabletScreen);
	const page = await context.newPage();

	await test.step('the one who leads lets it in', async () => {
		await page.goto(`${house.origin}/enter/${await codeOn(nele)}`);
		await page.getByRole('button', { name: 'Dit is een tablet die rondgaat' }).click();
		const waiting = nele.locator('section', { hasText: 'Een tablet die rondgaat' });
		await waiting.getByRole('button', { name: 'Klopt', exact: true }).click();
		await expect(page.locator('[data-name="P1"]')).toBeVisible();
		await look(page, 'tablet-to-whom');
	});

	const cover = page.url();
	let former = '';
	let before: { name: string; value: string }[] = [];

	await test.step('P1 takes it and writes; what is not kept does not leave these hands', async () => {
		await page.locator('[data-name="P1"]').click();
		await look(page, 'tablet-cover');
		await page.getByRole('button', { name: 'Ik ben P1' }).click();
		await atTable(page);
		former = new URL(page.url()).pathname;
		await look(page, 'tablet-seat');
		await tab(page, 'Mijn blad');
		const sheet = page.locator('.own textarea').first();
		await sheet.fill(`${canary} op mijn blad`);
		await page.getByRole('button', { name: 'Geef door aan…' }).click();
		await page.locator('[data-hand="P2"]').click();
		await expect(page.getByRole('alert')).toContainText('op je blad');
		await sheet.fill('');
		await tab(page, 'Plan');
		await context.setOffline(true);
		await page.getByRole('button', { name: 'Doel erbij' }).click();
		await page.locator('textarea:focus').fill(`${canary} in het plan`);
		await page.locator('[data-hand="P2"]').click();
		await expect(page.getByRole('alert')).toContainText('nog niet bewaard');
		expect(page.url()).toContain(former);
		await context.setOffline(false);
		await kept(page);
		const inHand = await everythingKept(context, page, house);
		for (const word of [canary, 'rondetafel/']) expect(inHand).not.toContain(word);
	});

	await test.step('handed on: nothing of P1 is on it, and the way back is closed', async () => {
		before = (await context.cookies(house.origin)).filter(({ name }) =>
			former.endsWith(name.split('-').at(-1) ?? '-')
		);
		expect(before.length).toBe(1);
		await page.locator('[data-hand="P2"]').click();
		await expect(page.locator('[data-cover="P2"]')).toBeVisible();
		expect(page.url()).toBe(cover);
		const seat = former.split('/').at(-1) ?? '';
		const left = await everythingKept(context, page, house);
		for (const word of [canary, seat, before[0]?.value ?? seat, 'rondetafel/'])
			expect(left).not.toContain(word);
		// As a word: two letters stand by chance in what is random.
		expect(left).not.toMatch(/\bP1\b/);
		expect(await isCached(page, former)).toBe(false);
		for (const way of [() => page.goBack(), () => page.goForward()]) {
			await way();
			await expect(page.locator('body')).not.toContainText(canary);
			expect(page.url()).not.toContain(seat);
		}
		await page.goto(cover);
		const stolen = await fetch(house.origin + former, {
			headers: { cookie: before.map(({ name, value }) => `${name}=${value}`).join('; ') }
		});
		expect(stolen.status).toBe(404);
	});

	await test.step('P2 has the table, and no word of P1 that is not everybody’s', async () => {
		await page.getByRole('button', { name: 'Ik ben P2' }).click();
		await atTable(page);
		await tab(page, 'Mijn blad');
		await expect(page.locator('.own textarea').first()).toHaveValue('');
		await expect(page.locator('.own')).not.toContainText(canary);
	});

	await test.step('put down for two minutes, it covers itself; whose it is not, says so', async () => {
		await page.clock.install();
		await page.reload();
		await atTable(page);
		await page.clock.fastForward(121_000);
		await expect(page.locator('[data-cover="P2"]')).toBeVisible();
		await page.getByRole('button', { name: 'Dat ben ik niet' }).click();
		await expect(page.locator('[data-name="P3"]')).toBeVisible();
	});
});
