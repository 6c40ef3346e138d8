// What is only on a phone, and what is on no page that may stand on a wall: who has not had the word, time in numbers.
// For everybody else time is a soft ring without numbers; when it has gone round it asks "nog even?", and nobody is
// cut off.

import type { Page } from '@playwright/test';
import { look } from './hands.ts';
import { atTable, bigScreen, expect, giveCookie, laptop, phone, sitDown, test } from './house.ts';

const ring = (page: Page, is: 'none' | 'goes' | 'up') => page.locator(`[data-time="${is}"]`);
/** A word takes thirty seconds or so: the ring has gone round by then, on a slow machine too. */
const gone = { timeout: 60_000 };

test('a hint and numbers on the leader’s phone, a soft ring for all', async ({ browser, house }) => {
	const [circle] = await house.world(1, 4);
	const [leads, pupil] = circle?.seats ?? [];
	if (!leads || !pupil) throw new Error('four seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const steven = await sitDown(browser, house, pupil, phone);
	const pocket = await sitDown(browser, house, leads, phone);
	const wall = await nele.context().newPage();
	await wall.setViewportSize(bigScreen.viewport);
	await wall.goto(leads.page.replace('/seat/', '/wall/'));
	await expect(ring(wall, 'none')).toBeAttached();
	await nele.bringToFront();
	await nele.keyboard.press('F2');
	await expect(steven.locator('[data-turn="mine"]')).toBeVisible();

	await test.step('who has not had the word stands on the leader’s phone, and nowhere else', async () => {
		await expect(pocket.locator('[data-hint]')).toContainText('Nog niet aan het woord: P2, P3.');
		await expect(pocket.locator('[data-numbers]')).toHaveText(/^\d:\d\d van 0:30$/);
		for (const page of [nele, steven, wall]) {
			await expect(page.locator('[data-hint]')).toHaveCount(0);
			await expect(page.getByText('Nog niet aan het woord')).toHaveCount(0);
			await expect(page.locator('[data-numbers]')).toHaveCount(0);
		}
		await look(pocket, 'phone-lead-hint');
	});

	await test.step('time is a ring; when it has gone round it asks, and nothing is cut off', async () => {
		for (const page of [nele, steven, wall]) await expect(ring(page, 'up')).toBeAttached(gone);
		await expect(steven.locator('[data-time-up]')).toContainText('Nog even?');
		await expect(steven.locator('[data-turn="mine"]')).toBeVisible();
		await expect(wall.locator('[data-name="P1"] .holds')).toBeAttached();
		await expect(wall.locator('[data-time-up]')).toHaveCount(0);
		await look(steven, 'phone-time-up');
		await look(wall, 'phone-wall-time-up');
	});

	await test.step('"nog even" gives the ring again, on every screen', async () => {
		await steven.getByRole('button', { name: 'Nog even', exact: true }).click();
		await expect(steven.locator('[data-time-up]')).toHaveCount(0);
		for (const page of [nele, steven, wall]) await expect(ring(page, 'goes')).toBeAttached();
		await expect(pocket.locator('[data-numbers]')).toHaveText(/ van 1:30$/);
	});

	await test.step('who had the word is not named any more', async () => {
		await steven.getByRole('button', { name: 'Geef door' }).click();
		await expect(pocket.locator('[data-hint]')).toContainText('Nog niet aan het woord: P3.');
	});
});

test('who leads looks along with a screen, and nothing on it can be pressed', async ({ browser, house }) => {
	const [circle] = await house.world(1, 3);
	const [leads, pupil] = circle?.seats ?? [];
	if (!leads || !pupil) throw new Error('three seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	await nele.getByText('Meekijken met een scherm').click();
	await nele.locator('a[data-as="P1"]').click();
	await expect(nele.getByRole('heading', { name: 'Meekijken met P1' })).toBeVisible();
	await expect(nele.locator('main textarea, main [role="button"]')).toHaveCount(0);
	await look(nele, 'phone-looking-along');
	const address = nele.url();

	// The pupil, with a seat of their own, finds no such page.
	const context = await browser.newContext(phone);
	await giveCookie(context, house, pupil);
	const steven = await context.newPage();
	const [, as] = address.split('/as/');
	expect((await steven.goto(`${pupil.page}/as/${as}`))?.status()).toBe(404);
	await nele.getByRole('link', { name: 'Terug naar de tafel' }).click();
	await atTable(nele);
});

test('what is parked for later is everybody’s, and folded while a round goes', async ({ browser, house }) => {
	const [circle] = await house.world(1, 3);
	const [leads, pupil] = circle?.seats ?? [];
	if (!leads || !pupil) throw new Error('three seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const steven = await sitDown(browser, house, pupil, phone);
	await steven.locator('[data-parked] > summary').click();
	await steven.getByRole('button', { name: 'Zet erbij' }).click();
	await steven.locator('[data-parked] textarea').fill('De bus van acht uur.');
	await expect(nele.locator('[data-parked] > summary')).toHaveText('Straks (1)');
	await look(steven, 'phone-parked');
	await nele.keyboard.press('F2');
	await expect(steven.locator('[data-phase="round"]')).toBeVisible();
	await expect(steven.locator('[data-parked] textarea')).toBeHidden();
	await nele.keyboard.press('F2');
	await nele.locator('[data-parked] > summary').click();
	await expect(nele.locator('[data-parked] textarea')).toHaveValue('De bus van acht uur.');
	await expect(nele.locator('section.plan').getByText('De bus van acht uur.')).toHaveCount(0);
});

test('what does not fit into a field is not cut without a word', async ({ browser, house }) => {
	const [circle] = await house.world(1, 3);
	const pupil = circle?.seats[1];
	if (!pupil) throw new Error('three seats were asked for');
	const steven = await sitDown(browser, house, pupil, phone);
	await steven.getByRole('button', { name: 'Mijn blad', exact: true }).click();
	const sheet = steven.locator('section.own textarea');
	await sheet.fill('a'.repeat(1_990));
	await sheet.pressSequentially(' tien tekens');
	await expect(sheet).toHaveValue(`${'a'.repeat(1_990)} tien teke`);
	await expect(steven.locator('[data-full]')).toContainText('Hier passen 2000 tekens.');
	await look(steven, 'phone-full');
	const wider = await steven.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);
	expect(wider, 'a word that does not end').toBe(0);
	await sheet.press('Backspace');
	await sheet.press('e');
	await expect(steven.locator('[data-full]')).toHaveCount(0);
});
