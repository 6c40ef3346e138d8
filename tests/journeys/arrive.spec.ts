// Arriving: with the page open before the circle is, and after it; both sit at once, and write.

import type { Browser, Page } from '@playwright/test';
import { freePort, House } from '../house.ts';
import { atTable, expect, kept, laptop, test } from './house.ts';

/** A house where a circle is planned, and the links of its place cards. Set up by hand, as a coach does. */
async function planned(page: Page, house: House): Promise<(name: string) => Promise<string>> {
	await page.goto(house.origin);
	await page.getByRole('link', { name: 'Inrichten' }).click();
	await page.getByLabel('Je organisatie').fill('vzw Keerwind');
	await page.getByLabel('Je naam').fill('Joris Peeters');
	await page.getByLabel('E-mailadres').fill('joris@keerwind.example');
	await page.getByLabel('Wachtwoord').fill('een lange zin');
	await page.getByRole('button', { name: 'Klaar' }).click();
	await page.getByRole('link', { name: 'Nieuw traject' }).click();
	await expect(page.getByLabel('Voornaam van de jongere')).toBeFocused();
	for (const line of ['Steven', 'Wim', 'vader']) {
		await expect(page.locator(':focus')).toHaveValue('');
		await page.locator(':focus').pressSequentially(line);
		await page.keyboard.press('Enter');
		if (line === 'Steven')
			await expect(page.getByRole('heading', { name: 'Traject van Steven' })).toBeVisible();
	}
	await expect(page.locator('[data-person]')).toHaveCount(3);
	await page.getByRole('button', { name: 'Klaar, maak naamkaartjes' }).click();
	await page.getByRole('button', { name: 'Maak naamkaartjes', exact: true }).click();
	await expect(page.locator('[data-card]')).toHaveCount(3);
	return async (name) => (await page.locator(`[data-card="${name}"] a.here`).getAttribute('href')) ?? '';
}

async function arrive(browser: Browser, link: string): Promise<Page> {
	const page = await (await browser.newContext(laptop)).newPage();
	await page.goto(link);
	await page.getByRole('button', { name: 'Ja, dat ben ik' }).click();
	await atTable(page);
	return page;
}

test('who waits for the circle with the page open sits when it opens, and so does who comes later', async ({
	browser
}) => {
	const house = new House(await freePort());
	await house.start();
	try {
		const card = await planned(await (await browser.newContext(laptop)).newPage(), house);
		const steven = await arrive(browser, await card('Steven'));
		const joris = await arrive(browser, await card('Joris'));
		await expect(steven.locator('[data-phase="planned"]')).toBeVisible();
		await joris.getByRole('button', { name: 'Open de kring' }).click();
		const wish = (page: Page) => page.getByPlaceholder('In één zin: wat willen we samen?');
		await wish(steven).fill('Ergens naartoe. ');
		await kept(steven);
		const wim = await arrive(browser, await card('Wim'));
		await wish(wim).press('End');
		await wish(wim).pressSequentially('Samen.');
		await kept(wim);
		for (const page of [joris, steven, wim]) await expect(wish(page)).toHaveValue('Ergens naartoe. Samen.');
	} finally {
		await house.stop();
	}
});
