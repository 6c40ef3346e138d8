// The first half hour of 6 October: the house is set up, the circle prepared, everybody arrives in their own way.

import { expect, type Browser, type Page } from '@playwright/test';
import type { House } from '../house.ts';
import { Hands, look } from './hands.ts';
import { atTable, bigScreen, codeOn, laptop, phone } from './house.ts';
import { whyNoSchool } from './s1-plan.ts';

export type Names = 'Nele' | 'Steven' | 'Ilse' | 'Joris';
/** Everybody's own screen, and the big one. Wim has none. */
export type Table = Readonly<Record<Names | 'wall', Page>> & {
	readonly browser: Browser;
	readonly house: House;
	readonly cards: Readonly<Record<string, string>>;
};

export async function newPage(browser: Browser, screen: object): Promise<Page> {
	return (await browser.newContext(screen)).newPage();
}

async function guest(page: Page, name: string, state: string) {
	await page.getByLabel(`${name} komt?`).selectOption(state);
	return page.locator(`[data-guest="${name}"]`);
}

export async function prepare(browser: Browser, house: House): Promise<Pick<Table, 'Nele' | 'cards'>> {
	const nele = await newPage(browser, laptop);
	await nele.goto(house.origin);
	await look(nele, '01-front');
	await nele.getByRole('link', { name: 'Inrichten' }).click();
	await look(nele, '02-set-up');
	await nele.getByLabel('Je organisatie').fill('vzw Keerwind');
	await nele.getByLabel('Je naam').fill('Nele Bos');
	await nele.getByLabel('E-mailadres').fill('nele@keerwind.example');
	await nele.getByLabel('Wachtwoord').fill('een lange zin');
	await nele.getByRole('button', { name: 'Klaar' }).click();
	await expect(nele).toHaveURL(/\/today$/);
	await look(nele, '03-today-empty');

	const hands = new Hands(nele);
	await nele.getByRole('link', { name: 'Nieuw traject' }).click();
	await hands.line('Steven');
	await expect(nele.getByRole('heading', { name: 'Traject van Steven' })).toBeVisible();
	for (const [name, label] of [
		['Wim', 'vader'],
		['Ilse', 'CLB'],
		['Joris', 'NAFT-begeleider'],
		['Ter Wilgen', 'directie']
	] as const) {
		await hands.line(name);
		await hands.line(label);
	}
	await expect(nele.locator('[data-person]')).toHaveCount(6);
	await nele
		.locator('[data-person="Ilse"]')
		.getByRole('button', { name: 'spreekt ook namens school' })
		.click();
	const me = nele.locator('[data-person="Nele"]');
	await me.getByText('Wijzig').click();
	await me.getByLabel('Wie ben je hier?').fill('gespreksbegeleider');
	await me.getByRole('button', { name: 'Bewaar' }).click();
	await expect(me).toContainText('gespreksbegeleider');

	await nele.getByLabel('Waarvoor').selectOption({ label: 'Vraagverheldering' });
	await nele.locator('[name=method]').selectOption({ label: 'Proactieve cirkel' });
	await nele.getByLabel('Dag').fill('2026-10-06');
	await nele.getByLabel('Uur').fill('16:00');
	await nele.getByLabel('Plaats', { exact: true }).fill('Keerwind');
	const school = await guest(nele, 'Ter Wilgen', 'not-invited');
	await school.getByLabel('Waarom niet?').fill(whyNoSchool);
	for (const name of ['Steven', 'Wim', 'Ilse', 'Joris']) await school.getByLabel(name).check();
	await look(nele, '04-traject');
	await nele.getByRole('button', { name: 'Klaar, maak naamkaartjes' }).click();
	await nele.getByRole('button', { name: 'Maak naamkaartjes', exact: true }).click();
	await expect(nele.locator('[data-card]')).toHaveCount(5);
	await look(nele, '05-cards');
	const cards: Record<string, string> = {};
	for (const name of ['Steven', 'Wim', 'Ilse', 'Joris'])
		cards[name] = (await nele.locator(`[data-card="${name}"] a.here`).getAttribute('href')) ?? '';
	return { Nele: nele, cards };
}

/** Everybody comes in: two with a card, one with code and name, the wall with the code, Wim by a tap of Nele's. */
export async function arrive(browser: Browser, house: House): Promise<Table> {
	const { Nele: nele, cards } = await prepare(browser, house);
	await nele.getByRole('link', { name: 'Terug naar de kring' }).click();
	await look(nele, '06-circle');
	await nele.getByRole('button', { name: 'Naar de tafel' }).click();
	await look(nele, '07-before-opening');
	await nele.getByRole('button', { name: 'Open de kring' }).click();
	await expect(nele.locator('[data-phase="gathering"]')).toBeVisible();

	const steven = await newPage(browser, phone);
	await steven.goto(`${house.origin}/what-happens`);
	await look(steven, '08-what-happens');
	await steven.goto(cards['Steven'] ?? '');
	await look(steven, '09-card');
	const scan = await byCard(steven);
	expect(scan, 'scan to seated').toBeLessThanOrEqual(1);
	const ilse = await newPage(browser, laptop);
	await ilse.goto(cards['Ilse'] ?? '');
	expect(await byCard(ilse)).toBeLessThanOrEqual(1);

	await nele.getByText('Code en QR').click();
	const code = await codeOn(nele);
	const joris = await newPage(browser, phone);
	await byCode(joris, house, code);
	await look(joris, '10-who-are-you');
	await joris.locator('[data-name="Joris"]').click();
	await expect(joris.locator('[data-wait]')).toBeVisible();
	await look(joris, '11-waiting');
	const wall = await newPage(browser, bigScreen);
	await byCode(wall, house, code);
	await wall.getByRole('button', { name: 'Dit is het grote scherm' }).click();

	await look(nele, '12-who-waits');
	await nele.getByRole('button', { name: 'Iedereen klopt' }).click();
	await atTable(joris);
	// A big screen is looked at by itself: everybody in the room reads it.
	await nele.getByRole('button', { name: 'Klopt', exact: true }).click();
	await expect(wall.locator('main.wall')).toBeVisible();
	await nele.locator('[data-sit="Wim"]').click();
	await expect(wall.locator('[data-seat]')).toHaveCount(5);
	await look(wall, '13-wall-gathering');
	await look(steven, '14-phone-gathering');
	return { browser, house, cards, Nele: nele, Steven: steven, Ilse: ilse, Joris: joris, wall };
}

async function byCard(page: Page): Promise<number> {
	const hands = new Hands(page);
	await hands.tap(page.getByRole('button', { name: 'Ja, dat ben ik' }));
	await atTable(page);
	return hands.taps;
}

async function byCode(page: Page, house: House, code: string): Promise<void> {
	await page.goto(house.origin);
	await page.getByLabel('De code op de muur').fill(code);
	await page.getByRole('button', { name: 'Naar binnen' }).click();
	await expect(page.getByRole('heading', { name: 'Wie ben jij?' })).toBeVisible();
}
