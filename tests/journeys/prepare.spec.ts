// Prepared in a minute and a half: from an empty house to six place cards, by keys and taps that are counted;
// and what such a card opens, and what it does not.

import type { Page } from '@playwright/test';
import { bothWays, Hands } from './hands.ts';
import { expect, laptop, phone, test } from './house.ts';

/** The pages of who prepares, on a phone of 320 pixels and at 200 %. */
async function everyPage(page: Page): Promise<void> {
	const cards = new URL(page.url()).pathname;
	const circle = cards.replace(/\/cards$/, '');
	const traject = circle.replace(/\/circle\/.*$/, '');
	for (const [name, path] of Object.entries({
		today: '/today',
		traject,
		circle,
		cards,
		questions: '/staff/questions',
		colleagues: '/staff'
	})) {
		await page.goto(new URL(path, page.url()).href);
		for (const [size, width, height] of [
			['320', 320, 640],
			['zoomed', 640, 400]
		] as const) {
			await page.setViewportSize({ width, height });
			await bothWays(page, `prepare-${name}-${size}`);
		}
	}
	await page.setViewportSize(laptop.viewport);
	await page.goto(new URL(cards, page.url()).href);
}

test('a traject, a circle and six cards ask ten fields and ninety seconds at most', async ({
	browser,
	emptyHouse: house
}) => {
	const page = await (await browser.newContext(laptop)).newPage();
	await page.goto(house.origin);
	await page.getByRole('link', { name: 'Inrichten' }).click();
	await page.getByLabel('Je organisatie').fill('vzw Keerwind');
	await page.getByLabel('Je naam').fill('Joris Peeters');
	await page.getByLabel('E-mailadres').fill('joris@keerwind.example');
	await page.getByLabel('Wachtwoord').fill('een lange zin');
	await page.getByRole('button', { name: 'Klaar' }).click();
	await expect(page).toHaveURL(/\/today$/);

	const hands = new Hands(page);
	await hands.tap(page.getByRole('link', { name: 'Nieuw traject' }));
	await expect(page.getByLabel('Voornaam van de jongere')).toBeFocused();
	await hands.line('Steven');
	await expect(page.getByRole('heading', { name: 'Traject van Steven' })).toBeVisible();
	for (const [name, label] of [
		['Wim', 'vader'],
		['Ilse', 'CLB'],
		['Nele', 'gespreksbegeleider'],
		['Bart', 'nonkel']
	] as const) {
		await hands.line(name);
		await hands.line(label);
	}
	await expect(page.locator('[data-person]')).toHaveCount(6);
	await hands.tap(page.getByRole('button', { name: 'Klaar, maak naamkaartjes' }));
	await hands.tap(page.getByRole('button', { name: 'Maak naamkaartjes', exact: true }));
	await expect(page.locator('[data-card]')).toHaveCount(6);
	// On the coach's phone no card is cut off.
	const wide = page.viewportSize();
	await page.setViewportSize({ width: 360, height: 740 });
	for (const card of await page.locator('[data-card]').all()) {
		const box = await card.boundingBox();
		expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(360);
	}
	if (wide) await page.setViewportSize(wide);
	await page.evaluate(() => (window.print = () => void (document.title = 'printed')));
	await hands.tap(page.getByRole('button', { name: 'Druk af' }));
	await expect(page).toHaveTitle('printed');
	test.info().annotations.push({
		type: 'figures',
		description: `${hands.required} fields, ${hands.keys} keys, ${hands.taps} taps, ${hands.seconds} s`
	});
	expect(hands.required).toBeLessThanOrEqual(10);
	expect(hands.seconds).toBeLessThanOrEqual(90);

	await test.step('every page of who prepares fits', async () => {
		const other = await page.context().newPage();
		await other.goto(page.url());
		await everyPage(other);
		await other.close();
		await page.bringToFront();
	});

	// A scanner of a mail program follows, posts and asks again; the card stays unused.
	const link = (await page.locator('[data-card="Steven"] a.here').getAttribute('href')) ?? '';
	const secret = link.split('#')[1] ?? '';
	const scanner = await browser.newContext();
	for (let i = 0; i < 50; i++) {
		await scanner.request.get(link);
		await scanner.request.head(link);
		const headers = { origin: house.origin };
		const look = await scanner.request.post(`${house.origin}/card/look`, { form: { secret }, headers });
		expect(await look.json()).toMatchObject({ name: 'Steven', seat: null });
	}
	const state = page.locator('[data-card-state="Steven"]');
	await page.reload();
	await expect(state).toContainText('nog niet gebruikt');

	const steven = await (await browser.newContext(phone)).newPage();
	await steven.goto(link);
	await expect(steven.getByRole('heading', { name: 'Ben jij Steven?' })).toBeVisible();
	expect(steven.url()).toBe(`${house.origin}/card`);
	await steven.getByRole('button', { name: 'Ja, dat ben ik' }).click();
	await expect(steven).toHaveURL(/\/seat\//);
	const second = await (await browser.newContext(phone)).newPage();
	await second.goto(link);
	await second.getByRole('button', { name: 'Ja, dat ben ik' }).click();
	await expect(second.locator('[data-wait="second"]')).toBeVisible();

	await page.reload();
	await page.locator('[data-waiting]').getByRole('button', { name: 'Klopt', exact: true }).click();
	await expect(second).toHaveURL(/\/seat\//);
	await expect(state).toContainText('2 toestellen');
	await state.getByRole('button', { name: 'Trek in' }).click();
	await expect(state).toContainText('ingetrokken');
	await expect(steven.locator('[data-ended="revoked"]')).toBeVisible();
	await second.goto(link);
	await expect(second.locator('[data-no="card-over"]')).toBeVisible();
});
