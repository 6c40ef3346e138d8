// S5, a clash of versions: Zohra answers without a network, Joke withdraws that version for one word, and what Zohra
// signed lands on the words she saw. She is shown just the change, and asked again.

import type { Page } from '@playwright/test';
import { present } from './copies.ts';
import { FlakyLine } from './flaky-line.ts';
import { look } from './hands.ts';
import { atTable, expect, giveCookie, kept, laptop, phone, sitDown, test } from './house.ts';
import { plan, promise } from './s1-agree.ts';

const before = 'Ik bel Zohra zelf, met tolk, op de tweede week. Geen brief.';
const after = 'Ik bel Zohra zelf, met tolk, op de tweede dag. Geen brief.';

/** A phone with a Dutch voice of its own, that notes what it says. */
const withVoice = (page: Page) =>
	page.addInitScript(() => {
		const said: string[] = [];
		Object.assign(window, { said });
		Object.defineProperty(window, 'speechSynthesis', {
			value: {
				getVoices: () => [{ localService: true, lang: 'nl-BE', name: 'Nel' }],
				addEventListener: () => undefined,
				removeEventListener: () => undefined,
				speak: ({ text }: { text: string }) => said.push(text),
				cancel: () => undefined
			}
		});
		Object.defineProperty(window, 'SpeechSynthesisUtterance', {
			value: class {
				text: string;
				constructor(text: string) {
					this.text = text;
				}
			}
		});
	});
const spoken = (page: Page) => page.evaluate(() => (window as unknown as { said: string[] }).said.join(' '));

test('S5 clash: an answer without a network, and one word that changed meanwhile', async ({
	browser,
	house
}) => {
	const names = ['Joke', 'Omid', 'Zohra', 'Karel', 'Wouter'];
	const [circle] = await house.world(1, 5, true, false, 'free', true, { names });
	const [leads, , parent, , school] = circle?.seats ?? [];
	if (!leads || !parent || !school) throw new Error('five seats were asked for');
	const [joke, wouter] = await Promise.all([
		sitDown(browser, house, leads, laptop),
		sitDown(browser, house, school, laptop)
	]);
	const context = await browser.newContext(phone);
	await giveCookie(context, house, parent);
	const zohra = await context.newPage();
	await withVoice(zohra);
	const line = await FlakyLine.under(zohra);
	await zohra.goto(parent.page);
	await atTable(zohra);
	const mine = (page: Page) => page.locator('[data-answer-of="Zohra"]').first();

	await test.step('version 1 lies before everybody, and she answers it in the bus', async () => {
		await plan(wouter).getByRole('button', { name: 'Engagement erbij' }).click();
		await wouter.keyboard.insertText(before);
		const his = plan(wouter).locator('[data-promise]').last();
		await his.getByRole('group', { name: 'Wie neemt dit op zich?' }).locator('[data-pick="Wouter"]').click();
		await his.getByRole('button', { name: 'Dit neem ik op mij' }).click();
		await expect(his).toHaveAttribute('data-state', 'taken');
		await joke.getByRole('button', { name: 'voorlezen', exact: true }).click();
		await present(joke);
		await expect(zohra.locator('[data-copy="house"]')).toContainText(before);
		await line.gone();
		await zohra.locator('[data-answer="yes"]').click();
		await zohra.locator('[data-say]').click();
		const waits = zohra.locator('[data-answer-waits="yes"]');
		await expect(waits).toContainText('Dat staat op dit toestel, nog niet verstuurd.');
		await expect(zohra.locator('[data-save-state="local"]')).toBeVisible();
		await look(zohra, 's5-answer-waits');
		await expect(mine(joke)).toContainText('nog te bevragen');
	});

	await test.step('one word is wrong: Joke withdraws it, and everybody reads what they need not do', async () => {
		await joke.getByRole('button', { name: 'Deze versie intrekken' }).click();
		await joke.getByLabel('Waarom trek je ze in?').fill('Tweede week moet tweede dag zijn.');
		await look(joke, 's5-withdraw');
		await joke.getByRole('button', { name: 'Trek deze versie in' }).click();
		const told = wouter.locator('[data-withdrawn="mistake"]');
		await expect(told).toContainText('Joke trok planversie 1 in: er stond een fout in.');
		await expect(told).toContainText('Tweede week moet tweede dag zijn.');
		await expect(told).toContainText('Je hoeft op die versie niet meer te antwoorden.');
		await look(wouter, 's5-withdrawn');
		const his = await promise(wouter, before);
		await his.locator('textarea').first().fill(after);
		await his.getByRole('button', { name: 'Dit neem ik op mij' }).click();
		await expect(his).toHaveAttribute('data-state', 'taken');
		await kept(wouter);
		await present(joke);
		await expect(joke.locator('[data-since-version="1"]')).toContainText('Eén woord is veranderd');
	});

	await test.step('S5-10: her phone starts again with a network: it lands on version 1 alone, and she is asked anew', async () => {
		await line.reboot(parent.page);
		await atTable(zohra);
		const since = zohra.locator('[data-since-version="1"]');
		await expect(since).toContainText('Op planversie 1 zei je: Ik sta hierachter');
		await expect(since).toContainText('Eén woord is veranderd');
		await expect(since.locator('del')).toHaveText('week');
		await expect(since.locator('ins')).toHaveText('dag');
		await expect(since).toContainText('Wil je het opnieuw horen');
		await look(zohra, 's5-one-word');
		await since.locator('[data-listen]').click();
		expect(await spoken(zohra)).toContain(after);
		await expect(mine(joke)).toContainText('nog te bevragen');
		await expect(joke.getByText('0 van 5 gaven een antwoord.')).toBeVisible();
		await expect(zohra.locator('[data-answer-waits]')).toHaveCount(0);
		await expect(zohra.locator('[data-save-state="saved"]')).toBeVisible();
	});

	await test.step('S5-11, S5-12: she confirms, and her act looks like everybody’s', async () => {
		await zohra.locator('[data-answering] [data-answer="yes"]').click();
		await zohra.locator('[data-say]').click();
		await expect(mine(joke)).toContainText('heeft geantwoord');
		await wouter.locator('[data-answering] [data-answer="yes"]').click();
		await wouter.locator('[data-say]').click();
		await expect(joke.getByText('2 van 5 gaven een antwoord.')).toBeVisible();
		await joke.locator('[data-declare]').click();
		await joke.getByLabel('De jongere zei nog geen ja.').fill('Omid komt morgen langs.');
		await joke.locator('[data-declare]').click();
		await expect(joke.locator('[data-in-force]')).toBeVisible();
		const acts = await Promise.all(
			['Zohra', 'Wouter'].map((name) =>
				joke
					.locator(`[data-answer-of="${name}"] span`)
					.first()
					.evaluate((one) => [one.textContent, getComputedStyle(one).font, getComputedStyle(one).color])
			)
		);
		expect(acts[0]).toEqual(acts[1]);
	});

	await test.step('the page tells of any two versions', async () => {
		await zohra.goto(`${parent.page}/story`);
		await expect(zohra.locator('[data-since]')).toContainText('Eén woord is veranderd');
		await expect(zohra.locator('ins')).toHaveText('dag');
		await look(zohra, 's5-story-page');
	});
});
