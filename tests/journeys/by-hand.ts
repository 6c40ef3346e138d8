// A house, a traject and a circle made by hand, as whoever prepares does it: for journeys that begin before the table is
// open.

import type { Browser, Page } from '@playwright/test';
import { bigScreen, expect, laptop, phone, type House } from './house.ts';

export async function setUp(browser: Browser, house: House): Promise<Page> {
	const page = await (await browser.newContext(laptop)).newPage();
	await page.goto(`${house.origin}/set-up`);
	await page.getByLabel('Je organisatie').fill('vzw Keerwind');
	await page.getByLabel('Je naam').fill('Joris Peeters');
	await page.getByLabel('E-mailadres').fill('joris@keerwind.example');
	await page.getByLabel('Wachtwoord').fill('een lange zin');
	await page.getByRole('button', { name: 'Klaar' }).click();
	await expect(page).toHaveURL(/\/today$/);
	return page;
}

export async function begin(page: Page, name: string, ofClass: boolean): Promise<void> {
	await page.getByRole('link', { name: 'Vandaag' }).click();
	await page.getByRole('link', { name: 'Nieuw traject' }).click();
	await page.locator('#name').fill(name);
	if (ofClass) await page.getByRole('checkbox').check();
	await page.locator('main form button.main').click();
	await expect(page.getByRole('heading', { name: `Traject van ${name}` })).toBeVisible();
}

/** `adult`: it is asked of who interprets or is trusted, and the answer is yes. */
export async function add(page: Page, name: string, label: string, adult = false): Promise<void> {
	await page.getByRole('textbox', { name: 'Voornaam' }).last().fill(name);
	await page.getByRole('combobox', { name: 'Wie ben je hier?' }).last().fill(label);
	await page.getByRole('button', { name: 'Erbij' }).click();
	if (adult) await page.getByRole('button', { name: 'Ja, achttien of ouder' }).click();
	await expect(page.locator(`[data-person="${name}"]`)).toBeVisible();
}

/** Makes the cards and goes to the table; each person's card. */
export async function toTable(page: Page, people: readonly string[]): Promise<Record<string, string>> {
	await page.getByRole('button', { name: 'Klaar, maak naamkaartjes' }).click();
	await page.getByRole('button', { name: 'Maak naamkaartjes', exact: true }).click();
	const cards: Record<string, string> = {};
	for (const name of people)
		cards[name] = (await page.locator(`[data-card="${name}"] a.here`).getAttribute('href')) ?? '';
	await page.getByRole('link', { name: 'Terug naar de kring' }).click();
	return cards;
}

export async function lead(page: Page): Promise<Page> {
	await page.getByRole('button', { name: 'Naar de tafel' }).click();
	await expect(page.locator('[data-here="true"]')).toBeVisible();
	await page.getByRole('button', { name: 'Open de kring' }).click();
	await expect(page.locator('[data-phase="gathering"][data-here="true"][data-online="true"]')).toBeVisible();
	const wall = await page.context().newPage();
	await wall.setViewportSize(bigScreen.viewport);
	await wall.goto(page.url().replace('/seat/', '/wall/'));
	await page.bringToFront();
	return wall;
}

export async function come(browser: Browser, card: string): Promise<Page> {
	const page = await (await browser.newContext(phone)).newPage();
	await page.goto(card);
	await page.getByRole('button', { name: 'Ja, dat ben ik' }).click();
	await expect(page.locator('[data-here="true"]')).toBeVisible();
	return page;
}
