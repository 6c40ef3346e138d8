// Voorleggen and antwoorden: one version, everybody's own copy verified in their own browser, an answer in two
// taps, a reserve beside its name wherever the name stands; van kracht, and a page for the fridge.

import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { Hands, look } from './hands.ts';
import { atTable } from './house.ts';
import type { Table } from './s1-arrive.ts';
import { tab } from './s1-agree.ts';
import { engagements, notNow, reserve } from './s1-plan.ts';

const copy = (page: Page) => page.locator('[data-copy="house"]');

export async function present(table: Table): Promise<void> {
	const { Nele: nele, Steven: steven, wall } = table;
	await nele.locator('[data-present="ask"]').click();
	await look(nele, '50-lead-present-sure');
	await nele.locator('[data-present="now"]').click();
	await expect(wall.locator('main[data-phase="answering"]')).toBeVisible();
	await tab(steven, 'Plan');
	await expect(copy(steven)).toBeVisible();
	// What he promised stands on top of his own copy; no other's does.
	await expect(copy(steven).locator('[data-mine]')).toContainText(engagements[1].what);
	await expect(copy(steven).locator('[data-mine]')).not.toContainText(engagements[0].what);
	await expect(copy(steven).locator('[data-mine]')).toContainText('Bart');
	await expect(copy(steven)).toContainText(notNow);
	await expect(steven.getByText('Je zegt ja op de afspraken, niet op ieders verhaal.')).toBeVisible();
	await look(steven, '51-phone-answering');
	await expect(copy(steven).locator('[data-checked]')).toBeVisible();
}

/** S1-12: under thirty seconds, without an account, two taps; all acts look the same. */
export async function answerYes(page: Page, who: string): Promise<void> {
	const hands = new Hands(page);
	const began = Date.now();
	await hands.tap(page.locator('[data-answer="yes"]'));
	await hands.tap(page.locator('[data-say]'));
	await expect(page.getByText(/Je antwoord/)).toBeVisible();
	expect(hands.taps, `${who}'s answer`).toBeLessThanOrEqual(2);
	expect(Date.now() - began).toBeLessThan(30_000);
}

export async function answer(table: Table): Promise<void> {
	const { Nele: nele, Steven: steven, Ilse: ilse, Joris: joris, wall } = table;
	await answerYes(steven, 'Steven');
	await tab(joris, 'Plan');
	for (const [page, who] of [
		[ilse, 'Ilse'],
		[joris, 'Joris'],
		[nele, 'Nele']
	] as const)
		await answerYes(page, who);
	// Together, once all who are present answered: until then nobody sees what another said.
	await expect(steven.locator('[data-answers="hidden"]')).toBeVisible();
	await expect(steven.locator('[data-answer-of="Ilse"]').first()).toContainText('heeft geantwoord');
	await expect(wall.getByText('staat hierachter')).toHaveCount(0);

	const his = await onPaper(nele, 'Wim');
	await his.locator('[data-answer="yes-but"]').click();
	await look(nele, '52-lead-answer-on-paper');
	await expect(his.locator('[data-say]')).toBeDisabled();
	await his.locator('textarea').fill(reserve);
	await his.locator('[data-say]').click();

	await expect(nele.locator('[data-answers="shown"]')).toBeVisible();
	await expect(nele.locator('[data-tally]')).toHaveText('4 onderschrijven, 1 met voorbehoud');
	for (const page of [nele, steven, ilse, joris]) {
		await expect(page.getByText(/goedgekeurd/i)).toHaveCount(0);
		await expect(page.locator('[data-answers] [data-answer-of="Wim"]')).toContainText(reserve);
	}
	const acts = await steven.locator('[data-answers] [data-answer-of] > span').allTextContents();
	expect(acts[0]).toBe(acts[2]);
	await expect(wall.getByText(reserve)).toBeVisible();
	await look(wall, '53-wall-answers');
	await look(steven, '54-phone-answers');
	await nele.locator('[data-declare]').click();
	await expect(nele.locator('[data-in-force]')).toBeVisible();
	await look(nele, '55-lead-in-force');
	await nele.getByRole('button', { name: 'Kring afsluiten' }).click();
	await nele.getByRole('button', { name: 'Ja, sluit de kring af' }).click();
	await expect(wall.locator('main[data-phase="closed"]')).toBeVisible();
	await look(wall, '56-wall-closed');
}

/** S1-14: a sheet of his own, whose code is read from a picture of it; a sheet of another version is refused. */
async function onPaper(nele: Page, name: string): Promise<Locator> {
	await nele.locator('[data-on-paper-list] > summary').click();
	const href = await nele.locator(`[data-sheet-of="${name}"]`).getAttribute('href');
	const sheet = await nele.context().newPage();
	await sheet.goto(new URL(href ?? '', nele.url()).href);
	await expect(sheet.locator('[data-sheet]')).toContainText('Ja, maar');
	const code = (await sheet.locator('[data-sheet]').getAttribute('data-sheet')) ?? '';
	const buffer = await sheet.screenshot();
	await look(sheet, '52-sheet-to-sign');
	await sheet.close();
	const sheets = nele.locator('[data-sheets]');
	await sheets.getByLabel('code van het blad').fill(code.replace(/^1/, '4'));
	await sheets.getByRole('button', { name: 'Zoek dit blad' }).click();
	await expect(sheets.locator('[data-sheet-no]')).toContainText('planversie 4');
	const picture = { name: 'blad.png', mimeType: 'image/png', buffer };
	await sheets.locator('[data-sheet-picture]').setInputFiles(picture);
	return sheets.locator(`[data-paper-of="${name}"]`);
}

/** S1-13: in every copy, on screen, on paper and in the file, the reserve stands with his name. The version's id. */
export async function keep(table: Table): Promise<string> {
	const { Nele: nele, Steven: steven, browser, house, cards } = table;
	await expect(copy(steven).locator('[data-answer-of="Wim"]')).toContainText(reserve);
	await look(steven, '57-phone-my-copy');
	const [file] = await Promise.all([
		steven.waitForEvent('download'),
		copy(steven).getByRole('button', { name: 'Bewaar als bestand' }).click()
	]);
	const path = await file.path();
	expect(readFileSync(path, 'utf8').length).toBeGreaterThan(1000);
	const print = await steven.context().newPage();
	const page = await copy(steven).getByRole('link', { name: 'afdrukken' }).getAttribute('href');
	await print.goto(house.origin + page);
	await expect(print.locator('[data-answer-of="Wim"]')).toContainText(reserve);
	await look(print, '58-print');
	await print.close();

	// Checked at home, on another machine, with the network gone.
	const home = await (await browser.newContext()).newPage();
	await home.goto(`${house.origin}/verify`);
	await expect(home.locator('input[type=file]')).toBeEnabled();
	await home.context().setOffline(true);
	await home.locator('input[type=file]').setInputFiles(path);
	await expect(home.locator('[data-verified="house"]')).toContainText(reserve);
	await look(home, '59-verify');
	const text = readFileSync(path, 'utf8');
	const at = text.indexOf('~') + 5;
	const other = text[at] === 'A' ? 'B' : 'A';
	const buffer = Buffer.from(text.slice(0, at) + other + text.slice(at + 1));
	await home
		.locator('input[type=file]')
		.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer });
	await expect(home.locator('[data-verified="no"]')).toBeVisible();
	await look(home, '60-verify-bad');
	await home.context().close();

	// The same card opens the same copy after the circle.
	await steven.goto(cards['Steven'] ?? '');
	await atTable(steven);
	await tab(steven, 'Plan');
	await expect(copy(steven).locator('[data-mine]')).toContainText(engagements[1].what);

	await nele.goto(house.origin + '/today');
	await look(nele, '61-today');
	await nele
		.getByRole('link', { name: /Steven/ })
		.first()
		.click();
	const version = nele.locator('[data-version="1"]');
	await expect(version).toContainText('van kracht');
	await version.getByText('Wie kreeg een exemplaar').click();
	await expect(version.getByRole('listitem').filter({ hasText: 'Steven' })).toContainText(
		/bewaard.*afgedrukt|afgedrukt.*bewaard/
	);
	await version.getByRole('button', { name: 'Op papier meegegeven aan Wim' }).click();
	await expect(version.getByRole('listitem').filter({ hasText: 'Wim' })).toContainText('op papier');
	await look(nele, '62-traject-version');
	return /copy\/([a-z2-7]{26})\//.exec(page ?? '')?.[1] ?? '';
}
