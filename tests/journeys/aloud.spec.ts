// Voorlezen in steps on every screen and the wall, each engagement with its owner's yes; a voice only when the
// device has one of its own; everybody on paper, and typed over after.

import type { Page } from '@playwright/test';
import { look } from './hands.ts';
import { bigScreen, expect, giveCookie, kept, laptop, phone, sitDown, test } from './house.ts';
import { plan, promise, tab } from './s1-agree.ts';

/** A device with these voices: what is said is remembered, nothing sounds. */
async function withVoices(
	page: Page,
	voices: readonly { lang: string; localService: boolean }[]
): Promise<void> {
	await page.addInitScript((voices) => {
		const said: string[] = [];
		Object.assign(window, { said });
		Object.defineProperty(window, 'SpeechSynthesisUtterance', {
			value: class {
				text: string;
				constructor(text: string) {
					this.text = text;
				}
			}
		});
		Object.defineProperty(window, 'speechSynthesis', {
			value: {
				getVoices: () => voices,
				addEventListener: () => undefined,
				removeEventListener: () => undefined,
				speak: ({ text }: { text: string }) => said.push(text),
				cancel: () => undefined
			}
		});
	}, voices);
	await page.reload();
	await expect(page.locator('[data-here="true"][data-online="true"]')).toBeVisible();
}

test('voorlezen in steps, the yes at its step, and on paper', async ({ browser, house }) => {
	const [circle] = await house.world(1, 3);
	const [leads, pupil, parent] = circle?.seats ?? [];
	if (!leads || !pupil || !parent) throw new Error('three seats were asked for');
	const nele = await sitDown(browser, house, leads, laptop);
	const steven = await sitDown(browser, house, pupil, phone);
	const wim = await sitDown(browser, house, parent, phone);
	await withVoices(steven, [
		{ lang: 'nl-NL', localService: false },
		{ lang: 'nl-BE', localService: true }
	]);
	await withVoices(wim, [{ lang: 'nl-NL', localService: false }]);
	const context = await browser.newContext(bigScreen);
	await giveCookie(context, house, leads);
	const wall = await context.newPage();
	await wall.goto(leads.page.replace('/seat/', '/wall/'));
	await expect(wall.locator('main.wall')).toBeVisible();

	await plan(nele)
		.getByPlaceholder('In één zin: waar zijn we bezorgd over?')
		.fill('We zien hem te weinig lachen.');
	await plan(nele)
		.getByPlaceholder('In één zin: wat gaat er goed?')
		.fill('Hij staat op als hij weet waarvoor.');
	await plan(nele).getByRole('button', { name: 'Engagement erbij' }).click();
	const what = 'Ik kom elke dinsdag.';
	await nele.keyboard.insertText(what);
	const his = await promise(nele, what);
	await his.getByRole('group', { name: 'Wie neemt dit op zich?' }).locator('[data-pick="P1"]').click();
	await kept(nele);

	await test.step('every screen is at the same part: strengths before worries', async () => {
		await nele.getByRole('button', { name: 'voorlezen', exact: true }).click();
		for (const page of [steven, wim]) await tab(page, 'Plan');
		await nele.locator('[data-aloud] [data-next]').click();
		for (const page of [nele, steven, wim])
			await expect(page.locator('[data-aloud="0"]')).toContainText('Hij staat op als hij weet waarvoor.');
		await expect(wall.locator('[aria-current="step"]')).toContainText('Hij staat op als hij weet waarvoor.');
		await look(steven, 'aloud-1-phone');
		await look(wall, 'aloud-2-wall');
		await nele.locator('[data-aloud] [data-next]').click();
		await expect(wim.locator('[data-aloud="1"]')).toContainText('We zien hem te weinig lachen.');
		await expect(wim.locator('[data-next]')).toHaveCount(0);
	});

	await test.step('a device reads with a voice of its own, or does not offer to', async () => {
		await steven.locator('[data-speak]').click();
		await expect
			.poll(() => steven.evaluate(() => (window as unknown as { said: string[] }).said))
			.toEqual(['We zien hem te weinig lachen.']);
		await expect(wim.locator('[data-speak]')).toHaveCount(0);
	});

	await test.step('an engagement is read with its owner’s yes; somebody else may read', async () => {
		await nele.getByRole('button', { name: 'Iemand anders leest voor' }).click();
		await nele.getByRole('group', { name: 'Wie leest voor?' }).locator('[data-pick="P2"]').click();
		await wim.locator('[data-aloud] [data-next]').click();
		await expect(steven.locator('[data-aloud="2"]')).toContainText('Dit is jouw engagement.');
		await look(nele, 'aloud-3-lead');
		await (await promise(steven, what)).getByRole('button', { name: 'Dit neem ik op mij' }).click();
		await expect(his).toHaveAttribute('data-state', 'taken');
	});

	await test.step('verder op papier, and typed over: van papier, klopt is asked later', async () => {
		await nele.locator('[data-paper]').click();
		for (const page of [steven, wim]) await expect(page.locator('[data-on-paper]')).toBeVisible();
		await look(steven, 'aloud-4-on-paper');
		const [paper] = await Promise.all([
			steven.context().waitForEvent('page'),
			steven.locator('[data-on-paper] a').click()
		]);
		await expect(paper.getByText('Hij staat op als hij weet waarvoor.')).toBeVisible();
		await look(paper, 'aloud-5-paper');
		await paper.close();
		await nele.locator('[data-on-paper]').getByRole('button', { name: 'Terug op de schermen' }).click();
		await nele.getByRole('button', { name: 'samen', exact: true }).click();
		await nele.getByText('Typ over van papier').click();
		await nele.getByLabel('Wie zei dit?').selectOption({ label: 'P1' });
		await nele.getByLabel('Wat stond er?').fill('Ik wil rust.');
		await nele.locator('[data-type-over]').click();
		const line = plan(steven).locator('[data-line]', { hasText: 'Ik wil rust.' });
		await expect(line).toContainText('van papier');
		await line.getByRole('button', { name: 'Klopt', exact: true }).click();
		await expect(plan(nele).locator('[data-line]', { hasText: 'Ik wil rust.' })).not.toContainText(
			'van papier'
		);
	});
});
