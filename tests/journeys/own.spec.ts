// Own words, before the circle and in it: everybody who was asked prepares on a sheet of their own, keeps a piece, shows
// one to people they name, lays one; a verslaggever types what is said aloud, and its voice says klopt by a tap, by a nod
// that somebody saw, or later; what was said in another language lies beside its Dutch.

import { type Page } from '@playwright/test';
import { add, begin, come, lead, setUp, toTable } from './by-hand.ts';
import { copy, present, under } from './copies.ts';
import { look } from './hands.ts';
import { atTable, expect, kept, test } from './house.ts';
import { plan, tab } from './s1-agree.ts';

const motors = 'Ik kan motoren op gehoor horen.';
const nights = 'Ik werk ’s nachts.';
const paper = 'Een papier halen en geld verdienen.';
const bread = 'Elke ochtend haalt hij brood voor zijn kleine broer.';
const breadInDari = 'هر صبح برای برادر کوچکش نان می‌آورد.';
const letters = 'Dat ik de brieven niet begrijp en te laat ben.';
const garage = 'Iemand die met mij naar de garage gaat.';

const laid = (page: Page, text: string) => plan(page).locator('[data-line]', { hasText: text });

/** One question a screen: writes, and goes on. */
async function answers(page: Page, at: number, text: string): Promise<void> {
	const card = page.locator(`[data-prepare="${at}"]`);
	await expect(card.getByText(`Vraag ${at + 1} van 5`)).toBeVisible();
	await expect(card.getByRole('heading')).toBeFocused();
	if (text !== '') await card.getByRole('textbox').fill(text);
}
const next = (page: Page) => page.getByRole('button', { name: 'Volgende', exact: true }).click();

/** The verslaggever types this for somebody, of this kind. */
async function types(page: Page, who: string, kind: string, text: string): Promise<void> {
	const scribe = page.locator('[data-scribe]');
	await scribe.getByRole('group', { name: 'Voor wie typ je?' }).getByRole('button', { name: who }).click();
	await scribe.getByRole('group', { name: 'Waarover gaat het?' }).getByRole('button', { name: kind }).click();
	await scribe.getByLabel(`Wat zegt ${who}?`).fill(text);
}

test('own words: prepared, shown to named people, laid, typed by another, and beside their own language', async ({
	browser,
	emptyHouse: house
}) => {
	test.setTimeout(240_000);
	const joris = await setUp(browser, house);
	await begin(joris, 'Omid', false);
	await add(joris, 'Zohra', 'moeder');
	await add(joris, 'Karel', 'CLB');
	await add(joris, 'Parisa', 'sociaal tolk', true);
	const cards = await toTable(joris, ['Omid', 'Zohra', 'Karel']);
	const omid = await come(browser, cards['Omid'] ?? '');
	const zohra = await come(browser, cards['Zohra'] ?? '');
	const karel = await come(browser, cards['Karel'] ?? '');

	await test.step('beforehand: one question a screen, and what is written is one’s own', async () => {
		await omid.getByRole('button', { name: 'Begin met voorbereiden' }).click();
		await answers(omid, 0, '');
		await next(omid);
		await answers(omid, 1, motors);
		await expect(omid.getByRole('button', { name: 'Hou ik voor mij' })).toHaveAttribute(
			'aria-pressed',
			'true'
		);
		await look(omid, 'own-1-question');
		await next(omid);
		await answers(omid, 2, nights);
	});

	await test.step('a piece is shown to who is named, and to nobody else', async () => {
		await omid.getByRole('button', { name: 'Toon aan …' }).click();
		await omid.getByRole('checkbox', { name: 'Karel' }).check();
		await look(omid, 'own-2-show');
		await omid.locator('[data-show="now"]').click();
		await expect(karel.locator('[data-shown="me"]')).toContainText(nights);
		await expect(zohra.getByText(nights)).toHaveCount(0);
	});

	await test.step('it is kept: the page goes away and comes back, everybody has their own', async () => {
		await next(omid);
		await answers(omid, 3, paper);
		await next(omid);
		await omid.getByRole('button', { name: 'Klaar', exact: true }).click();
		const ready = omid.locator('[data-prepare="5"]');
		for (const text of [motors, paper])
			await expect(ready.locator('[data-draft]', { hasText: text })).toBeVisible();
		await expect(ready.locator('[data-shown="mine"]')).toContainText('Leest dit: Karel. Niemand anders.');
		// There is no table yet to lay anything on.
		await expect(omid.getByRole('button', { name: /Leg op tafel/ })).toHaveCount(0);
		await look(omid, 'own-3-ready');
		await kept(omid);
		await omid.reload();
		await expect(omid.getByText('Je schreef al op 2 vragen. Dat ligt voor je klaar.')).toBeVisible();
		for (const page of [zohra, karel]) {
			await expect(page.getByRole('button', { name: 'Begin met voorbereiden' })).toBeVisible();
			for (const text of [motors, paper]) await expect(page.getByText(text)).toHaveCount(0);
		}
	});

	const wall = await lead(joris);
	for (const page of [omid, zohra, karel]) await atTable(page);

	await test.step('at the table a prepared piece is laid with one tap; the rest stays on the sheet', async () => {
		await tab(omid, 'Mijn blad');
		const drafts = omid.locator('[data-drafts]');
		await drafts.locator('[data-draft]', { hasText: motors }).locator('[data-lay]').click();
		await expect(laid(joris, motors)).toBeVisible();
		await tab(zohra, 'Plan');
		await expect(laid(zohra, motors)).toBeVisible();
		await expect(omid.locator('section.own textarea')).toHaveValue(paper);
		for (const page of [joris, wall]) {
			await expect(page.getByText(paper)).toHaveCount(0);
			await expect(page.getByText(nights)).toHaveCount(0);
		}
	});

	await test.step('a verslaggever types in the words of a voice, with its own language beside the Dutch', async () => {
		await joris.getByText('Typen voor iemand').click();
		await joris.locator('[data-writer="Karel"]').click();
		await types(karel, 'Zohra', 'kracht', bread);
		const scribe = karel.locator('[data-scribe]');
		await scribe.getByRole('button', { name: 'Ook in een andere taal' }).click();
		await scribe.locator('select').first().selectOption('fa-AF');
		await scribe.getByLabel('De woorden in die taal').fill(breadInDari);
		await expect(scribe.locator('select').last().locator('option:checked')).toHaveText(
			'Parisa, sociaal tolk'
		);
		await look(karel, 'own-4-scribe');
		await scribe.locator('[data-scribe-lay]').click();
	});

	await test.step('by a tap: Zohra sees both, and says klopt herself', async () => {
		await tab(zohra, 'Tafel');
		const mine = zohra.locator('[data-confirm="mine"]');
		await expect(mine.locator('[data-line]')).toContainText('getypt door Karel, nog niet nagekeken');
		const dari = mine.locator('[data-original="fa-AF"]');
		await expect(dari.locator('[dir="rtl"]')).toHaveText(breadInDari);
		await expect(dari).toContainText(/Gezegd in het Dari.*Vertaling, het Nederlands telt: Parisa, hardop/);
		await look(zohra, 'own-5-confirm');
		await mine.getByRole('button', { name: 'Klopt', exact: true }).click();
		await expect(mine).toHaveCount(0);
		await expect(laid(joris, bread).locator('[data-typed]')).toHaveText('getypt door Karel, zelf nagekeken');
	});

	await test.step('by a nod with a witness, who is another than who typed', async () => {
		await types(karel, 'Omid', 'nodig', garage);
		const scribe = karel.locator('[data-scribe]');
		await scribe.locator('[data-scribe-lay]').click();
		await scribe.getByRole('button', { name: 'Omid knikt: klopt' }).click();
		const saw = scribe.getByRole('group', { name: 'Wie zag of hoorde het?' });
		await expect(saw.getByRole('button', { name: 'Karel' })).toHaveCount(0);
		await saw.getByRole('button', { name: 'Joris' }).click();
		await expect(laid(joris, garage).locator('[data-typed]')).toHaveText(
			'bevestigd aan tafel, getypt door Karel, getuige Joris'
		);
	});

	await test.step('later: the plan lies there as it stood, and her klopt comes after', async () => {
		await types(karel, 'Zohra', 'zorg', letters);
		await karel.locator('[data-scribe-lay]').click();
		await expect(laid(joris, letters)).toBeVisible();
		await joris.getByRole('button', { name: 'voorlezen', exact: true }).click();
		await present(joris);
		await tab(zohra, 'Plan');
		for (const page of [zohra, joris]) {
			const good = under(copy(page), 'Krachten').locator('blockquote', { hasText: bread });
			await expect(good.locator('[data-original="fa-AF"]')).toContainText(breadInDari);
			await expect(good.locator('cite')).toHaveText('Zohra');
			await expect(
				under(copy(page), 'Zorgen').locator('blockquote', { hasText: letters }).locator('cite')
			).toHaveText('Zohra, getypt door Karel, nog niet nagekeken');
			await expect(copy(page)).not.toContainText(nights);
			await expect(copy(page)).not.toContainText(paper);
		}
		await look(zohra, 'own-6-copy');
		await tab(zohra, 'Tafel');
		await zohra.locator('[data-confirm="mine"]').getByRole('button', { name: 'Klopt', exact: true }).click();
		await expect(zohra.locator('[data-confirm="mine"]')).toHaveCount(0);
		await expect(joris.locator('[data-confirm="Zohra"]')).toHaveCount(0);
	});
});
