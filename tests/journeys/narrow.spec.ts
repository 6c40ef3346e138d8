// Three hundred and twenty pixels, read from either side, and without a mouse: everything is there and works.

import type { Page } from '@playwright/test';
import { bothWays } from './hands.ts';
import { atTable, codeOn, expect, giveCookie, kept, laptop, sitDown, test } from './house.ts';
import { plan, tab } from './s1-agree.ts';

const narrow = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

test('every page a guest meets fits 320 pixels, from the left and from the right', async ({
	browser,
	house
}) => {
	const [circle] = await house.world(1, 6);
	const [leads, pupil] = circle?.seats ?? [];
	if (!leads || !pupil) throw new Error('six seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const context = await browser.newContext(narrow);
	const page = await context.newPage();
	for (const path of [
		'/',
		'/what-happens',
		'/sign-in',
		'/set-up',
		'/verify',
		`/enter/${await codeOn(nele)}`,
		'/nergens'
	]) {
		await page.goto(house.origin + path);
		await bothWays(page, `a${path.replaceAll('/', '-')}-320`);
	}
	await page.goto(pupil.enter);
	await expect(page.getByRole('button', { name: 'Ja, dat ben ik' })).toBeVisible();
	await bothWays(page, 'a-card-320');
	await giveCookie(context, house, pupil);
	await page.goto(pupil.page);
	await atTable(page);
	for (const name of ['Tafel', 'Plan', 'Mijn blad']) {
		await tab(page, name);
		await bothWays(page, `b-${name.replace(' ', '-')}-320`);
	}
	await page.goto(`${house.origin}${new URL(pupil.page).pathname}/paper`);
	await bothWays(page, 'b-paper-320');
	await giveCookie(context, house, leads);
	await page.goto(leads.page);
	await atTable(page);
	for (const name of ['Tafel', 'Plan']) {
		await tab(page, name);
		await bothWays(page, `c-lead-${name}-320`);
	}
});

/** Tab after Tab, as far as a patient hand goes. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
	for (let i = 0; i < 120; i++) {
		await page.keyboard.press('Tab');
		const here = await page.evaluate(() => {
			const one = document.activeElement;
			return one?.getAttribute('aria-label') ?? one?.closest('label')?.textContent ?? one?.textContent ?? '';
		});
		if (name.test(here.trim())) return;
	}
	throw new Error(`no key leads to ${name}`);
}

test('a round, a promise and its yes without a mouse', async ({ browser, house }) => {
	const [circle] = await house.world(1, 3);
	const [leads] = circle?.seats ?? [];
	if (!leads) throw new Error('three seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	await nele.keyboard.press('F2');
	await expect(nele.locator('[data-phase="round"]')).toBeVisible();
	await nele.locator('h1').click();
	const given = nele.locator('[data-seat]').filter({ has: nele.getByRole('button', { name: /^P2/ }) });
	await tabTo(nele, /^P2.*Geef het woord/);
	await nele.keyboard.press('Enter');
	await expect(given.locator('.holds')).toBeAttached();
	await nele.keyboard.press('PageDown');
	await expect(given.locator('.holds')).toHaveCount(0);
	await nele.keyboard.press('F2');
	await tabTo(nele, /^Engagement erbij/);
	await nele.keyboard.press('Enter');
	await nele.keyboard.type('Ik bel op maandag.');
	await tabTo(nele, /P0$/);
	await nele.keyboard.press('Space');
	await tabTo(nele, /^Dit neem ik op mij/);
	await nele.keyboard.press('Enter');
	await expect(plan(nele).locator('[data-state="taken"]')).toBeVisible();
	await kept(nele);
});
