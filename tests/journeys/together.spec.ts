// Samen, in real browsers: what is asked of who is absent, what was discussed and not now, wij as one promise for
// each, undo of one's own letters only, a name that goes out everywhere, and what does not belong in a plan.

import type { Locator, Page } from '@playwright/test';
import { look } from './hands.ts';
import { expect, kept, laptop, phone, sitDown, test } from './house.ts';
import { plan, promise, tab } from './s1-agree.ts';

const block = (page: Page, hint: string): Locator => plan(page).getByPlaceholder(hint);
const worries = 'In één zin: waar zijn we bezorgd over?';
const wishes = 'In één zin: wat willen we samen?';

async function add(page: Page, button: string, text: string): Promise<void> {
	await plan(page).getByRole('button', { name: button, exact: true }).click();
	await page.keyboard.insertText(text);
	await kept(page);
}

test('samen: asks, not now, wij, undo, third persons, what does not belong', async ({ browser, house }) => {
	const [circle] = await house.world(1, 4);
	const [leads, pupil, parent, clb] = circle?.seats ?? [];
	if (!leads || !pupil || !parent || !clb) throw new Error('four seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const steven = await sitDown(browser, house, pupil, phone);
	const wim = await sitDown(browser, house, parent, phone);
	for (const page of [steven, wim]) await tab(page, 'Plan');

	await test.step('S1-07 an absent person is not given a promise; S1-08 the ask waits for each yes', async () => {
		// The CLB goes home: from here on it can only be asked.
		await nele.getByText('Iemand gaat vroeger weg').click();
		await nele.locator('[data-leave="P3"]').click();
		await expect(nele.locator('[data-leave="P3"]')).toHaveCount(0);
		const sentence = 'Wil de school in één zin terugschrijven?';
		await add(nele, 'Engagement erbij', sentence);
		const one = await promise(nele, sentence);
		await one.getByRole('group', { name: 'Wie neemt dit op zich?' }).locator('[data-pick="P3"]').click();
		await expect(one.getByRole('alert')).toContainText('P3 zit niet aan tafel');
		await one.getByRole('button', { name: 'Maak er een vraag aan P3 van' }).click();
		const ask = await promise(nele, sentence);
		await expect(ask).toHaveAttribute('data-state', 'asking');
		await expect(ask.locator('[data-yes-of]')).toHaveCount(2);
		await look(nele, 'together-1-ask');
		for (const page of [steven, wim]) {
			await expect(ask).toHaveAttribute('data-state', 'asking');
			await (await promise(page, sentence)).getByRole('button', { name: 'Zo mag het er staan' }).click();
		}
		await expect(ask).toHaveAttribute('data-state', 'asked');
		await look(steven, 'together-2-ask-phone');
		// Other words, no yes: it waits again.
		await ask.locator('textarea').first().fill(`${sentence} Vandaag nog?`);
		await expect(ask).toHaveAttribute('data-state', 'asking');
	});

	await test.step('S1-09 besproken, nu niet, in the words of who did not want it', async () => {
		const idea = 'Samen rond de tafel met de school.';
		await add(nele, 'Engagement erbij', idea);
		await (await promise(nele, idea)).getByRole('button', { name: 'Nu niet', exact: true }).click();
		const one = await promise(nele, idea);
		await one.getByRole('group', { name: 'Voor wie is het nu niet?' }).locator('[data-pick="P2"]').click();
		await (await promise(wim, idea)).getByRole('button', { name: 'Zo mag het er staan' }).click();
		await expect(one).toHaveAttribute('data-state', 'not-now-agreed');
	});

	await test.step('S1-16 wij is one promise for each, with their own yes; and it can be undone', async () => {
		const we = 'We gaan samen kennismaken.';
		await add(nele, 'Engagement erbij', we);
		const one = await promise(nele, we);
		const who = one.getByRole('group', { name: 'Wie neemt dit op zich?' });
		await who.getByRole('button', { name: 'Wij', exact: true }).click();
		for (const name of ['P1', 'P2']) await who.locator(`[data-pick="${name}"]`).click();
		await who.getByRole('button', { name: 'Voor ieder apart (2)' }).click();
		const each = plan(nele)
			.locator('[data-promise][data-state="proposed"]')
			.filter({ hasText: 'wacht op het ja' });
		await expect(each).toHaveCount(2);
		await expect(each.filter({ hasText: 'wacht op het ja van P1' })).toHaveCount(1);
		await nele.locator('[data-undo] button').first().click();
		await expect(each).toHaveCount(0);
		await nele.locator('[data-undo] button').last().click();
		await expect(each).toHaveCount(2);
		const his = plan(steven).locator('[data-promise]').filter({ hasText: 'wacht op jouw ja' });
		await his.getByRole('button', { name: 'Dit neem ik op mij' }).click();
		await expect(plan(nele).locator('[data-promise][data-state="taken"]')).toHaveCount(1);
	});

	await test.step('undo takes back my letters, and nobody else’s in the same sentence', async () => {
		await block(nele, wishes).fill('Een plek.');
		await expect(block(steven, wishes)).toHaveValue('Een plek.');
		await block(steven, wishes).press('End');
		await steven.keyboard.type(' Met rust.');
		await expect(block(nele, wishes)).toHaveValue('Een plek. Met rust.');
		await block(nele, wishes).press('Control+z');
		await expect(block(steven, wishes)).toHaveValue(' Met rust.');
		await block(nele, wishes).press('Control+Shift+z');
		await expect(block(steven, wishes)).toHaveValue('Een plek. Met rust.');
		// On a phone there is a button; it undoes hers, not his.
		await steven.locator('[data-undo] button').first().click();
		await expect(block(nele, wishes)).toHaveValue('Een plek.');
	});

	await test.step('S3-04 a name becomes klasgenoot A everywhere, by one act', async () => {
		await expect(plan(nele).getByText('Noem klasgenoten niet bij naam.')).toBeVisible();
		await block(nele, worries).fill('Kevin roept. kevin ook hier.');
		await tab(steven, 'Mijn blad');
		await steven.getByRole('button', { name: 'zorg', exact: true }).click();
		await steven.locator('section.own textarea').fill('Kevin wacht mij op.');
		await steven.getByRole('button', { name: 'Leg op tafel' }).click();
		await expect(plan(nele).getByText('Kevin wacht mij op.')).toBeVisible();
		await block(nele, worries).selectText();
		await block(nele, worries).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(0, 5));
		await plan(nele).locator('[data-third]').click();
		await expect(nele.getByLabel('Welke naam?')).toHaveValue('Kevin');
		await look(nele, 'together-3-name');
		await nele.locator('[data-hide-name]').click();
		await expect(block(nele, worries)).toHaveValue('klasgenoot A roept. klasgenoot A ook hier.');
		await expect(plan(nele).getByText('klasgenoot A wacht mij op.')).toBeVisible();
		await expect(steven.locator('section.own').getByText('klasgenoot A wacht mij op.')).toBeVisible();
		for (const page of [nele, steven, wim]) await expect(page.locator('body')).not.toContainText('Kevin');
	});

	await test.step('what does not belong leaves every screen, asked twice, with no name', async () => {
		await tab(wim, 'Plan');
		const line = plan(wim).locator('[data-line]', { hasText: 'klasgenoot A wacht mij op.' });
		await line.getByRole('button', { name: 'Dit hoort niet in het plan' }).click();
		await expect(wim.getByText('Niemand ziet wie dit deed.')).toBeVisible();
		await look(wim, 'together-4-wipe');
		await wim.locator('[data-wipe]').click();
		for (const page of [nele, steven, wim]) await expect(page.getByText('wacht mij op.')).toHaveCount(0);
		await tab(steven, 'Plan');
		await expect(plan(steven).getByText('Een zin van jou is gewist')).toBeVisible();
		await look(nele, 'together-5-plan');
	});
});
